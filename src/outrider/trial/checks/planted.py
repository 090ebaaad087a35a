"""What was planted is found at the stated rate, and what is not there is not found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from outrider.trial.checks.values import Check
from outrider.trial.judging.estimates import estimate
from outrider.trial.judging.findings.gain import difference, verdict
from outrider.trial.judging.findings.power import answerable
from outrider.trial.judging.findings.survival import survival
from outrider.trial.judging.frame import Frame, Stage, framed
from outrider.trial.judging.plan import packaged_plan

TRIALS: Final = 1_000
ATTENDED: Final = 34  # in six months, at the rate of the real trial
GAIN, SPREAD = 3.0, 5.0
SIX_MONTHS: Final = 182.0  # days
CANNOT: Final = 25  # trials asked whether more survive
_START: Final = datetime(2026, 1, 5, tzinfo=UTC)
_OURS: Final = "planted; 1,000 trials of 34 attended calls"


def checks(reference: Path) -> Iterator[Check]:
    """Nothing is read: the truth is planted here."""
    yield _coverage()
    yield from _nothing()
    yield from _six_months()


def _coverage() -> Check:
    """How often the interval of the mean holds the 3.0 minutes that were planted."""
    random = np.random.default_rng(20)
    hits = 0
    for _ in range(TRIALS):
        interval = estimate(difference(_trial(random.normal(GAIN, SPREAD, ATTENDED))), "mean")
        low, high = interval.interval or (np.nan, np.nan)
        hits += bool(low <= GAIN <= high)
    target = "planted gain of 3.0 min: share of 95 % intervals that hold it"
    return Check("Planted", target, 0.95, hits / TRIALS, 0.02, _OURS)


def _nothing() -> Iterator[Check]:
    """A scheme without effect: how often it is said to gain, or to lose."""
    random = np.random.default_rng(3)
    said = [
        verdict(estimate(difference(_trial(random.normal(0, SPREAD, ATTENDED))), "mean"))
        for _ in range(TRIALS)
    ]
    for word, name in (("yes", "to gain"), ("no", "to lose")):
        share = [str(one) for one in said].count(word) / TRIALS
        target = f"no effect: share of trials said {name} time, at 2.5 %"
        yield Check("Planted", target, 0.025, share, 0.015, _OURS)


def _six_months() -> Iterator[Check]:
    """Do more survive? Asked of trials of six months, of every size up to 400 attended calls."""
    random = np.random.default_rng(4)
    plan = packaged_plan()
    verdicts, rows = 0, 0
    for n in np.linspace(0, 400, CANNOT).astype(int):
        condition = random.choice(["cardiac-arrest", "stroke"], n)
        frame = _trial(random.normal(4, SPREAD, n), condition=condition)
        verdicts += survival(frame, plan).verdict == "cannot-tell"
        told = [row for row in answerable(frame, plan).table.rows if "survive" in str(row[0])]
        rows += bool(told) and all(row[5] == "Cannot tell" for row in told)
    target = "six-month survival question: answered “cannot tell”"
    yield Check("Planted", target, CANNOT, verdicts, 0, "evaluation of the survival band")
    yield Check("Planted", f"{target}, in the table of power", CANNOT, rows, 0, "Fleiss 2003")


def _trial(gains: Any, **columns: Any) -> Frame:
    """Attended calls alone, evenly over six months: the ambulance at 20 min less the gain each."""
    n = len(gains)
    known: dict[str, Any] = {
        "at": (np.arange(n) + 0.5) * SIX_MONTHS * 1440 / max(n, 1),
        "category": np.full(n, "C1"), "condition": np.full(n, "stroke"),
        "stage": np.full(n, int(Stage.ATTENDED)), "responder": 20.0 - gains,
        "ambulance": np.full(n, 20.0), "minutes": np.full(n, 45.0),
        "police_units": np.ones(n), "sent": np.ones(n), "sent_live": np.ones(n),
    }  # fmt: skip
    return framed(_START, _START + timedelta(days=SIX_MONTHS), n, **{**known, **columns})
