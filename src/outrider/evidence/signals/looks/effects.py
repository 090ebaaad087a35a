"""Did it help? The conversation with a link officer, and how soon it happens again."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.signals.registry import answer_of
from outrider.signals.result import Result
from outrider.trial.judging.frame import Floats, Ints

MONTHS: Final = 12
FEWEST: Final = 20
FOLLOWS: Final = (
    "It does not say that talks help: each follows on an assault, so that the months before stand "
    "high and the months after would be lower without any talk."
)
UNFAIR: Final = (
    "The fair answer is that to “Are officers assaulted less after a talk than their own rate "
    "expects?”: it takes what is luck out. This drawing is there to look at."
)


def month_of(year: SafetyYear, day: Ints) -> Ints:
    """The month of the period, from 0, in which a day lies."""
    first = np.datetime64(year.start, "D") + day.astype("timedelta64[D]")
    start = np.datetime64(year.start, "M")
    return (first.astype("datetime64[M]") - start).astype(np.int64)


def hours_since_talk(year: SafetyYear) -> Floats:
    """Hours after each officer's first talk: whole months, and their part of the month it was in.

    Nought where there was no talk in the twelve months.
    """
    starts = np.datetime64(year.start, "M") + np.arange(MONTHS + 1)
    edge = (starts.astype("datetime64[D]") - np.datetime64(year.start, "D")).astype(np.float64)
    since = np.where(np.isfinite(year.talk_day), year.talk_day + 1, np.inf)[:, np.newaxis]
    part = (edge[1:] - np.maximum(edge[:-1], since)) / (edge[1:] - edge[:-1])
    return np.asarray((year.month_hours * np.clip(part, 0.0, 1.0)).sum(axis=1))


def after_talks(year: SafetyYear) -> Result:
    """Assaults after an officer's first talk, beside what their own steadied rate expects.

    A talk follows on an assault, so that those who had one were assaulted more, by rate and by
    luck: the whole year of everybody is needed to tell the two apart.
    """
    after_hours = hours_since_talk(year)
    mine = year.hours > 0
    if (after_hours > 0).sum() < FEWEST:
        raise TooLittle(
            f"{int((after_hours > 0).sum())} officers had a talk, and {FEWEST} are needed."
        )
    known = year.in_year & (year.case_officer >= 0)
    who, day = year.case_officer[known], year.case_day[known]
    later = np.isfinite(year.talk_day[who]) & (day > np.nan_to_num(year.talk_day[who]))
    after = np.bincount(who[later], minlength=year.hours.size)
    before = np.bincount(who[~later], minlength=year.hours.size)
    before_hours = np.maximum(year.hours - after_hours, 0.0)
    # an assault in a month without hours on record has no exposure to be set against
    kept = mine & ((before == 0) | (before_hours > 0)) & ((after == 0) | (after_hours > 0))
    return answer_of(
        "effect",
        "own_rate_result",
        unit=year.officer[kept].tolist(),
        group=[name or "No station" for name in year.station[kept].tolist()],
        before=before[kept],
        exposure_before=before_hours[kept],
        after=after[kept],
        exposure_after=after_hours[kept],
        exposure_unit="hours on operational duty",
        title="Assaults after the first talk, beside what the officer's own rate expects",
        n_unit="assaults",
        vintage=year.vintage,
    )


def talks(year: SafetyYear) -> Result:
    """Officers who were assaulted, month by month, around the month of their first talk.

    The answer of `after_talks` is the fair one: the month of the talk follows on an assault.
    """
    served = (year.month_hours > 0).all(axis=1)  # who joined or left in between is no comparison
    hit = np.flatnonzero((year.assaults > 0) & served)
    started = np.isfinite(year.talk_day) & (np.nan_to_num(year.talk_day) < year.days)
    if started[hit].sum() < FEWEST:
        raise TooLittle(f"{int(started[hit].sum())} officers had a talk, and {FEWEST} are needed.")
    counts = np.zeros((len(year.officer), MONTHS), dtype=np.int64)
    mine = year.in_year
    np.add.at(counts, (year.case_officer[mine], month_of(year, year.case_day[mine])), 1)
    days = np.nan_to_num(year.talk_day).astype(np.int64)
    begins = np.where(started, month_of(year, days) + 1, 0)
    rows = [(who, month) for who in hit for month in range(MONTHS)]
    made = answer_of(
        "effect",
        "event_study_result",
        unit=[str(year.officer[who]) for who, _ in rows],
        period=[f"{month + 1:02d}" for _, month in rows],
        observed=[int(counts[who, month]) for who, month in rows],
        exposure=[float(year.month_hours[who, month]) for who, month in rows],
        exposure_unit="hours on operational duty",
        start=[int(begins[who]) for who, _ in rows],
        title="Assaults on officers around the month of their first talk",
        n_unit="assaults",
        vintage=year.vintage,
    )
    return replace(made, does_not_say=FOLLOWS, notes=(*made.notes, UNFAIR))


def next_assault(year: SafetyYear) -> Result:
    """Days from each assault to the officer's next one, or to the end of what is known."""
    last = (year.at.date() - year.start).days
    order = np.lexsort((year.case_day, year.case_officer))
    order = order[year.case_officer[order] >= 0]
    who, day = year.case_officer[order], year.case_day[order]
    if who.size < FEWEST:
        raise TooLittle(f"{who.size} assaults have an officer with exposure: {FEWEST} are needed.")
    again = np.append(who[1:] == who[:-1], False)
    gap = np.where(again, np.append(day[1:], 0) - day, last - day)
    kept = gap > 0  # two victims' records of one day are one occasion
    return answer_of(
        "effect",
        "next_assault_result",
        days=gap[kept].astype(np.float64),
        happened=again[kept].astype(np.int64),
        title="How soon is an officer assaulted again?",
        vintage=year.vintage,
    )


LOOKS: Final = (
    Look(
        "after-talks",
        "effect",
        "Own steadied rate",
        "Are officers assaulted less after a talk than their own rate expects?",
        after_talks,
    ),
    Look(
        "talks",
        "effect",
        "Event study",
        "How did assaults run in the months around the talk with a link officer?",
        talks,
    ),
    Look(
        "next-assault",
        "effect",
        "Time to the next assault",
        "How soon is an officer who was assaulted assaulted again?",
        next_assault,
    ),
)
