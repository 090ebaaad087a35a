"""Knox's test against a table that can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from outrider.signals.checking import Check
from outrider.signals.near.knox import knox
from outrider.signals.near.pairs import planar_pairs


def checks(reference: Path) -> Iterable[Check]:
    """Known answer 10: four events, two and two at one place, two and two a day apart.

    Of six pairs two are near and two are soon, and they are the same. Expected 2 × 2 / 6. Times can
    be paired in three ways, one of which is this: p is a third. No file is read.
    """
    del reference
    pairs = planar_pairs(np.array([0.0, 0.1, 9.0, 9.1]), np.zeros(4), np.array([1.0]))
    found = knox(
        pairs, np.array([0.0, 1.0, 30.0, 31.0]), np.array([7.0]), replications=1999, seed=1
    )
    yield Check("knox", "four points: pairs near and soon", 2, float(found.observed[0, 0]), 0)
    yield Check("knox", "four points: expected", 2 / 3, float(found.expected[0, 0]), 1e-12)
    # four standard errors of 1,999 swaps
    yield Check("knox", "four points: p", 1 / 3, float(found.p[0, 0]), 0.043)
