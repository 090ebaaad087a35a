"""Agreement of those who code free text."""

from typing import Final

from outrider.signals.agreement.alpha import Scale, code_counts, distances, krippendorff
from outrider.signals.agreement.results import AGREEMENT, agreement_result, kappa
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (AGREEMENT,)

__all__ = [
    "METHODS",
    "Scale",
    "agreement_result",
    "code_counts",
    "distances",
    "kappa",
    "krippendorff",
]
