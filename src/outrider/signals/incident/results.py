"""Two answers from the same file of who was there: what made a difference, and to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from outrider.signals import family, say
from outrider.signals.charts import Dots
from outrider.signals.incident.conditional import Fit, conditional_logit
from outrider.signals.incident.present import Beside, attained_levels, beside_others
from outrider.signals.inputs import counts, labels, same_length
from outrider.signals.intervals import Interval
from outrider.signals.result import Cell, Column, Method, Result, Table

Bools: TypeAlias = NDArray[np.bool_]

SAME_INCIDENT: Final = Method(
    "same-incident",
    "Who was assaulted among those present (conditional logistic regression)",
    "Breslow, Day 1980, IARC Scientific Publications 32, chapter 7",
)
BESIDE: Final = Method(
    "beside-colleagues",
    "Assaults beside those of colleagues at the same incidents (exact)",
    "Score test of the conditional logistic regression; Hong 2013, doi:10.1016/j.csda.2012.10.006",
)

COUNTS_MISLEAD: Final = (
    "A threshold on the number of assaults would pick out whoever goes to the most and the hardest "
    "incidents: that is the work, not the officer."
)
_OFTEN: Final = (
    "Some officers are at many incidents: intervals allow for what is theirs and stands in no "
    "column (Cameron, Gelbach and Miller 2011)."
)
_EXACT: Final = (
    "exact for each officer, put together as if officers were independent; they nearly are."
)


def same_incident_result(
    *,
    incident: Sequence[str],
    assaulted: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    officer: Sequence[str] | None = None,
    vintage: str,
    rate: float = family.RATE,
    level: float = 0.95,
    title: str = "Who was assaulted among those present",
) -> Result:
    """Columns: `incident` (its reference), `assaulted` (0 or 1), any number of covariates.

    A row is an officer at an incident, and everybody who was there has one. With `officer` the
    intervals allow for officers who are assaulted more for reasons that stand in no column.
    """
    sets, hit = labels(incident, "incident"), _flags(assaulted)
    if not covariates:
        raise ValueError("Name a column that may have made a difference: crewing, service, kit.")
    columns = [_figures(values, name) for name, values in covariates.items()]
    same_length(incident=sets, assaulted=hit, **dict(zip(covariates, columns, strict=True)))
    who = None if officer is None else labels(officer, "officer")
    if who is not None:
        same_length(incident=sets, officer=who)
    fit = conditional_logit(sets, hit, np.stack(columns, axis=1), level, who)
    adjusted = family.holm(fit.p)
    names = tuple(covariates)
    odds, low, high = np.exp(fit.coefficient), np.exp(fit.low), np.exp(fit.high)
    single = len(names) == 1
    return Result(
        method=SAME_INCIDENT,
        title=title,
        estimate=float(odds[0]) if single else None,
        unit="odds ratio for one more of the column",
        interval=Interval(float(low[0]), float(high[0])) if single else None,
        level=level,
        exposure=float(fit.rows),
        exposure_unit="officers at incidents",
        n=fit.incidents,
        n_unit="incidents that tell something",
        vintage=vintage,
        says=_says(names, adjusted <= rate, odds),
        does_not_say=(
            "It compares those who were there with each other, so that it says nothing about why "
            "incidents happen; what nobody wrote down may stand behind what was."
        ),
        table=_effects(names, fit, adjusted),
        chart=Dots(names, odds, low, high, "odds ratio", adjusted <= rate, reference=1.0, log=True),
        false_alarms=family.adjusted_by_holm("columns", len(names), rate),
        notes=(
            f"Of {len(set(sets)):,} incidents {fit.incidents:,} had both officers who were "
            "assaulted and officers who were not; the others tell nothing here.",
            *(() if who is None else (_OFTEN,)),
            COUNTS_MISLEAD,
        ),
    )


def beside_result(
    *,
    incident: Sequence[str],
    officer: Sequence[str],
    assaulted: ArrayLike,
    vintage: str,
    rate: float = family.RATE,
    level: float = 0.95,
    title: str = "Assaults beside those of colleagues at the same incidents",
) -> Result:
    """Columns: `incident`, `officer` (a pseudonym), `assaulted` (0 or 1).

    A row is an officer at an incident, and everybody who was there has one.
    """
    sets, who, hit = labels(incident, "incident"), labels(officer, "officer"), _flags(assaulted)
    same_length(incident=sets, officer=who, assaulted=hit)
    found, distributions = beside_others(sets, who, hit)
    if not found.incidents.any():
        raise ValueError("No incident has both officers who were assaulted and who were not.")
    looked = [spread for spread in distributions if spread.size > 1]
    each = family.level_of_a_look(len(looked), rate)
    noted = found.p <= each
    return Result(
        method=BESIDE,
        title=title,
        estimate=None,
        unit="assaults expected if nobody is picked out",
        interval=None,
        level=level,
        exposure=float(found.incidents.sum()),
        exposure_unit="officers at incidents",
        n=int(found.observed.sum()),
        n_unit="assaults at incidents that tell something",
        vintage=vintage,
        says=(
            f"Of {len(looked):,} officers {_how_many_differ(int(noted.sum()))} "
            "from those who stood beside them by more than luck would make any of them differ."
        ),
        does_not_say=(
            "It does not say that somebody draws assaults or avoids them: who goes in first and "
            "who holds back is a matter of role, and only talking will tell."
        ),
        table=_officers(found, noted),
        false_alarms=family.independent("officers", attained_levels(looked, each), _EXACT),
        notes=(COUNTS_MISLEAD,),
    )


def _how_many_differ(count: int) -> str:
    return say.how_many(count, "differs", "differ") if count else "none differs"


def _flags(values: ArrayLike) -> Bools:
    flags = counts(values, "assaulted")
    if (flags > 1).any():
        raise ValueError("assaulted: 1 for an officer who was assaulted there, else 0.")
    return flags.astype(np.bool_)


def _figures(values: ArrayLike, name: str) -> NDArray[np.float64]:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise ValueError(f"{name}: a figure is missing. Fill it in, or leave the incident out.")
    return array


def _says(names: tuple[str, ...], stand_out: Bools, odds: NDArray[np.float64]) -> str:
    told = [
        f"{name} (odds times {say.figure(float(ratio))} for one more)"
        for name, ratio, out in zip(names, odds, stand_out, strict=True)
        if out
    ]
    if not told:
        return "Among those present, none of the columns made a difference beyond luck."
    return f"Among those present, this went with who was assaulted: {', '.join(told)}."


def _effects(names: tuple[str, ...], fit: Fit, adjusted: NDArray[np.float64]) -> Table:
    columns = (
        Column("name", "Column"),
        Column("coefficient", "Log odds ratio"),
        Column("error", "Standard error"),
        Column("odds_ratio", "Odds ratio"),
        Column("low", "From"),
        Column("high", "To"),
        Column("p", "p"),
        Column("p_adjusted", "p, adjusted for the number of columns (Holm)"),
    )
    figures = (
        fit.coefficient, fit.error, np.exp(fit.coefficient), np.exp(fit.low), np.exp(fit.high),
        fit.p, adjusted,
    )  # fmt: skip
    return Table(columns, tuple(zip(names, *(each.tolist() for each in figures), strict=True)))


def _officers(found: Beside, noted: Bools) -> Table:
    columns = (
        Column("officer", "Officer"),
        Column("all_assaults", "Assaults, all"),
        Column("incidents", "Incidents that tell something"),
        Column("observed", "Assaults there"),
        Column("expected", "Expected there if nobody is picked out"),
        Column("p", "p"),
        Column("noted", "Noted"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(found.officers, *(each.tolist() for each in (*found[1:], noted)), strict=True)
    )
    return Table(columns, rows)
