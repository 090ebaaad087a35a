"""Did it help? The conversation with a link officer, and how soon it happens again."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.signals.registry import answer_of
from outrider.signals.result import Result
from outrider.trial.judging.frame import Ints

MONTHS: Final = 12
FEWEST: Final = 20


def month_of(year: SafetyYear, day: Ints) -> Ints:
    """The month of the period, from 0, in which a day lies."""
    first = np.datetime64(year.start, "D") + day.astype("timedelta64[D]")
    start = np.datetime64(year.start, "M")
    return (first.astype("datetime64[M]") - start).astype(np.int64)


def talks(year: SafetyYear) -> Result:
    """Officers who were assaulted, month by month, around the month of their first talk."""
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
    return answer_of(
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
        "talks",
        "effect",
        "Event study",
        "Are officers assaulted less after they sat down with a link officer?",
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
