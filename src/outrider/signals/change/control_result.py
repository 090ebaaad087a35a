"""Control charts as results: CUSUM, EWMA and Shewhart's chart against a baseline of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from outrider.signals import family, say
from outrider.signals.change import campaigns, nothing
from outrider.signals.change.cusum import cusum
from outrider.signals.change.ewma import ewma
from outrider.signals.change.farrington_result import cell
from outrider.signals.change.scores import Transform, scores
from outrider.signals.change.shewhart import SETS, Rule, broken, shewhart
from outrider.signals.charts import Bools, Mark, Series, When
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

CUSUM: Final = Method(
    "cusum",
    "Cumulative sum of counts",
    "Page 1954, doi:10.1093/biomet/41.1-2.100; Rossi, Lampugnani, Marchi 1999, Statistics in "
    "Medicine 18, 2111-2122",
)
EWMA: Final = Method(
    "ewma",
    "Exponentially weighted moving average of counts",
    "Roberts 1959, doi:10.1080/00401706.1959.10489860; Borror, Champ, Rigdon 1998, "
    "doi:10.1080/00224065.1998.11979871",
)
SHEWHART: Final = Method(
    "shewhart",
    "Shewhart's chart with run rules",
    "Shewhart 1931; Western Electric 1956; Champ, Woodall 1987, doi:10.1080/00401706.1987.10488266",
)

DOES_NOT_SAY: Final = (
    "It does not say why: more recording, a new form or more hours on duty move the chart as well "
    "as more assaults do. It speaks of a place and a time, of no person."
)


class Drawn(NamedTuple):
    """A path, its limit, and alarms: each as long as the looks; a series a row where several."""

    path: Floats
    limit: Floats
    alarm: Bools


Chart: TypeAlias = Callable[[NDArray[np.int64], Floats], Drawn]


class Watched(NamedTuple):
    """Columns as they came, cut into baseline and looks."""

    observed: Ints
    exposure: Floats
    at: tuple[When, ...]
    baseline: int
    rate: float

    @property
    def looks(self) -> tuple[When, ...]:
        return self.at[self.baseline :]

    @property
    def seen(self) -> Ints:
        return self.observed[self.baseline :]

    @property
    def expected(self) -> Floats:
        return self.rate * self.exposure[self.baseline :]


def watched(
    observed: ArrayLike, exposure: ArrayLike | None, at: Sequence[When] | None, baseline: int
) -> Watched:
    """Raises ValueError: no look after the baseline, or no event in it."""
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    when = tuple(at) if at is not None else tuple(float(i + 1) for i in range(seen.size))
    same_length(observed=seen, exposure=work, at=when)
    if not 1 <= baseline < seen.size:
        raise ValueError(
            f"A baseline of {baseline} of {seen.size} looks leaves none to look at: take fewer."
        )
    if seen[:baseline].sum() == 0:
        raise ValueError("The baseline has no event: there is no rate to compare with.")
    rate = float(seen[:baseline].sum()) / float(work[:baseline].sum())
    return Watched(seen, work, when, baseline, rate)


def cusum_result(
    *,
    observed: ArrayLike,
    baseline: int,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    k: float = 1.04,
    h: float | None = None,
    rate: float = family.RATE,
    transform: Transform = "rossi",
    marks: Sequence[Mark] = (),
    title: str = "Has the rate gone up for good?",
    n_unit: str = "assaults",
    runs: int = nothing.RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed`, `at`, `exposure`. The first `baseline` looks give the usual rate.

    k and h in standard deviations. Without h the limit is set so that luck alone reaches it in all
    the looks together with chance `rate`, counted in `runs` made-up series.
    """
    data = watched(observed, exposure, at, baseline)
    series, expected = null_series(data, runs, seed)
    highest = cusum(series, expected, k=k, h=np.inf, transform=transform).path.max(axis=1)
    limit = family.calibrate(highest, rate).threshold if h is None else h

    def draw(seen: NDArray[np.int64], expected: Floats) -> Drawn:
        made = cusum(seen, expected, k=k, h=limit, transform=transform)
        return Drawn(made.path, np.full(seen.shape[-1], limit), made.alarm)

    notes = (f"k {k:g}, h {limit:.4g}, {transform} transform; no reset after an alarm.",)
    return _result(
        CUSUM, data, draw, marks, vintage, title, exposure_unit, n_unit, runs, seed, notes,
        "The cumulative sum of what is above the usual",
    )  # fmt: skip


def ewma_result(
    *,
    observed: ArrayLike,
    baseline: int,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    weight: float = 0.2,
    width: float | None = None,
    rate: float = family.RATE,
    transform: Transform = "standard",
    marks: Sequence[Mark] = (),
    title: str = "Is the recent average above the usual?",
    n_unit: str = "assaults",
    runs: int = nothing.RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed`, `at`, `exposure`. The first `baseline` looks give the usual rate.

    `weight` of the latest look, `width` of the limit in standard deviations; without it the limit
    is set so that luck alone passes it in all the looks together with chance `rate`.
    """
    data = watched(observed, exposure, at, baseline)
    made = ewma(*null_series(data, runs, seed), weight=weight, width=1.0, transform=transform)
    highest = (made.path / made.limit).max(axis=1)
    wide = family.calibrate(highest, rate).threshold if width is None else width

    def draw(seen: NDArray[np.int64], expected: Floats) -> Drawn:
        return Drawn(*ewma(seen, expected, weight=weight, width=wide, transform=transform))

    notes = (f"Weight {weight:g}, limit at {wide:.3g} standard deviations, {transform} transform.",)
    return _result(
        EWMA, data, draw, marks, vintage, title, exposure_unit, n_unit, runs, seed, notes,
        "The moving average",
    )  # fmt: skip


def shewhart_result(
    *,
    observed: ArrayLike,
    baseline: int,
    vintage: str,
    at: Sequence[When] | None = None,
    exposure: ArrayLike | None = None,
    exposure_unit: str = "looks",
    rules: str = "western-electric",
    transform: Transform = "standard",
    marks: Sequence[Mark] = (),
    title: str = "Single looks far out, and runs",
    n_unit: str = "assaults",
    runs: int = nothing.RUNS,
    seed: int = 1,
) -> Result:
    """Columns: `observed`, `at`, `exposure`. The first `baseline` looks give the usual rate.

    `rules`: "western-electric" or "runs-of-seven". A rule can be broken downwards too.
    """
    if rules not in SETS:
        raise ValueError(f"There is no set of rules {rules}: take one of {', '.join(SETS)}.")
    chosen = SETS[rules]

    def draw(seen: NDArray[np.int64], expected: Floats) -> Drawn:
        score = scores(seen, expected, transform)
        return Drawn(score, np.full(seen.shape[-1], 3.0), shewhart(score, chosen))

    data = watched(observed, exposure, at, baseline)
    notes = _rules_told(scores(data.seen, data.expected, transform), chosen)
    return _result(
        SHEWHART, data, draw, marks, vintage, title, exposure_unit, n_unit, runs, seed, notes,
        "The chart",
    )  # fmt: skip


def _rules_told(score: Floats, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    return tuple(
        f"Rule “{rule.says}”: {say.how_many(int(broken(score, rule).sum()), 'look', 'looks')}."
        for rule in rules
    )


def _result(
    method: Method,
    data: Watched,
    draw: Chart,
    marks: Sequence[Mark],
    vintage: str,
    title: str,
    exposure_unit: str,
    n_unit: str,
    runs: int,
    seed: int,
    notes: tuple[str, ...],
    name: str,
) -> Result:
    drawn = draw(data.seen, data.expected)
    marked = campaigns.steps(data.observed, data.exposure, data.at, marks)
    beside = campaigns.with_steps(data.exposure, marked)[data.baseline :] * data.rate
    remaining = draw(data.seen, beside) if marked else drawn
    many = int(drawn.alarm.sum())
    first = "" if not many else f", first at {_named(data.looks[int(drawn.alarm.argmax())])}"
    return Result(
        method=method,
        title=title,
        estimate=float(many),
        unit="alarms",
        interval=None,
        level=0.95,
        exposure=float(data.exposure[data.baseline :].sum()),
        exposure_unit=exposure_unit,
        n=int(data.seen.sum()),
        n_unit=n_unit,
        vintage=vintage,
        says=(
            f"{name} raises an alarm in {many} of "
            f"{say.how_many(len(data.looks), 'look', 'looks')}{first}; the usual rate is that of "
            f"the {data.baseline} looks before."
            + campaigns.told(drawn.alarm, remaining.alarm, marked, data.baseline)
        ),
        does_not_say=DOES_NOT_SAY,
        table=_table(data, drawn, remaining),
        chart=Series(
            at=data.looks,
            observed=drawn.path,
            y_axis="standard deviations",
            bound=drawn.limit,
            bound_name="limit",
            alarm=drawn.alarm,
            marks=tuple(marks),
        ),
        false_alarms=false_alarms(data, draw, runs, seed),
        notes=notes + ((campaigns.NOT_ABSORBED,) if marked else ()),
    )


def null_series(data: Watched, runs: int, seed: int) -> tuple[Ints, Floats]:
    """Made-up looks with one steady rate, and what is expected from a baseline drawn anew as well.

    Counts scatter about that rate as those of the baseline do.
    """
    steady = data.rate * data.exposure
    base = slice(0, data.baseline)
    series = nothing.made_up(steady, dispersion(data), runs, np.random.default_rng(seed))
    totals = np.maximum(series[:, base].sum(axis=1), 1)
    rates = totals / float(data.exposure[base].sum())
    return series[:, data.baseline :], rates[:, np.newaxis] * data.exposure[data.baseline :]


def dispersion(data: Watched) -> float:
    base = slice(0, data.baseline)
    return nothing.dispersion_of(data.observed[base], data.rate * data.exposure[base])


def false_alarms(data: Watched, draw: Chart, runs: int, seed: int) -> FalseAlarms:
    """How often luck alone raises at least one alarm in all the looks together."""
    # another seed than the one by which a limit was set, or the rate would be met by construction
    alarm = draw(*null_series(data, runs, seed + 1)).alarm
    return FalseAlarms(
        "every look of one chart",
        len(data.looks),
        nothing.rate_of(int(alarm.any(axis=1).sum()), runs),
        nothing.how(runs, dispersion(data)),
    )


def _named(when: When) -> str:
    return f"look {when:g}" if isinstance(when, int | float) else f"{when:%-d %B %Y}"


def _table(data: Watched, drawn: Drawn, remaining: Drawn) -> Table:
    columns = (
        Column("at", "Look"),
        Column("observed", "Observed"),
        Column("expected", "Expected"),
        Column("path", "Path", "standard deviations"),
        Column("limit", "Limit", "standard deviations"),
        Column("alarm", "Alarm"),
        Column("alarm_beside_marks", "Alarm beside marked changes"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            cell(when),
            int(data.seen[i]),
            float(data.expected[i]),
            float(drawn.path[i]),
            float(drawn.limit[i]),
            bool(drawn.alarm[i]),
            bool(remaining.alarm[i]),
        )
        for i, when in enumerate(data.looks)
    ]
    return Table(columns, tuple(rows))
