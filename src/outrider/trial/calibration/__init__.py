"""Calibration: a few numbers that nobody publishes, fitted to response times that are published."""

from outrider.trial.calibration.report import Calibration, calibration_report
from outrider.trial.calibration.schemes import Beside, scheme_figures

__all__ = ["Beside", "Calibration", "calibration_report", "scheme_figures"]
