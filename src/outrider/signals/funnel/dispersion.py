"""Over-dispersion: units differ more than luck makes them, for reasons that nobody measured.

Without it a funnel of large units calls half of them unusual.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

Floats: TypeAlias = NDArray[np.float64]

_LOWER: Final = 0.1


class Dispersion(NamedTuple):
    """φ as it is, φ of winsorised z scores, and τ² (in squared units of the share or rate)."""

    phi: float
    phi_winsorised: float
    tau_squared: float


def mean_square(z: Floats) -> float:
    """φ: the mean of squared z scores; 1 if luck is all there is."""
    return float((z**2).mean())


def winsorised(z: Floats, tail: float = 0.1) -> Floats:
    """z scores clipped at their `tail` and 1 - `tail` quantiles (numpy's linear, R's type 7).

    Clipping a whole number of values at each end instead changes φ a lot.
    """
    low, high = np.quantile(z, [tail, 1 - tail])
    return np.clip(z, low, high)


def between_units(phi: float, error: Floats) -> float:
    """τ² = max(0, (I φ - (I - 1)) / (Σw - Σw² / Σw)), w = 1 / error².

    Source: Spiegelhalter 2005, doi:10.1136/qshc.2005.013755 (DerSimonian and Laird's moments).
    """
    units = error.size
    if units < 2:
        return 0.0
    weight = 1 / error**2
    total = float(weight.sum())
    scale = total - float((weight**2).sum()) / total
    return max(0.0, (units * phi - (units - 1)) / scale)


@lru_cache
def shrinkage_of_winsorising(units: int, tail: float = 0.1) -> float:
    """What winsorising leaves of φ when z scores are normal: some 0.65 for a dozen units.

    The known answers use the winsorised φ as it comes; made-up units must vary by as much as real
    ones do, and so use φ divided by this.
    """
    made_up = np.random.default_rng(0).standard_normal((4_000, units))
    low, high = np.quantile(made_up, [tail, 1 - tail], axis=1, keepdims=True)
    return float((np.clip(made_up, low, high) ** 2).mean())


def as_wide_as_fits(found: Dispersion, error: Floats) -> Dispersion:
    """The widest spread that still fits: the upper 90% end of φ, and τ² from it.

    A dozen units tell little about how much units differ. Taking the estimate as the truth would
    promise fewer false alarms than there are whenever it happens to be low.
    """
    units = error.size
    phi = found.phi_winsorised / shrinkage_of_winsorising(units)
    phi *= (units - 1) / float(chi2.ppf(_LOWER, units - 1))
    return Dispersion(found.phi, phi, between_units(phi, error))


def dispersion(z: Floats, error: Floats, tail: float = 0.1) -> Dispersion:
    """All three; τ² from the winsorised φ, so that one unusual unit does not hide itself."""
    clipped = mean_square(winsorised(z, tail))
    return Dispersion(mean_square(z), clipped, between_units(clipped, error))


def adjusted_multiplicative(z: Floats, found: Dispersion) -> Floats:
    """z scores with the standard error widened by √φ, never narrowed."""
    return np.asarray(z / np.sqrt(max(1.0, found.phi_winsorised)), dtype=np.float64)


def adjusted_additive(z: Floats, error: Floats, found: Dispersion) -> Floats:
    """z scores with τ² added to the squared standard error."""
    return np.asarray(z * error / np.sqrt(error**2 + found.tau_squared), dtype=np.float64)
