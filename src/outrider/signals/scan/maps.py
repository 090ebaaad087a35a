"""Maps of cases as lists of cells, and maps drawn by chance when nothing is going on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from outrider.signals.scan.kernel import Counts
from outrider.signals.scan.zones import Floats, Ints

Draw: TypeAlias = Callable[[np.random.Generator], Ints]
"""Gives the cell of every case of one map: area × times + time, in any order."""


class Maps(NamedTuple):
    """Several maps, each a list of the cells that hold cases; see `kernel.strongest`."""

    cells: Ints
    times: Counts
    counts: Counts
    total: Floats
    most: int


def maps_of(drawn: list[Ints], areas: int, width: int, longest: int) -> Maps:
    """Packs maps, each given by the cells of its cases."""
    cells = np.empty((len(drawn), areas + 1), dtype=np.int64)
    times, counts, offset, most = [], [], 0, 1
    for row, cases in enumerate(drawn):
        cell, count = np.unique(cases, return_counts=True)
        cells[row] = offset + np.searchsorted(cell, np.arange(areas + 1) * width)
        offset += cell.size
        times.append(cell % width)
        counts.append(count)
        most = max(most, _most_in_a_window(cases % width, width, longest))
    return Maps(
        cells,
        np.concatenate(times).astype(np.int32),
        np.concatenate(counts).astype(np.int32),
        np.array([cases.size for cases in drawn], dtype=np.float64),
        most,
    )


def cells_of(cases: Ints) -> Ints:
    """The cell of every case of a table areas × times, one entry a case."""
    flat = cases.ravel()
    held = np.flatnonzero(flat)
    return np.repeat(held, flat[held])


def multinomial(expected: Floats, total: int) -> Draw:
    """Every case falls on a cell with the chance that the expectation gives it."""
    edges = np.cumsum(expected.ravel())

    def draw(random: np.random.Generator) -> Ints:
        # sorted, so that the search walks through memory once
        return _placed(edges, np.sort(random.random(total)))

    return draw


def poisson(expected: Floats) -> Draw:
    """Every cell has a Poisson number of cases: the total is by chance too."""
    edges = np.cumsum(expected.ravel())

    def draw(random: np.random.Generator) -> Ints:
        total = int(random.poisson(float(edges[-1])))
        return _placed(edges, np.sort(random.random(total)))

    return draw


def permutation(cases: Ints) -> Draw:
    """Cases keep their areas and swap their times: both margins stay as they are."""
    width = cases.shape[1]
    held = cells_of(cases)
    places, times = held - held % width, held % width

    def draw(random: np.random.Generator) -> Ints:
        return np.asarray(places + random.permutation(times))

    return draw


def _placed(edges: Floats, uniform: Floats) -> Ints:
    found = np.searchsorted(edges, uniform * edges[-1], side="right")
    return np.asarray(np.minimum(found, edges.size - 1), dtype=np.int64)


def _most_in_a_window(times: Ints, width: int, longest: int) -> int:
    before = np.r_[0, np.cumsum(np.bincount(times, minlength=width))]
    ends = np.arange(1, width + 1)
    return int((before[ends] - before[np.maximum(ends - longest, 0)]).max(initial=1))
