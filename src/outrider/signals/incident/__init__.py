"""Comparison within the same incident: call, time and place cancel."""

from typing import Final

from outrider.signals.incident.conditional import Fit, conditional_logit
from outrider.signals.incident.present import Beside, beside_others
from outrider.signals.incident.results import (
    BESIDE,
    COUNTS_MISLEAD,
    SAME_INCIDENT,
    beside_result,
    same_incident_result,
)
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (SAME_INCIDENT, BESIDE)

__all__ = [
    "COUNTS_MISLEAD",
    "METHODS",
    "Beside",
    "Fit",
    "beside_others",
    "beside_result",
    "conditional_logit",
    "same_incident_result",
]
