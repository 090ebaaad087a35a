"""Figures of real schemes beside those of the scenarios that stand for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from outrider.trial.building import Built, build
from outrider.trial.demand import Drawn
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import Record, Stage, Why, new_record
from outrider.trial.engine.world import Bools
from outrider.trial.returning import Floats
from outrider.trial.scenario import packaged
from outrider.trial.scenario.scheme_parts import Known
from outrider.trial.scenario.weeks import DAY

REAL: Final = ("hampshire-2017", "military-2016", "fire-trial")


@dataclass(frozen=True)
class Beside:
    """A published figure with the simulated: mean, and between what 95 of 100 simulated lie."""

    scheme: str
    known: Known
    mean: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        return self.low <= self.known.value <= self.high

    @property
    def sentence(self) -> str:
        share = self.known.measure != "attended_in_days"

        def told(value: float) -> str:
            return f"{value:.0%}" if share else f"{value:.1f}".removesuffix(".0")

        where = "inside" if self.inside else "outside"
        return (
            f"{self.scheme}, {_WORDS[self.known.measure].format(days=self.known.days)}: "
            f"{told(self.known.value)} ({self.known.source}); simulated {told(self.mean)}, "
            f"95 of 100 from {told(self.low)} to {told(self.high)}: {where}."
        )


_WORDS: Final = {
    "attended_in_days": "calls attended in {days} days",
    "never_attended": "share of offered calls that nobody attended",
    "never_reached": "the same, if a call counts as attended that the ambulance reached first",
    "first": "share with the co-responder before the ambulance",
    "first_c1": "the same, category 1 alone",
}


def scheme_figures(
    folder: Path | None = None, *, years: int = 20, names: tuple[str, ...] = REAL
) -> list[Beside]:
    """Every published figure of the packaged scenarios of real schemes; so many simulated years."""
    found = []
    for name in names:
        built = build(packaged(name), folder)
        for known in built.scenario.parts.known:
            values = np.concatenate([_values(built, known, number) for number in range(years)])
            low, high = np.quantile(values, [0.025, 0.975])
            found.append(Beside(built.name, known, float(values.mean()), float(low), float(high)))
    return found


def _values(built: Built, known: Known, number: int) -> Floats:
    """One value a simulated year, or one for each stretch of days within it."""
    drawn = built.replication(number)
    record = new_record(len(drawn.calls.received), len(drawn.jobs.received))
    arm = built.arm(known.arm, drawn)
    simulate(built.world, drawn.calls, drawn.jobs, arm, number, record)
    return _MEASURES[known.measure](drawn, record, known)


def _in_days(drawn: Drawn, record: Record, known: Known) -> Floats:
    """Calls attended in each whole stretch of so many days after the warm-up."""
    days = drawn.calls.received[(record.stage == Stage.ATTENDED) & drawn.about.counted] / DAY
    stretches = int(drawn.calls.received[-1] / DAY) // known.days
    edges = np.arange(1, stretches + 1) * known.days
    return np.histogram(days, edges)[0].astype(np.float64)


def _never(drawn: Drawn, record: Record, known: Known) -> Floats:
    offered = (record.stage >= Stage.OFFERED) & drawn.about.counted
    return np.array([float((record.stage[offered] != Stage.ATTENDED).mean())])


def _never_reached(drawn: Drawn, record: Record, known: Known) -> Floats:
    """Whoever was on the way when the ambulance came may have driven on and counted the call."""
    offered = (record.stage >= Stage.OFFERED) & drawn.about.counted
    overtaken = (record.stage == Stage.MOBILISED) & (record.why == Why.AMBULANCE_FIRST)
    reached = (record.stage == Stage.ATTENDED) | overtaken
    return np.array([float(1 - reached[offered].mean())])


def _first(drawn: Drawn, record: Record, known: Known) -> Floats:
    return _share_first(drawn, record, drawn.about.counted)


def _first_c1(drawn: Drawn, record: Record, known: Known) -> Floats:
    return _share_first(drawn, record, drawn.about.counted & (drawn.about.category == "C1"))


def _share_first(drawn: Drawn, record: Record, of: Bools) -> Floats:
    there = record.responder[of] < np.inf
    first = there & (record.responder[of] < record.ambulance[of])
    went = there | ((record.why[of] == Why.AMBULANCE_FIRST) & (record.stage[of] == Stage.MOBILISED))
    return np.array([float(first.sum() / max(1, went.sum()))])


_MEASURES: Final[dict[str, Callable[[Drawn, Record, Known], Floats]]] = {
    "attended_in_days": _in_days,
    "never_attended": _never,
    "never_reached": _never_reached,
    "first": _first,
    "first_c1": _first_c1,
}
