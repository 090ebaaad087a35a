"""Columns as they come in: checked once, refused in words that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


def counts(values: ArrayLike, name: str) -> Ints:
    """Whole numbers from 0 up."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name}: a column of counts is needed, and it is empty.")
    bad = ~np.isfinite(array) | (array < 0) | (array != np.floor(array))
    if bad.any():
        row = int(np.argmax(bad)) + 1
        raise ValueError(f"{name}: row {row} holds {array[row - 1]}, which is no count.")
    return array.astype(np.int64)


def exposures(values: ArrayLike, name: str) -> Floats:
    """Numbers above 0: hours, arrests, calls, use-of-force forms, expected counts."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"{name}: a column of exposures is needed, and it is empty.")
    bad = ~np.isfinite(array) | (array <= 0)
    if bad.any():
        row = int(np.argmax(bad)) + 1
        raise ValueError(
            f"{name}: row {row} holds {array[row - 1]}. Without exposure there is no rate: "
            "leave the row out, or mend it."
        )
    return array


def labels(values: Sequence[object], name: str) -> tuple[str, ...]:
    """Words, none of them empty."""
    words = tuple(str(value).strip() for value in values)
    if not all(words):
        raise ValueError(f"{name}: row {words.index('') + 1} is empty.")
    return words


def same_length(**columns: Sequence[object] | NDArray[np.generic] | None) -> int:
    """How many rows, the same for each column that is there."""
    lengths = {name: len(column) for name, column in columns.items() if column is not None}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"The columns differ in length: {told}.")
    return next(iter(lengths.values()), 0)


def in_order(values: Sequence[str]) -> tuple[str, ...]:
    """Each label once, in the order in which it first stands."""
    return tuple(dict.fromkeys(values))


def members(values: Sequence[str]) -> dict[str, Ints]:
    """The rows of each label, labels in the order in which they first stand."""
    array = np.asarray(values, dtype=object)
    return {label: np.flatnonzero(array == label) for label in in_order(values)}
