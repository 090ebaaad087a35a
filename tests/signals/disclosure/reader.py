"""A reader who works figures back, written apart from the product: scipy on the finest cells."""

from math import inf

import numpy as np
from scipy.optimize import linprog

from outrider.signals.disclosure import HIDDEN


def published(universe, tabulation, release, table=0):
    """(members of the finest cells as 0/1, true count, shown figure) of each cell of a table."""
    rows = release.tables[table].rows
    for (heading, box), row in zip(tabulation.cells(universe), rows, strict=True):
        assert heading == row[:-1]
        member = np.zeros(universe.counts.shape)
        member[np.ix_(*box)] = 1
        yield member.ravel(), universe.count(box), row[-1]


class Reader:
    """Knows some sums, exactly or within limits, and that no count is negative."""

    def __init__(self, size):
        self.size, self.rows, self.low, self.high = size, [], [], []

    def learn(self, member, low, high):
        self.rows.append(member)
        self.low.append(low)
        self.high.append(high)

    def range_of(self, member):
        """Least and greatest that a sum can be."""
        return self._end(member, 1), self._end(member, -1)

    def _end(self, member, sign):
        given = {}
        if self.rows:
            a = np.array(self.rows)
            given = {"A_ub": np.vstack([a, -a]), "b_ub": np.r_[self.high, -np.array(self.low)]}
        found = linprog(sign * member, **given, bounds=(0, None), method="highs")
        if found.status == 3:
            return -sign * inf
        assert found.status == 0, found.message
        return sign * found.fun


def told(cells):
    return [(member, count) for member, count, shown in cells if shown != HIDDEN]


def hidden(cells):
    return [(member, count) for member, count, shown in cells if shown == HIDDEN]
