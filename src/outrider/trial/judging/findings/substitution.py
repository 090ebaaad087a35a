"""Substitution watch: do ambulances to co-responded calls get slower, or fewer?

Somebody was asked (or nobody fitted) at the moment of the choice, before anybody knew how soon the
ambulance would come; later steps depend on it and would flatter the scheme. So calls for which
somebody was asked are compared with eligible calls of the same category, condition, hour, rurality
and ambulance estimate for which nobody could be.
"""

from __future__ import annotations

from math import nan
from typing import Final

import numpy as np

from outrider.trial.judging.estimates import Estimate, counted, estimate, minus
from outrider.trial.judging.finding import Finding, Verdict
from outrider.trial.judging.findings.groups import eligible
from outrider.trial.judging.frame import Bools, Floats, Frame, Ints, Stage, Words
from outrider.trial.judging.matching import (
    Matched,
    adjusted,
    difference,
    matched,
    share_difference,
    strata_of,
)
from outrider.trial.judging.plan import Matching, Plan
from outrider.trial.judging.table import Cell, Table, bounds

QUESTION: Final = "Do ambulances to co-responded calls come later, or not at all?"


def substitution(frame: Frame, plan: Plan, without: Frame | None = None) -> Finding:
    """Minutes later, and shares diverted or never come, against matched calls.

    `without`: a run's arm without the scheme on the same calls, which is a better match than any.
    """
    if without is not None:
        return between_arms(frame, without, plan)
    among, treated, lateness = compared(frame)
    found, alike = _matched(frame, among, treated[among], plan.matching)
    later = _later(found, lateness[among], frame.ambulance_estimate[among])
    fewer = _estimate(*share_difference(found, _missing(frame)[among]), found.n)
    said = verdict(later, plan.harm.slower)
    return Finding(
        id="substitution",
        question=QUESTION,
        title=TITLES[said],
        sentence=(
            _cannot(among, treated)
            or _sentence(later, fewer, found, int(treated[among].sum()), plan)
        ),
        table=_table(later, fewer, found),
        estimate=later,
        unit="min",
        verdict=said,
        caveats=(
            "A difference that the bands of the matching do not hold would be missed.",
            "That an ambulance service needs fewer ambulances: it says how they were sent.",
        ),
        method=(
            "Calls for which somebody was asked against eligible calls for which nobody could be, "
            f"of the same {', '.join(WORDS[name] for name in alike) + ' and ' if alike else ''}"
            "band of the ambulance’s estimate, with a straight line within the bands. Outcome: the "
            "ambulance’s arrival less that estimate. Spread within bands, 95%. "
            f"Plan {plan.version}."
        ),
    )


def _cannot(among: Bools, treated: Bools) -> str:
    """Why there is nothing to compare with at all; empty: there is.

    A simulated call has an estimate only where somebody was asked, so that one arm alone has no
    second group.
    """
    if not treated.any():
        return "Nobody was asked to a call, so there is no co-responded call to compare."
    if (among & treated).any() and not (among & ~treated).any():
        return (
            "One arm alone cannot tell: calls that nobody was asked to have no estimate of their "
            "ambulance here to compare with. In a simulation, run the arm without the scheme "
            "beside this one: then each call is compared with itself."
        )
    return ""


WORDS: Final = {
    "category": "category",
    "town": "town or country",
    "hour": "part of the day",
    "condition": "condition",
}


def between_arms(frame: Frame, without: Frame, plan: Plan) -> Finding:
    """In a simulation each call is its own match: the same call without the scheme."""
    asked = eligible(frame) & (frame.stage >= Stage.ASKED)
    apart = frame.ambulance - without.ambulance
    known = np.isfinite(apart)
    later, others = (estimate(apart[known & mine], "mean") for mine in (asked, ~asked))
    lost = int((np.isfinite(without.ambulance) & ~np.isfinite(frame.ambulance)).sum())
    said = verdict(later, plan.harm.slower)
    way = "later" if (later.value or 0.0) >= 0 else "sooner"
    return Finding(
        id="substitution",
        question=QUESTION,
        title=TITLES[said],
        sentence=(
            f"On {counted(later.n, 'co-responded call')} the ambulance came "
            f"{abs(later.value or 0.0):.2f} min {way} than on the same calls without the scheme "
            f"({_ends(later, 1)}); on all other calls {minus(others.value or 0.0, 2)} min "
            f"({_ends(others, 1)}). Lost their ambulance: {counted(lost, 'call')}."
        ),
        table=Table(
            ("Measure", "Calls", "Value", "Low", "High"),
            (
                ("Ambulance later on co-responded calls, min", later.n, *bounds(later)),
                ("Ambulance later on all other calls, min", others.n, *bounds(others)),
                ("Calls that lost their ambulance", lost, None, None, None),
            ),
        ),
        estimate=later,
        unit="min",
        verdict=said,
        caveats=("The simulated service sends ambulances by its rules; people may do otherwise.",),
        method="Each call against itself without the scheme. Studentised bootstrap, 95%.",
    )


def lateness_of(frame: Frame, plan: Plan) -> float:
    """Minutes later alone, for many runs; NaN: nothing to compare, as in one simulated arm."""
    among, treated, lateness = compared(frame)
    found, _ = _matched(frame, among, treated[among], plan.matching)
    value = _later(found, lateness[among], frame.ambulance_estimate[among]).value
    return nan if value is None else value


TITLES: Final[dict[Verdict, str]] = {
    "yes": "Ambulances to co-responded calls came later",
    "no": "Ambulances to co-responded calls came no later",
    "cannot-tell": "Too little to tell whether ambulances come later",
    "told": "",
}


def compared(frame: Frame) -> tuple[Bools, Bools, Floats]:
    """Which calls are compared, for which somebody was asked, and by how much it came late."""
    reckoned = np.isfinite(frame.ambulance_estimate)
    asked = (frame.stage >= Stage.ASKED) & (frame.stage != Stage.CAME_ACROSS)
    # somebody was asked after the choice; what fell out by rule was never up for it
    return eligible(frame) & reckoned, asked, frame.ambulance - frame.ambulance_estimate


def verdict(later: Estimate, margin: float) -> Verdict:
    """Later; no later than is borne; or too little to tell."""
    if later.interval is None:
        return "cannot-tell"
    if later.interval.low > 0:
        return "yes"
    return "no" if later.interval.high < margin else "cannot-tell"


def _matched(
    frame: Frame, among: Bools, treated: Bools, plan: Matching
) -> tuple[Matched, tuple[str, ...]]:
    """Alike in as much as leaves enough of the calls a match, by the plan's order."""
    for kept in range(len(plan.alike), -1, -1):
        alike = plan.alike[:kept]
        found = matched(_strata(frame, among, plan, alike), treated)
        if found.n >= plan.least_share * treated.sum():
            break
    return found, alike


def _later(found: Matched, lateness: Floats, reckoned: Floats) -> Estimate:
    timed = _only(found, np.isfinite(lateness))
    outcome = adjusted(timed, np.nan_to_num(lateness), reckoned)
    return _estimate(*difference(timed, outcome), timed.n)


def _strata(frame: Frame, among: Bools, plan: Matching, alike: tuple[str, ...]) -> Ints:
    columns: dict[str, Words | Ints | Bools] = {
        "category": frame.category,
        "town": frame.town,
        "hour": np.searchsorted(np.array(plan.hours), frame.hour % 24, side="right"),
        "condition": frame.condition,
    }
    reckoned = np.searchsorted(
        np.array(plan.estimate), frame.ambulance_estimate[among], side="right"
    )
    codes = [np.unique(columns[name][among], return_inverse=True)[1] for name in alike]
    return strata_of(reckoned, *codes)


def _only(found: Matched, timed: Bools) -> Matched:
    """The match again, over the calls on which the ambulance's time is known."""
    again = matched(found.stratum[timed], found.treated[timed])
    weight = np.zeros(len(timed))
    weight[timed] = again.weight
    return Matched(found.stratum, found.treated, weight)


def _missing(frame: Frame) -> Bools:
    """An ambulance was taken away, or none ever came."""
    return np.asarray((frame.diverted > 0) | ~np.isfinite(frame.ambulance))


def _estimate(value: float, interval: object, n: int) -> Estimate:
    known = None if np.isnan(value) else value
    return Estimate(known, interval, n)  # type: ignore[arg-type]


def _sentence(later: Estimate, fewer: Estimate, found: Matched, asked: int, plan: Plan) -> str:
    if later.value is None or fewer.value is None:
        return "No co-responded call has a call like it to be compared with yet."
    end = {
        "yes": "That is later, beyond chance.",
        "no": f"Later by {plan.harm.slower:g} min or more is ruled out.",
        "cannot-tell": "Neither is ruled out.",
    }[verdict(later, plan.harm.slower)]
    way = "later" if later.value >= 0 else "sooner"
    return (
        f"On {counted(found.n, 'co-responded call')} of {asked:,} with a match, the ambulance came "
        f"{abs(later.value):.2f} min {way} than on {counted(found.others, 'call')} like them "
        f"({_ends(later, 1)}). {end} Taken away or never come: {minus(100 * fewer.value)} points "
        f"more ({_ends(fewer, 100)})."
    )


def _ends(one: Estimate, scale: float) -> str:
    if one.interval is None:
        return "too few for a range"
    low, high = (minus(scale * end, 2 if scale == 1 else 1) for end in one.interval)
    return f"{low} to {high}"


def _table(later: Estimate, fewer: Estimate, found: Matched) -> Table:
    points = tuple(None if end is None else 100 * end for end in bounds(fewer))
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Ambulance later, min", found.n, found.others, *bounds(later)),
        ("Taken away or never come, points more", found.n, found.others, *points),
    )
    return Table(("Measure", "Co-responded", "Compared with", "Value", "Low", "High"), rows)
