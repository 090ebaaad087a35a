"""Week by week: has something changed, and when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import Look, TooLittle
from outrider.evidence.signals.looks.rates import SEED
from outrider.signals.registry import answer_of
from outrider.signals.result import Result
from outrider.trial.judging.frame import Bools, Ints

BASELINE: Final = 20  # weeks that say what is usual
FEWEST: Final = 30
YEARS: Final = 3  # of past weeks that a comparison with past years needs


@dataclass(frozen=True)
class Weekly:
    """Whole weeks from Monday, local time."""

    starts: tuple[date, ...]
    counts: Ints


def weekly(year: SafetyYear, which: Bools) -> Weekly:
    """Assaults of a kind by week, from Monday, to the last whole week.

    It begins after the first record: weeks in which nobody recorded yet are no quiet weeks.
    """
    began = int(year.case_day.min()) if year.n else 0
    first = began + (7 - (year.start + timedelta(days=began)).weekday()) % 7
    weeks = ((year.at.date() - year.start).days - first) // 7
    if weeks < FEWEST:
        raise TooLittle(f"{max(0, weeks)} whole weeks are on record, and {FEWEST} are needed.")
    inside = which & (year.case_day >= first) & (year.case_day < first + 7 * weeks)
    if not inside.any():
        raise TooLittle("No such assault is on record in these weeks.")
    counts = np.bincount((year.case_day[inside] - first) // 7, minlength=weeks)
    starts = tuple(year.start + timedelta(days=first + 7 * index) for index in range(weeks))
    return Weekly(starts, counts.astype(np.int64))


def every(year: SafetyYear) -> Bools:
    return np.ones(year.n, dtype=np.bool_)


def lasting(year: SafetyYear) -> Result:
    series = weekly(year, every(year))
    return answer_of(
        "change",
        "cusum_result",
        observed=series.counts,
        baseline=BASELINE,
        at=series.starts,
        exposure_unit="weeks",
        marks=year.marks,
        seed=SEED,
        title="Assaults week by week: has the rate gone up for good?",
        n_unit="assaults",
        vintage=year.vintage_to(series.starts[-1] + timedelta(days=6)),
    )


def racial_when(year: SafetyYear) -> Result:
    """Among all assaults: their number falls and rises by itself, with the season and with help."""
    series, whole = weekly(year, year.case_racial), weekly(year, every(year))
    return answer_of(
        "change",
        "share_change_result",
        observed=series.counts,
        of=whole.counts,
        at=series.starts,
        marks=year.marks,
        seed=SEED,
        title="Racially aggravated assaults among all: when did their share change?",
        n_unit="racially aggravated assaults",
        of_unit="assaults",
        vintage=year.vintage_to(series.starts[-1] + timedelta(days=6)),
    )


def lately(year: SafetyYear) -> Result:
    series = weekly(year, every(year))
    return answer_of(
        "change",
        "online_result",
        observed=series.counts,
        at=series.starts,
        exposure_unit="weeks",
        marks=year.marks,
        seed=SEED,
        title="Assaults week by week: has it changed lately?",
        n_unit="assaults",
        vintage=year.vintage_to(series.starts[-1] + timedelta(days=6)),
    )


def ordinary(year: SafetyYear) -> Result:
    series = weekly(year, every(year))
    return answer_of(
        "change",
        "shewhart_result",
        observed=series.counts,
        baseline=BASELINE,
        at=series.starts,
        exposure_unit="weeks",
        marks=year.marks,
        seed=SEED,
        title="Assaults week by week: single weeks far out, and runs",
        n_unit="assaults",
        vintage=year.vintage_to(series.starts[-1] + timedelta(days=6)),
    )


def past_years(year: SafetyYear) -> Result:
    weeks = (year.at.date() - year.start).days // 7
    raise TooLittle(
        f"A week is compared with the same weeks of {YEARS} past years at least, and {weeks} weeks "
        "are on record here. Until then ask the other questions of change, or bring an older "
        "series as a file of your own."
    )


LOOKS: Final = (
    Look(
        "lasting-change",
        "change",
        "CUSUM",
        "Has the number of assaults gone up for good?",
        lasting,
    ),
    Look(
        "when-racial",
        "change",
        "Change point of a share",
        "When did racially aggravated assaults become a larger part, if they did?",
        racial_when,
    ),
    Look(
        "lately",
        "change",
        "Bayesian online detection",
        "Has the number of assaults changed in the last weeks?",
        lately,
    ),
    Look(
        "single-weeks",
        "change",
        "Control chart with run rules",
        "Was a single week out of the ordinary, or a run of weeks?",
        ordinary,
    ),
    Look(
        "outbreak",
        "change",
        "Farrington",
        "Are there more assaults this week than the same weeks of past years explain?",
        past_years,
    ),
)
