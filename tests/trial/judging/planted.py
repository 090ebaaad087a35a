"""Frames with a truth planted in them, drawn fast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from outrider.trial.judging.frame import Frame, Jobs, Stage, framed

START = datetime(2026, 1, 5, tzinfo=UTC)


def attended(gains: np.ndarray, days: float = 182.0, **columns: Any) -> Frame:
    """Attended calls alone, evenly over the period: the ambulance at 20 min less the gain each."""
    n = len(gains)
    known: dict[str, Any] = {
        "at": (np.arange(n) + 0.5) * days * 1440 / max(n, 1),
        "category": np.full(n, "C1"), "condition": np.full(n, "stroke"),
        "stage": np.full(n, int(Stage.ATTENDED)), "scheme": np.full(n, "police-special"),
        "responder": 20.0 - gains, "ambulance": np.full(n, 20.0),
        "minutes": np.full(n, 45.0), "police_units": np.ones(n), "sent": np.ones(n),
        "sent_live": np.ones(n),
    }  # fmt: skip
    return framed(START, START + timedelta(days=days), n, **{**known, **columns})


def scheme(
    n: int, random: np.random.Generator, *, slower: float = 0.0, days: float = 365.0
) -> Frame:
    """A year of calls of a scheme. `slower`: minutes planted on ambulances where a crew is asked.

    Somebody is asked the oftener, the later the ambulance is expected, as the choice rule does, so
    that a plain comparison of the two groups would be far out.
    """
    eligible = random.random(n) < 0.5
    reckoned = 2 + random.gamma(3, 3, n)
    asked = eligible & (random.random(n) < np.clip((reckoned - 3) / 25, 0, 0.9))
    ambulance = np.maximum(1.5, 1.5 + reckoned + random.normal(0, 4, n)) + slower * asked
    crew = 1.5 + random.gamma(4, 1.8, n)
    late = random.random(n)
    stage = np.where(asked, np.where(late < 0.1, 3, np.where(late < 0.3, 4, 5)), eligible)
    gone = np.asarray(stage >= Stage.MOBILISED)
    at = np.sort(random.uniform(0, days * 1440, n))
    arrest = eligible & (random.random(n) < 0.08)
    other = random.choice(["stroke", "trauma", "other"], n)
    return framed(
        START, START + timedelta(days=days), n,
        at=at, hour=(at // 60) % 168, category=random.choice(["C1", "C2"], n, p=[0.2, 0.8]),
        condition=np.where(eligible, np.where(arrest, "cardiac-arrest", other), ""),
        town=random.random(n) < 0.6, stage=stage,
        reason=np.array(["not_eligible", "nobody-free", "", "crew-declined", "stood-down", ""])[stage],
        scheme=np.where(asked, "police-special", ""), tries=asked,
        responder=np.where(stage == Stage.ATTENDED, crew, np.nan), ambulance=ambulance,
        ambulance_estimate=np.where(eligible, reckoned, np.nan),
        estimate=np.where(asked, crew - 1.5, np.nan), minutes=np.where(gone, 40.0, 0.0),
        police_units=gone, sent=gone, sent_live=gone,
        jobs=jobs(2_000, random, days),
    )  # fmt: skip


def jobs(n: int, random: np.random.Generator, days: float = 365.0) -> Jobs:
    """Police jobs that wait about four minutes, whatever the medical calls do."""
    return Jobs(
        received=np.sort(random.uniform(0, days * 1440, n)), grade=random.integers(1, 5, n),
        patch=random.integers(0, 3, n), sent=random.exponential(4, n),
        reached=4 + random.exponential(9, n), medical_open=random.random(n) < 0.05,
    )  # fmt: skip
