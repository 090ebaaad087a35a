"""Calibration: a few numbers that nobody publishes, fitted to response times that are published."""

from outrider.trial.calibration.report import Calibration, calibration_report

__all__ = ["Calibration", "calibration_report"]
