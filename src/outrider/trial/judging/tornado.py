"""Which assumptions matter: each on its own low and high, everything else as it is.

The same replications run with each value, so that their luck is the same and a few of them show
what an assumption moves. Source: Eschenbach 1992, Spiderplots versus tornado diagrams for
sensitivity analysis, Interfaces 22(6):40.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, Protocol, TypeVar

from outrider.trial.judging.estimates import minus
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.summary import Across, across, between
from outrider.trial.judging.table import Cell, Table

MEASURES: Final = {
    "gain_hours": "hours of waiting saved",
    "gain_min": "min gained an attended call",
    "officer_hours": "officer-hours",
}
LESS: Final = 0.75
MORE: Final = 1.25
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:to|–|-)\s*(\d+(?:\.\d+)?)")

S = TypeVar("S", bound="Scenario")
T = TypeVar("T")
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
    """One assumption: two values of it, and by how much each measure moves; paired intervals."""

    key: str
    base: float
    low: float
    high: float
    at_low: dict[str, Across]
    at_high: dict[str, Across]

    def swing(self, measure: str) -> float:
        """How far apart the measure's two ends are."""
        ends = [each[measure].mean.value or 0.0 for each in (self.at_low, self.at_high)]
        return abs(ends[1] - ends[0])


@dataclass(frozen=True)
class Tornado:
    """All assumptions, by how far each moves the first measure. `left_out`: no single number."""

    base: dict[str, Across]
    bars: tuple[Bar, ...]
    left_out: tuple[str, ...]
    replications: int


def tornado(
    scenario: S,
    run: Callable[[S], Runs],
    measures: Iterable[str] = MEASURES,
    only: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Tornado:
    """Each numeric assumption of the scenario at its low and its high.

    Args:
        run: the summaries of the arm with the scheme, one a replication; the same replications,
            with the same draws, every time it is asked.
        only: keys that begin so; "schemes.1" for what is assumed of the first scheme.
        progress: told the key that is next.
    """
    names = tuple(measures)
    base = run(scenario)
    bars, left_out = [], []
    for each in scenario.assumptions:
        if not each.key.startswith(only):
            continue
        value = value_at(scenario.parts, each.key)
        if value is None or value == 0:
            left_out.append(each.key)
            continue
        progress(each.key)
        low, high = ends(value, each.says)
        at = [between(_only(run(_with(scenario, each.key, end)), names), _only(base, names))
              for end in (low, high)]  # fmt: skip
        bars.append(Bar(each.key, value, low, high, at[0], at[1]))
    bars.sort(key=lambda bar: (-bar.swing(names[0]), bar.key))
    return Tornado(across(_only(base, names)), tuple(bars), tuple(left_out), len(base))


def ends(value: float, says: str) -> tuple[float, float]:
    """The range that the file gives, else a quarter less and a quarter more; shares end at 1."""
    given = _RANGE.search(says)
    if given and float(given[1]) < float(given[2]) and float(given[1]) <= value <= float(given[2]):
        return float(given[1]), float(given[2])
    high = value * MORE
    return value * LESS, min(1.0, high) if 0 < value < 1 else high


def value_at(parts: Any, key: str) -> float | None:
    """The number at this place; a time's median; None where there is no single number."""
    here = parts
    for name in key.split("."):
        here = _inside(here, name)
    if isinstance(here, bool):
        return None
    if isinstance(here, int | float):
        return float(here)
    median = getattr(here, "median", None)
    return float(median) if isinstance(median, int | float) else None


def with_value(parts: T, key: str, value: float) -> T:
    """The same parts with this number at this place."""
    name, _, rest = key.partition(".")
    inner = _inside(parts, name)
    changed: Any
    if rest:
        changed = with_value(inner, rest, value)
    elif isinstance(inner, int) and not isinstance(inner, bool):
        changed = round(value)
    elif isinstance(inner, float):
        changed = value
    else:
        changed = replace(inner, median=value)
    whole: T = _put(parts, name, changed)
    return whole


def _inside(here: Any, name: str) -> Any:
    if isinstance(here, Mapping):
        return here[name]
    if isinstance(here, Sequence):
        return here[int(name) - 1]
    return getattr(here, name, None)


def _put(parts: Any, name: str, changed: Any) -> Any:
    if isinstance(parts, Mapping):
        return {**parts, name: changed}
    if is_dataclass(parts) and not isinstance(parts, type):
        return replace(parts, **{name: changed})
    place = int(name) - 1
    return type(parts)([*parts[:place], changed, *parts[place + 1 :]])


def _with(scenario: S, key: str, value: float) -> S:
    parts = with_value(scenario.parts, key, value)
    top = key.partition(".")[0]
    known = {field.name for field in fields(parts)}
    return scenario.changed(**{top: getattr(parts, top)}) if top in known else scenario


def _only(runs: Runs, names: Sequence[str]) -> list[dict[str, float]]:
    return [{name: run[name] for name in names} for run in runs]


def as_finding(found: Tornado, measure: str = "gain_hours") -> Finding:
    """For the report: what moves the measure most."""
    unit = MEASURES.get(measure, measure)
    most = max(found.bars, key=lambda bar: bar.swing(measure), default=None)
    base = found.base[measure].mean
    return Finding(
        id=f"tornado-{measure}",
        question=f"Which assumptions move the result most ({unit})?",
        title=f"{most.key} moves it most" if most else "No assumption could be varied",
        sentence=_sentence(most, found, measure, unit),
        table=Table(
            ("Assumption", "Now", "Low", "High", "Change at low", "Low end", "High end",
             "Change at high", "Low end ", "High end "),
            tuple(_row(bar, measure) for bar in found.bars),
        ),
        estimate=base,
        unit=unit,
        caveats=(
            "Assumptions that move together are varied one at a time here.",
            "Where the scenario gives no range it is a quarter less and a quarter more: nobody "
            "knows whether that is wide enough.",
        ),
        method=(
            f"{found.replications} replications for each value, the same luck in all. Left out, "
            f"no single number: {', '.join(found.left_out) or 'none'}."
        ),
    )  # fmt: skip


def _sentence(most: Bar | None, found: Tornado, measure: str, unit: str) -> str:
    if most is None:
        return "The scenario marks no number as an assumption."
    low, high = (each[measure].mean.value or 0.0 for each in (most.at_low, most.at_high))
    moving = sum(bar.swing(measure) > 0 for bar in found.bars)
    return (
        f"Of {len(found.bars)} assumptions {moving} move it at all. From {most.low:g} to "
        f"{most.high:g} instead of {most.base:g}, {most.key} changes it by {minus(low, 2)} to "
        f"{minus(high, 2)} {unit}."
    )


def _row(bar: Bar, measure: str) -> tuple[Cell, ...]:
    cells: list[Cell] = [bar.key, bar.base, bar.low, bar.high]
    for each in (bar.at_low[measure].mean, bar.at_high[measure].mean):
        low, high = each.interval or (None, None)
        cells += [each.value, low, high]
    return tuple(cells)
