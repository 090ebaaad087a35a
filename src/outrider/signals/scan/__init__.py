"""Clusters in place and time (F47)."""

from outrider.signals.scan.chance import by_gumbel, by_order
from outrider.signals.scan.expected import by_margins, by_population, by_strata
from outrider.signals.scan.result import EXPECTATION, PERMUTATION, POISSON, once_in, scan_result
from outrider.signals.scan.scan import (
    Cluster,
    Scan,
    scan_expectation,
    scan_permutation,
    scan_poisson,
)
from outrider.signals.scan.search import Windows
from outrider.signals.scan.zones import Zones, haversine, planar, zones

METHODS = (POISSON, PERMUTATION, EXPECTATION)

__all__ = [
    "EXPECTATION",
    "METHODS",
    "PERMUTATION",
    "POISSON",
    "Cluster",
    "Scan",
    "Windows",
    "Zones",
    "by_gumbel",
    "by_margins",
    "by_order",
    "by_population",
    "by_strata",
    "haversine",
    "once_in",
    "planar",
    "scan_expectation",
    "scan_permutation",
    "scan_poisson",
    "scan_result",
    "zones",
]
