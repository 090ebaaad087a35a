"""The 20,000 calls of Auckland, answered by another simulator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from outrider.trial.checks.values import Check
from outrider.trial.reference.auckland import auckland


def checks(reference: Path) -> Iterator[Check]:
    """Every call, by the one that is furthest off."""
    model = auckland(reference)
    off = np.abs(model.run() - model.response)
    source = "JEMSS.jl 1.3.6, Auckland"
    count = f"calls within a millisecond, of {len(off):,}"
    yield Check("Auckland", count, len(off), float((off < 1e-3).sum()), 0, source)
    yield Check("Auckland", "seconds, the call furthest off", 0.0, float(off.max()), 1e-3, source)
