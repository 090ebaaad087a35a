"""Two groups beside each other, by two denominators, like with like: duty by duty at a station."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.signals.result import Result
from outrider.trial.judging.frame import Bools, Ints, Words

MINORITY: Final = "Minority-ethnic officers"
WHITE: Final = "White officers"
YOUNG: Final = "Officers in their first two years"
SERVED: Final = "officers with more service"
NEXT_TO_NONE: Final = 0.01  # calls of somebody who attended none: a denominator is above 0


def racist_abuse(year: SafetyYear) -> Result:
    groups = np.where(year.group == "minority-ethnic", MINORITY, "")
    groups = np.where(year.group == "white", WHITE, groups)
    return _beside(year, groups, MINORITY, year.racial, "racially aggravated assaults", (
        "Racially aggravated assaults on minority-ethnic officers, duty by duty at each station"
    ))  # fmt: skip


def young(year: SafetyYear) -> Result:
    groups = np.where(year.young, YOUNG, SERVED)
    return _beside(year, groups, YOUNG, year.assaults, "assaults", (
        "Assaults on officers in their first two years, duty by duty at each station"
    ))  # fmt: skip


def _beside(
    year: SafetyYear, groups: Words, looked_at: str, events: Ints, what: str, title: str
) -> Result:
    from outrider.signals.disparity import disparity_result

    mine = np.asarray((groups != "") & (year.hours > 0))
    if not events[mine].sum():
        raise TooLittle(f"There are no {what} of officers with exposure in these twelve months.")
    if np.unique(groups[mine]).size < 2:
        raise TooLittle("Only one of the two groups is on record, so that nothing is compared.")
    parts = zip(year.station.tolist(), year.duty.tolist(), strict=True)
    strata = np.array([f"{station}, {duty}" for station, duty in parts])
    both = {one for one in set(strata[mine].tolist()) if _has_both(groups, mine & (strata == one))}
    kept = np.asarray(mine & np.isin(strata, sorted(both)))
    if not events[kept].sum():
        raise TooLittle(f"Where both groups work, there are no {what} in these twelve months.")
    made = disparity_result(
        group=groups[kept].tolist(),
        stratum=strata[kept].tolist(),
        events=events[kept],
        exposure=year.hours[kept],
        exposure_unit="hours on operational duty",
        second=np.maximum(year.calls[kept], NEXT_TO_NONE),
        second_unit="calls attended",
        looked_at=looked_at,
        by_person=True,
        title=title,
        n_unit=what,
        vintage=year.vintage,
    )
    left = len(set(strata[mine].tolist()) - both)
    share = year.hours[mine & ~kept].sum() / year.hours[mine].sum()
    note = (
        f"Like with like: the same duty at the same station. {left} of {left + len(both)} such "
        f"kinds of work, with {share:.0%} of the hours, have officers of one group only and are "
        "left out."
    )
    return replace(made, notes=(*made.notes, note))


def _has_both(groups: Words, which: Bools) -> bool:
    return np.unique(groups[which]).size == 2


LOOKS: Final = (
    Look(
        "racist-abuse",
        "disparity",
        "Disparity by two denominators",
        "Are minority-ethnic officers racially abused more than white ones in the same work?",
        racist_abuse,
    ),
    Look(
        "young-in-service",
        "disparity",
        "Disparity by two denominators",
        "Are officers in their first two years assaulted more than others in the same work?",
        young,
    ),
)
