"""Has something changed? Outbreaks, control charts, change points, with campaigns marked."""

from typing import Final

from outrider.signals.change.campaigns import Step, steps
from outrider.signals.change.changepoint import ChangePoint, change_point
from outrider.signals.change.changepoint_result import CHANGE_POINT, change_point_result
from outrider.signals.change.control_result import (
    CUSUM,
    EWMA,
    SHEWHART,
    cusum_result,
    ewma_result,
    shewhart_result,
)
from outrider.signals.change.cusum import cusum
from outrider.signals.change.ewma import ewma
from outrider.signals.change.farrington import CLASSIC, IMPROVED, Farrington, Settings, farrington
from outrider.signals.change.farrington_result import FARRINGTON, farrington_result
from outrider.signals.change.online import Online, online
from outrider.signals.change.online_result import ONLINE, online_result
from outrider.signals.change.runlength import cusum_run_length
from outrider.signals.change.sharepoint import share_change_point
from outrider.signals.change.sharepoint_result import SHARE_CHANGE, share_change_result
from outrider.signals.change.shewhart import shewhart
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (
    FARRINGTON,
    CUSUM,
    EWMA,
    SHEWHART,
    CHANGE_POINT,
    SHARE_CHANGE,
    ONLINE,
)

__all__ = [
    "CLASSIC",
    "IMPROVED",
    "METHODS",
    "ChangePoint",
    "Farrington",
    "Online",
    "Settings",
    "Step",
    "change_point",
    "change_point_result",
    "cusum",
    "cusum_result",
    "cusum_run_length",
    "ewma",
    "ewma_result",
    "farrington",
    "farrington_result",
    "online",
    "online_result",
    "share_change_point",
    "share_change_result",
    "shewhart",
    "shewhart_result",
    "steps",
]
