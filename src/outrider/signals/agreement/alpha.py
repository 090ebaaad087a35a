"""Do coders agree? Krippendorff's α for any number of coders, Cohen's κ for two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from outrider.signals.inputs import Ints, in_order

Floats: TypeAlias = NDArray[np.float64]
Units: TypeAlias = Sequence[Sequence[str]]


class Scale(Enum):
    """How far apart two codes are: not at all or wholly, or by their squared difference."""

    NOMINAL = "nominal"
    INTERVAL = "interval"


_DISTANCE: Final[dict[Scale, Callable[[tuple[str, ...]], Floats]]] = {
    Scale.NOMINAL: lambda codes: 1 - np.eye(len(codes)),
    Scale.INTERVAL: lambda codes: np.subtract.outer(*[np.array(codes, dtype=np.float64)] * 2) ** 2,
}


def code_counts(units: Units) -> tuple[tuple[str, ...], Ints]:
    """The codes that are used, and how often each unit was given each. "" is not coded."""
    codes = in_order([code for unit in units for code in unit if code])
    at = {code: number for number, code in enumerate(codes)}
    counts = np.zeros((len(units), len(codes)), dtype=np.int64)
    for row, unit in enumerate(units):
        for code in unit:
            if code:
                counts[row, at[code]] += 1
    return codes, counts


def distances(codes: tuple[str, ...], scale: Scale) -> Floats:
    """Between each two codes. Codes on an interval scale are numbers."""
    try:
        return _DISTANCE[scale](codes)
    except ValueError as fault:
        raise ValueError("Codes on an interval scale are numbers: take nominal.") from fault


def krippendorff(counts: Ints, distance: Floats) -> float:
    """α = 1 - observed over expected disagreement, from pairs of codes within units.

    Units with fewer than two codes are left out. 1 is full agreement, 0 what chance gives; NaN
    when only one code was ever used, because then nothing could have differed.
    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    Raises:
        ValueError: no unit was coded twice.
    """
    paired = counts[counts.sum(axis=1) >= 2]
    if paired.size == 0:
        raise ValueError("No unit was coded by two people: there is no agreement to measure.")
    each = paired.sum(axis=1)
    # pairs of one code with itself leave out the code's own pairing
    pairs = np.einsum("ui,uj,u->ij", paired, paired, 1 / (each - 1))
    pairs -= np.diag((paired / (each - 1)[:, None]).sum(axis=0))
    used = paired.sum(axis=0)
    total = int(each.sum())
    expected = float((np.outer(used, used) * distance).sum()) / (total - 1)
    return 1 - float((pairs * distance).sum()) / expected if expected > 0 else float("nan")


def resampled(counts: Ints, distance: Floats, *, seed: int, draws: int) -> Floats:
    """α of units drawn again with replacement; draws in which only one code is left drop out."""
    paired = counts[counts.sum(axis=1) >= 2]
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(paired), (draws, len(paired)))
    found = np.array([krippendorff(paired[rows], distance) for rows in drawn])
    return np.asarray(found[np.isfinite(found)], dtype=np.float64)
