"""The finest table that everything published is summed from, and which sums are published.

All tables and all releases are sums over the cells of one table. What two of them share, or what
one adds to another, can then be seen as sums too, and nothing has to be matched by its wording.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from outrider.signals.disclosure.rules import Floats, Ints, Largest

Box: TypeAlias = tuple[tuple[int, ...], ...]
"""For each dimension the numbers of the categories that a cell adds up."""
Labels: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The same by name, only dimensions that are not whole: what stays true in a later universe."""

TOTAL: Final = "Total"


class Contributors(NamedTuple):
    """Who is behind the counts: for each record its cell (flat number), whose it is, its value."""

    cell: Ints
    who: Ints
    value: Floats


@dataclass(frozen=True)
class Universe:
    """Counts by dimensions: names with their categories, and an array of as many axes.

    Raises:
        ValueError: shapes that differ, a name that is there twice, a negative count.
    """

    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    counts: Ints
    contributors: Contributors | None = None

    def __post_init__(self) -> None:
        shape = tuple(len(categories) for _, categories in self.dimensions)
        if self.counts.shape != shape:
            raise ValueError(f"Counts of shape {self.counts.shape} for categories of {shape}.")
        for names in (self.names, *(categories for _, categories in self.dimensions)):
            if len(set(names)) < len(names):
                raise ValueError("A dimension or a category is named twice.")
        if not np.issubdtype(self.counts.dtype, np.integer) or (self.counts < 0).any():
            raise ValueError("Counts are whole numbers, none below 0.")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.dimensions)

    def box(self, labels: Labels) -> Box:
        """The cell of that name.

        Raises:
            ValueError: a dimension or a category that is not here.
        """
        given = dict(labels)
        if not given.keys() <= set(self.names):
            raise ValueError(f"Not a dimension here: {', '.join(given.keys() - set(self.names))}.")
        return tuple(
            _numbers(name, categories, given.get(name)) for name, categories in self.dimensions
        )

    def labels(self, box: Box) -> Labels:
        """The name of a cell, with every category that it adds up."""
        return tuple(
            (name, tuple(categories[i] for i in part))
            for (name, categories), part in zip(self.dimensions, box, strict=True)
        )

    def count(self, box: Box) -> int:
        """How many are in a cell."""
        return int(self.counts[np.ix_(*box)].sum())

    def largest(self, boxes: Sequence[Box]) -> Largest | None:
        """The two largest contributors of each cell; None if it is not known who they are."""
        if self.contributors is None:
            return None
        found = np.array([self._top(box, self.contributors) for box in boxes]).reshape(-1, 3)
        return Largest(found[:, 0], found[:, 1], found[:, 2])

    def _top(self, box: Box, contributors: Contributors) -> tuple[float, float, float]:
        inside = np.zeros(self.counts.shape, dtype=np.bool_)
        inside[np.ix_(*box)] = True
        mine = inside.ravel()[contributors.cell]
        sums = np.bincount(contributors.who[mine], contributors.value[mine], minlength=2)
        first, second = np.sort(sums)[:-3:-1]
        return float(sums.sum()), float(first), float(second)


@dataclass(frozen=True)
class Tabulation:
    """A table to be published: by which dimensions, with all margins, and out of which part.

    `where` limits a dimension to some categories: months that are over, one district.
    """

    by: tuple[str, ...]
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def cells(self, universe: Universe) -> Iterator[tuple[tuple[str, ...], Box]]:
        """Every cell with its heading, margins too, in the order of the categories.

        Raises:
            ValueError: a dimension or a category that the universe does not have.
        """
        unknown = [name for name in (*self.by, *self.where) if name not in universe.names]
        if unknown:
            raise ValueError(f"Not a dimension of the data: {', '.join(unknown)}.")
        scope = universe.box(tuple((name, tuple(some)) for name, some in self.where.items()))
        choices = [
            _choices(categories, part, name in self.by)
            for (name, categories), part in zip(universe.dimensions, scope, strict=True)
        ]
        at = [universe.names.index(name) for name in self.by]
        for chosen in product(*choices):
            yield tuple(chosen[i][0] for i in at), tuple(part for _, part in chosen)


def _choices(
    categories: tuple[str, ...], part: tuple[int, ...], shown: bool
) -> list[tuple[str, tuple[int, ...]]]:
    single = [(categories[i], (i,)) for i in part] if shown else []
    return [*single, (TOTAL, part)]


def _numbers(
    name: str, categories: tuple[str, ...], some: tuple[str, ...] | None
) -> tuple[int, ...]:
    if some is None:
        return tuple(range(len(categories)))
    unknown = [each for each in some if each not in categories]
    if unknown or not some:
        raise ValueError(f"Not a category of {name}: {', '.join(unknown) or 'none given'}.")
    return tuple(sorted(categories.index(each) for each in some))
