"""Disparity between two groups: exact, within strata, by two denominators."""

from typing import Final

from outrider.signals.disparity.compare import Comparison, by_stratum, compare
from outrider.signals.disparity.odds import ODDS, odds_result
from outrider.signals.disparity.results import DISPARITY, disparity_result
from outrider.signals.disparity.strata import (
    Homogeneity,
    Pooled,
    Strata,
    odds_ratio_within,
    rate_ratio_within,
)
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (DISPARITY, ODDS)

__all__ = [
    "METHODS",
    "Comparison",
    "Homogeneity",
    "Pooled",
    "Strata",
    "by_stratum",
    "compare",
    "disparity_result",
    "odds_ratio_within",
    "odds_result",
    "rate_ratio_within",
]
