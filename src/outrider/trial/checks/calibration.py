"""The island with its trust's published response times: fitted on one year, seen on the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from outrider.trial.calibration import calibration_report
from outrider.trial.calibration.report import WITHIN
from outrider.trial.checks.values import Check

_SOURCE: Final = "NHS England AmbSYS, R1F"


def checks(reference: Path) -> Iterator[Check]:
    """Category 1 of the year that the fit has not seen, mean and 90th centile, minutes."""
    found = calibration_report(reference)
    line = next(line for line in found.test if line.category == "C1")
    for name, known, ours in (
        ("mean", line.published.mean, line.simulated.mean),
        ("90th centile", line.published.centile, line.simulated.centile),
    ):
        target = f"category 1, {name} of {line.year}, min"
        yield Check("Calibration", target, known, ours, WITHIN * known, _SOURCE)
