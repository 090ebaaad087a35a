"""What the year says of the stations, for a start station by station."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.look import TooLittle
from outrider.evidence.signals.planner import Plan, ground_of, planned

pytestmark = pytest.mark.feature("F38")
STATIONS, OFFICERS = 30, 8


def made_up(seed: int, spread: float, rate: float = 0.004) -> SafetyYear:
    """Thirty stations whose own rates have this coefficient of variation."""
    random = np.random.default_rng(seed)
    own = random.gamma(1 / spread**2, spread**2, STATIONS) if spread else np.ones(STATIONS)
    station = np.repeat(np.arange(STATIONS), OFFICERS)
    month_hours = np.full((station.size, 12), 100.0)
    counts = random.poisson(rate * own[station][:, None] * month_hours)
    who, month = np.nonzero(counts)
    times = counts[who, month]
    starts = np.array([(date(2025, m + 1, 1) - date(2025, 1, 1)).days for m in range(12)])
    days, who = np.repeat(starts[month] + 5, times), np.repeat(who, times)
    n = who.size
    words = np.array([f"S{one}" for one in station.tolist()])
    nothing = np.zeros(n, dtype=np.bool_)
    work = month_hours.sum(axis=1)
    return SafetyYear(
        date(2025, 1, 1), date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), words, words, words,
        words, words, np.zeros(station.size, dtype=np.bool_), work, work, work, work, month_hours,
        who, np.arange(n), days, nothing, nothing, np.full(n, np.nan), np.full(n, np.nan),
        words[who], np.empty(0, dtype=np.int64), np.empty(0, dtype=np.str_),
        np.zeros((0, 4), dtype=np.bool_), np.empty(0, dtype=np.int64),
        np.full(station.size, np.nan),
    )  # fmt: skip


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_the_spread_between_stations_is_found_beyond_what_luck_gives(spread: float) -> None:
    found = [ground_of(made_up(seed, spread)) for seed in range(20)]
    assert np.mean([one.spread**2 for one in found]) == pytest.approx(spread**2, abs=0.05)
    assert np.mean([one.dispersion for one in found]) == pytest.approx(1.0, abs=0.1)
    assert found[0].stations == STATIONS
    assert found[0].exposure == pytest.approx(OFFICERS * 100)
    assert np.mean([one.rate for one in found]) == pytest.approx(0.004, rel=0.1)


def test_more_stations_and_a_larger_fall_are_seen_more_often() -> None:
    ground = ground_of(made_up(1, 0.5))

    def chance(stations: int, fall: float) -> float:
        made = planned(ground, Plan(stations, min(6, stations), 3, fall), "v")
        assert made.estimate is not None
        return made.estimate

    assert chance(6, 0.2) < chance(24, 0.2) < chance(24, 0.4)


def test_without_hours_nothing_is_planned() -> None:
    year = made_up(1, 0.5)
    with pytest.raises(TooLittle, match="Two stations with hours"):
        ground_of(SafetyYear(**{**vars(year), "month_hours": np.zeros_like(year.month_hours)}))
