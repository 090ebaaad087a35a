"""Figures as people read them."""

from __future__ import annotations

from math import isfinite, isinf

from outrider.signals.intervals import Interval


def figure(value: float) -> str:
    """Three figures, thousands with a comma: 0.0123, 4.08, 1,304."""
    if isinf(value):
        return "no upper end" if value > 0 else "no lower end"
    if not isfinite(value):
        return "not known"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    told = f"{value:.3g}"
    return f"{value:.6f}".rstrip("0") if "e" in told else told


def share(value: float) -> str:
    """0.53 as 53%; a tenth of a percent below one percent."""
    return f"{value:.0%}" if value >= 0.01 or value == 0 else f"{value:.1%}"


def between(interval: Interval) -> str:
    """The two ends in words: 2.93 to 5.42."""
    return f"{figure(interval.low)} to {figure(interval.high)}"


def how_many(count: int, one: str, several: str) -> str:
    """1 officer, 2 officers."""
    return f"{count:,} {one if count == 1 else several}"
