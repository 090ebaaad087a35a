"""Disclosure control against a table that can be worked through by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from outrider.signals.checking import Check
from outrider.signals.disclosure.release import HIDDEN, protect
from outrider.signals.disclosure.rules import ACRO, ONS_10_5
from outrider.signals.disclosure.universe import Tabulation, Universe


def checks(reference: Path) -> Iterable[Check]:
    """Known answer 15: the defaults, and a table of 3 × 3 with one small count.

    One hidden count follows from its row. Hiding a second one in the row leaves both columns open;
    the smallest cover is a rectangle: four hidden cells. No file is read.
    """
    del reference
    yield Check("disclosure", "ONS: threshold", 10, ONS_10_5.threshold, 0)
    yield Check("disclosure", "ONS: rounding", 5, ONS_10_5.rounding, 0)
    n, share = ACRO.dominance or (0, 0.0)
    yield Check("disclosure", "ACRO: threshold", 10, ACRO.threshold, 0)
    yield Check("disclosure", "ACRO: n of nk", 2, n, 0)
    yield Check("disclosure", "ACRO: k of nk", 0.9, share, 0)
    yield Check("disclosure", "ACRO: p", 0.1, ACRO.p_percent or 0.0, 0)
    counts = np.array([[4, 40, 60], [30, 50, 70], [80, 90, 95]])
    universe = Universe((("place", ("A", "B", "C")), ("kind", ("x", "y", "z"))), counts)
    rows = protect(universe, [Tabulation(("place", "kind"))]).tables[0].rows
    hidden = [row for row in rows if row[-1] == HIDDEN]
    yield Check("disclosure", "3 × 3, one count of 4: hidden", 4, len(hidden), 0)
