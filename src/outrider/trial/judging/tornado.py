"""Which assumptions matter: each on its own low and high, everything else as it is.

The same replications run with each value, so that their luck is the same and a few of them show
what an assumption moves. Source: Eschenbach 1992, Spiderplots versus tornado diagrams for
sensitivity analysis, Interfaces 22(6):40.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Protocol, TypeVar

from outrider.trial.judging.summary import Across, across, between
from outrider.trial.judging.varying import ends, value_at, with_value

MEASURES: Final = {
    "gain_hours": "hours of waiting saved",
    "gain_min": "min gained an attended call",
    "officer_hours": "officer-hours",
}

S = TypeVar("S", bound="Scenario")
Runs = Sequence[Mapping[str, float]]


class Assumption(Protocol):
    """A value that nobody measured: its key ("schemes.1.accepts") and what the file says of it."""

    @property
    def key(self) -> str: ...
    @property
    def says(self) -> str: ...


class Scenario(Protocol):
    """What is varied: its parts are data classes, named as in its file."""

    @property
    def parts(self) -> Any: ...
    @property
    def assumptions(self) -> Sequence[Assumption]: ...
    def changed(self: S, **parts: object) -> S: ...


@dataclass(frozen=True)
class Bar:
    """One assumption: two values of it, and by how much each measure moves; paired intervals.

    `replications` stand behind each of the two ends.
    """

    key: str
    base: float
    low: float
    high: float
    at_low: dict[str, Across]
    at_high: dict[str, Across]
    replications: int
    label: str = ""

    @property
    def name(self) -> str:
        """In words, where somebody gave it some."""
        return self.label or self.key

    def swing(self, measure: str) -> float:
        """How far apart the measure's two ends are."""
        return abs(self.moved(measure)[1] - self.moved(measure)[0])

    def moved(self, measure: str) -> tuple[float, float]:
        """By how much the measure changes at the low and at the high value."""
        low, high = (each[measure].mean.value or 0.0 for each in (self.at_low, self.at_high))
        return low, high


@dataclass(frozen=True)
class Tornado:
    """All assumptions, by how far each moves the first measure. `left_out`: no single number.

    `minor` are those that moved it least in a first look with fewer replications, and were not
    run again.
    """

    base: dict[str, Across]
    bars: tuple[Bar, ...]
    left_out: tuple[str, ...]
    replications: int
    minor: tuple[Bar, ...] = ()


def tornado(
    scenario: S,
    run: Callable[[S], Runs],
    measures: Iterable[str] = MEASURES,
    only: str | Iterable[str] = "",
    progress: Callable[[str], None] = lambda _: None,
    workers: int = 1,
) -> Tornado:
    """Each numeric assumption of the scenario at its low and its high.

    Args:
        run: the summaries of the arm with the scheme, one a replication; the same replications,
            with the same draws, every time it is asked; by several threads if so many `workers`.
        only: keys that begin so ("schemes.1" for what is assumed of the first scheme), or a
            collection of whole keys.
        progress: told each key that is done.
    """
    names = tuple(measures)
    base = _only(run(scenario), names)
    wanted = [each for each in scenario.assumptions if _wanted(each.key, only)]
    values = {each.key: value_at(scenario.parts, each.key) for each in wanted}

    def bar(each: Assumption) -> Bar:
        value = values[each.key]
        assert value is not None
        low, high = ends(value, each.says)
        at = [between(_only(run(_with(scenario, each.key, end)), names), base)
              for end in (low, high)]  # fmt: skip
        progress(each.key)
        return Bar(each.key, value, low, high, at[0], at[1], len(base))

    with ThreadPoolExecutor(workers) as crew:
        promised = [crew.submit(bar, each) for each in wanted if values[each.key]]
        try:
            bars = [promise.result() for promise in promised]
        except BaseException:
            crew.shutdown(cancel_futures=True)
            raise
    return Tornado(
        across(base), ordered(bars, names[0]),
        tuple(key for key, value in values.items() if not value), len(base),
    )  # fmt: skip


def sifted(
    scenario: S,
    runs: Callable[[int], Callable[[S], Runs]],
    *,
    first: int = 1,
    then: int = 8,
    most: int = 12,
    progress: Callable[[str], None] = lambda _: None,
    workers: int = 1,
) -> Tornado:
    """Every assumption in a few replications, then those that moved most in more of them.

    An assumption that moves little can fall below the line by luck; what is above it is measured
    anew, so that luck does not put it at the top.

    Args:
        runs: what runs a scenario in so many replications.
        first: replications in which each assumption is looked at.
        then: replications behind each bar that is kept; most: how many those are.
    """
    look = tornado(scenario, runs(first), progress=progress, workers=workers)
    top = {bar.key for bar in look.bars[:most] if bar.swing(next(iter(MEASURES)))}
    kept = tornado(scenario, runs(then), only=top, progress=progress, workers=workers)
    minor = tuple(bar for bar in look.bars if bar.key not in top)
    return replace(kept, left_out=look.left_out, minor=minor)


def ordered(bars: Iterable[Bar], measure: str) -> tuple[Bar, ...]:
    """By how far each moves the measure, the furthest first."""
    return tuple(sorted(bars, key=lambda bar: (-bar.swing(measure), bar.key)))


def _wanted(key: str, only: str | Iterable[str]) -> bool:
    return key.startswith(only) if isinstance(only, str) else key in only


def _with(scenario: S, key: str, value: float) -> S:
    parts = with_value(scenario.parts, key, value)
    top = key.partition(".")[0]
    known = {field.name for field in fields(parts)}
    return scenario.changed(**{top: getattr(parts, top)}) if top in known else scenario


def _only(runs: Runs, names: Sequence[str]) -> list[dict[str, float]]:
    return [{name: run[name] for name in names} for run in runs]
