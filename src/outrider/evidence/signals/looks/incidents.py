"""The same incident: what differed between those who were there, and whom it happened to."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle, only_noted
from outrider.signals.registry import answer_of
from outrider.signals.result import Result
from outrider.trial.judging.frame import Bools, Floats

BRING: Final = (
    "Bring the control room’s log of who was at which incident (Set-up, “Who was there”): a row "
    "for everybody who was there."
)


def _there(year: SafetyYear, columns: Floats | None = None) -> Bools:
    """Rows of incidents in which everything in `columns` is known of everybody.

    Raises:
        TooLittle: nobody's attendance is on record, or never with what is asked.
    """
    if not year.there_incident.size:
        raise TooLittle(f"Nothing says who else was there. {BRING}")
    kept = np.ones(year.there_incident.size, dtype=np.bool_)
    if columns is not None:
        unknown = ~np.isfinite(columns).all(axis=1)
        kept &= ~np.isin(year.there_incident, year.there_incident[unknown])
    if not kept.any():
        raise TooLittle(f"The log never says whether a crew was single. {BRING}")
    return kept


def same_incident(year: SafetyYear) -> Result:
    """First years of service and single crewing, among those who were at the same incident."""
    columns = np.column_stack([year.there_young.astype(np.float64), year.there_alone])
    kept = _there(year, columns)
    return answer_of(
        "incident",
        "same_incident_result",
        incident=[str(one) for one in year.there_incident[kept].tolist()],
        assaulted=year.there_assaulted[kept].astype(np.int64),
        covariates={
            "In the first two years of service": columns[kept, 0],
            "Single crewed": columns[kept, 1],
        },
        officer=year.there_officer[kept].tolist(),
        vintage=year.vintage_to(year.at.date(), "Incidents and who was there"),
    )


def beside(year: SafetyYear) -> Result:
    """Each officer's assaults beside those of whoever stood next to them."""
    kept = _there(year)
    made = answer_of(
        "incident",
        "beside_result",
        incident=[str(one) for one in year.there_incident[kept].tolist()],
        officer=year.there_officer[kept].tolist(),
        assaulted=year.there_assaulted[kept].astype(np.int64),
        vintage=year.vintage_to(year.at.date(), "Incidents and who was there"),
    )
    return only_noted(made)


LOOKS: Final = (
    Look(
        "same-incident",
        "incident",
        "Same incident",
        "What made a difference among those who were at the same incident?",
        same_incident,
    ),
    Look(
        "beside",
        "incident",
        "Same incident, by officer",
        "Is anybody assaulted more than whoever stood beside them?",
        beside,
        by_person=True,
    ),
)
