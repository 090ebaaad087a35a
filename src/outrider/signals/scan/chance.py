"""How often chance alone gives a map as strong."""

from __future__ import annotations

from math import exp, expm1, pi, sqrt
from typing import Final

import numpy as np

from outrider.signals.scan.zones import Floats

EULER: Final = 0.5772156649015329
TIED: Final = 1e-9
"""Relative: the same cylinder summed in another order is a tie, and a tie counts against us."""
FEWEST_FOR_A_TAIL: Final = 99


def by_order(ratio: float, maxima: Floats) -> float:
    """Share of maps, the real one among them, that are at least as strong.

    Source: Dwass 1957; Kulldorff 1997, doi:10.1080/03610929708831995.
    """
    return (1 + int((maxima >= ratio * (1 - TIED)).sum())) / (1 + maxima.size)


def by_gumbel(ratio: float, maxima: Floats) -> float | None:
    """The same by a Gumbel distribution fitted by moments: can be smaller than 1/(R+1).

    None with fewer than FEWEST_FOR_A_TAIL maps, or maps that are all alike.
    Source: Abrams, Kulldorff, Kleinman 2010, doi:10.1186/1476-072X-9-61.
    """
    if maxima.size < FEWEST_FOR_A_TAIL:
        return None
    spread = float(np.std(maxima, ddof=1))
    if spread <= 0:
        return None
    scale = spread * sqrt(6) / pi
    mode = float(maxima.mean()) - EULER * scale
    return -expm1(-exp(-(ratio - mode) / scale))
