"""Teams beside the other teams of their station: its people dealt anew, over and over.

Some people are hit far more often than others. Where a team has twenty of them, its count then
scatters well beyond luck, by as much as its station's own people say; nothing else is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from outrider.signals import family
from outrider.signals.inputs import Floats, Ints, members

DEALS: Final = 4_000
"""The p of a team is then known to about 0.0004; a family of ten looks at 0.005."""


class Dealt(NamedTuple):
    """A team a place, in the order in which teams first stand.

    `p` holds for the whole family (Westfall and Young): at or below 0.05 anywhere in one of twenty
    families in which people are no different for their team. `low` and `high` are the counts at
    which a team would be noted.
    """

    names: tuple[str, ...]
    events: Ints
    expected: Floats
    low: Floats
    high: Floats
    p: Floats
    rate: float  # that any team is noted, among the deals themselves


def dealt(
    team: Sequence[str],
    station: Sequence[str],
    events: Ints,
    exposure: Floats,
    *,
    least: float = 0.0,
    rate: float = family.RATE,
    deals: int = DEALS,
    seed: int = 1,
) -> Dealt:
    """A row a person. A person takes along what they have beyond their station's rate.

    Exact: under the null the deal that is there is as likely as any other. Teams expected to have
    fewer than `least` events are dealt to and not looked at. Each tail counts by its rank, so that
    a low team is found as readily as a high one although counts are skewed.
    Source: Westfall, Young 1993, Resampling-Based Multiple Testing, 2.6.
    """
    random = np.random.default_rng(seed)
    names: list[str] = []
    parts = [
        _of_station(team, rows, events, exposure, random, deals, names)
        for rows in members(station).values()
    ]
    beyond = np.concatenate([made for made, _ in parts], axis=1)  # the deal that is there first
    expected = np.concatenate([much for _, much in parts])
    kept = np.flatnonzero(expected >= least)
    beyond, expected = beyond[:, kept], expected[kept]
    tails = np.minimum(_tail(beyond), _tail(-beyond))
    extreme = tails.min(axis=1) if kept.size else np.ones(deals + 1)
    level = -family.calibrate(-extreme, rate).threshold
    return Dealt(
        tuple(names[place] for place in kept),
        np.rint(beyond[0] + expected).astype(np.int64),
        expected,
        *_limits(beyond, expected, level),
        np.array([float((extreme <= one).mean()) for one in tails[0]]),
        float((extreme <= level).mean()),
    )


def _of_station(
    team: Sequence[str],
    rows: Ints,
    events: Ints,
    exposure: Floats,
    random: np.random.Generator,
    deals: int,
    names: list[str],
) -> tuple[Floats, Floats]:
    """Events beyond the expected by deal and team of one station, and what is expected."""
    teams = members([team[row] for row in rows.tolist()])
    names.extend(teams)
    mine = np.zeros((rows.size, len(teams)))
    for place, some in enumerate(teams.values()):
        mine[some, place] = 1.0
    expected = exposure[rows] * (events[rows].sum() / exposure[rows].sum())
    own = events[rows] - expected
    order = np.argsort(random.random((deals, rows.size)), axis=1)
    made = np.vstack([own @ mine, own[order] @ mine])
    return np.round(made, 9), np.asarray(expected @ mine)


def _tail(beyond: Floats) -> Floats:
    """Which part of all deals puts each team as low as each deal does, or lower."""
    found = np.empty(beyond.shape)
    for place, column in enumerate(beyond.T):
        found[:, place] = np.searchsorted(np.sort(column), column, side="right") / column.size
    return found


def _limits(beyond: Floats, expected: Floats, level: float) -> tuple[Floats, Floats]:
    """The highest count that would be noted as low, and the lowest as high."""
    at = max(int(np.floor(level * beyond.shape[0] + 1e-9)) - 1, 0)
    ordered = np.sort(beyond, axis=0)
    return np.maximum(ordered[at] + expected, 0.0), ordered[-1 - at] + expected
