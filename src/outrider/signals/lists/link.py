"""Linking lists of the same events: crime records, health and safety, use-of-force forms.

A record is a person (a pseudonym) and a time. Two records of different lists are the same event if
the person is the same and the times lie within a tolerance; each record is linked once a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from outrider.signals.inputs import Floats, Ints, same_length


class Records(NamedTuple):
    """One list. `key` is whose event it is, `hours` when, on a clock that all lists share."""

    name: str
    record: tuple[str, ...]
    key: tuple[str, ...]
    hours: Floats


class Linked(NamedTuple):
    """An event a row: for each list the number of its record there, from 0, or -1 if it is missing.

    Events stand in the order of the first list, then of those only in the second, and so on.
    """

    names: tuple[str, ...]
    row: Ints  # events × lists

    @property
    def present(self) -> Ints:
        return (self.row >= 0).astype(np.int64)

    def cells(self) -> dict[tuple[int, ...], int]:
        """How many events are in exactly these lists; (1, 0, 1) is in the first and the third."""
        patterns, many = np.unique(self.present, axis=0, return_counts=True)
        return {
            tuple(int(x) for x in pattern): int(n)
            for pattern, n in zip(patterns, many, strict=True)
        }

    def missing_from(self, name: str) -> Ints:
        """Rows of events that another list has and this one has not: its gap list."""
        return np.flatnonzero(self.row[:, self.names.index(name)] < 0)


def link(lists: Sequence[Records], tolerance: float = 24.0) -> Linked:
    """Lists after each other: each is linked to the events that stand so far.

    Of several ways to link a person's records the one with most links, then the least time between
    them, is taken. `tolerance` in hours, from the event's first record.

    Raises:
        ValueError: fewer than two lists, or columns that differ in length.
    """
    if len(lists) < 2:
        raise ValueError("Linking needs at least two lists.")
    for each in lists:
        same_length(record=each.record, key=each.key, hours=each.hours)
    events: list[list[int]] = []
    keys: list[str] = []
    hours: list[float] = []
    for number, each in enumerate(lists):
        pairs = _pairs(keys, hours, each, tolerance)
        for row in range(len(each.record)):
            if row in pairs:
                events[pairs[row]][number] = row
            else:
                fresh = [-1] * len(lists)
                fresh[number] = row
                events.append(fresh)
                keys.append(each.key[row])
                hours.append(float(each.hours[row]))
    return Linked(
        tuple(each.name for each in lists),
        np.array(events, dtype=np.int64).reshape(-1, len(lists)),
    )


def _pairs(
    keys: Sequence[str], hours: Sequence[float], new: Records, tolerance: float
) -> dict[int, int]:
    """By record of the new list: the event that it belongs to."""
    there: dict[str, list[int]] = {}
    for event, key in enumerate(keys):
        there.setdefault(key, []).append(event)
    coming: dict[str, list[int]] = {}
    for row, key in enumerate(new.key):
        coming.setdefault(key, []).append(row)
    found = {}
    for key in coming.keys() & there.keys():
        rows, events = coming[key], there[key]
        apart = np.abs(
            new.hours[rows][:, np.newaxis] - np.array([hours[e] for e in events])[np.newaxis, :]
        )
        # a pair that is too far apart costs more than all near ones together
        far = (tolerance + 1) * (min(len(rows), len(events)) + 1)
        cost = np.where(apart <= tolerance, apart, far)
        for i, j in zip(*linear_sum_assignment(cost), strict=True):
            if apart[i, j] <= tolerance:
                found[rows[i]] = events[j]
    return found
