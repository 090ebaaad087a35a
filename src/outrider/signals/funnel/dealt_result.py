"""Teams of a station beside each other, as a result: a row a team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from outrider.signals import family, say
from outrider.signals.charts import Bools, FunnelChart
from outrider.signals.funnel.dealt import DEALS, Dealt, dealt
from outrider.signals.inputs import counts, exposures, labels, same_length
from outrider.signals.intervals import poisson_exact
from outrider.signals.result import Cell, Column, FalseAlarms, Method, Result, Table

TEAMS: Final = Method(
    "teams",
    "Teams beside the others of their station, its people dealt anew",
    "Permutation test with the smallest p of the family: Westfall, Young 1993, "
    "Resampling-Based Multiple Testing",
)
FEWEST: Final = 2


def teams_result(
    *,
    team: Sequence[str],
    station: Sequence[str],
    events: ArrayLike,
    exposure: ArrayLike,
    exposure_unit: str,
    vintage: str,
    least: float = 10.0,
    rate: float = family.RATE,
    level: float = 0.95,
    deals: int = DEALS,
    seed: int = 1,
    title: str = "Teams beside the others of their station",
    n_unit: str = "assaults",
) -> Result:
    """Columns, a row a person: `team` (named so that no two stations share one), `station`,
    `events` (a count), `exposure` (above 0).

    A team is looked at if `least` events are expected of its exposure: with fewer none could be
    shown to be low.
    """
    teams, stations = labels(team, "team"), labels(station, "station")
    seen, much = counts(events, "events"), exposures(exposure, "exposure")
    same_length(team=teams, station=stations, events=seen, exposure=much)
    if seen.sum() == 0:
        raise ValueError("Nobody has an event: there is nothing to compare.")
    found = dealt(teams, stations, seen, much, least=least, rate=rate, deals=deals, seed=seed)
    if len(found.names) < FEWEST:
        raise ValueError(
            f"Fewer than two teams have exposure for which {least:g} events are expected; with "
            "less no team could be shown to be low."
        )
    noted = np.asarray(found.p <= found.rate)
    many = int(found.events.sum())
    return Result(
        method=TEAMS,
        title=title,
        estimate=many / float(found.expected.sum()),
        unit="times what is expected from the station's teams",
        interval=poisson_exact(many, float(found.expected.sum()), level),
        level=level,
        exposure=float(found.expected.sum()),
        exposure_unit=f"expected from the {exposure_unit} of the station's teams",
        n=many,
        n_unit=n_unit,
        vintage=vintage,
        says=_says(noted),
        does_not_say=(
            "A team outside is a question, not an answer: recording, work and place differ. A team "
            "inside is not shown to be like the others."
        ),
        table=_table(found, noted),
        chart=_chart(found, noted, rate),
        false_alarms=_false_alarms(found, deals),
        notes=(
            "What people of a station have beyond its usual rate is dealt anew to its teams, so "
            "that a few who are hit far more often than others do not make their team stand out.",
            _left_out(len(set(teams)) - len(found.names), least),
        ),
    )


def _says(noted: Bools) -> str:
    many = int(noted.sum())
    who = "No team lies" if many == 0 else say.how_many(many, "team lies", "teams lie")
    return (
        f"{who} further from the others of its station than dealing its people anew would put any "
        f"of {noted.size}."
    )


def _false_alarms(found: Dealt, deals: int) -> FalseAlarms:
    how = (
        f"exact, among {deals:,} deals of each station's people to its teams: each is as likely as "
        "the one that is there if a team makes no difference."
    )
    return FalseAlarms("teams", len(found.names), found.rate, how)


def _left_out(teams: int, least: float) -> str:
    return (
        f"{teams} teams left out, for whose exposure fewer than {least:g} events are expected: "
        "none of them could be shown to be low."
    )


def _table(found: Dealt, noted: Bools) -> Table:
    """A row a team, in the order that came in."""
    columns = (
        Column("name", "Team"),
        Column("events", "Events"),
        Column("size", "Expected", "from the station's teams"),
        Column("value", "Events over expected"),
        Column("low", "Noted at or below"),
        Column("high", "Noted at or above"),
        Column("p", "p, of all teams together"),
        Column("noted", "Noted"),
    )
    value = found.events / found.expected
    figures = (found.events, found.expected, value, found.low, found.high, found.p, noted)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(found.names, *(column.tolist() for column in figures), strict=True)
    )
    return Table(columns, rows)


def _chart(found: Dealt, noted: Bools, rate: float) -> FunnelChart:
    """Each team has limits of its own: how its station's people differ and how many it has."""
    order = np.argsort(found.expected, kind="stable")
    size = found.expected[order]
    return FunnelChart(
        names=found.names,
        exposure=found.expected,
        value=found.events / found.expected,
        noted=noted,
        grid=size,
        limits=((f"{1 - rate:.0%} of all", found.low[order] / size, found.high[order] / size),),
        centre=1.0,
        x_axis="expected",
        y_axis="events over expected",
    )
