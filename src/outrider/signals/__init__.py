"""Statistics on plain arrays: no Django, no clock, no rows."""

from outrider.signals.intervals import Interval, binomial_exact, poisson_exact, wilson

__all__ = [
    "Interval",
    "binomial_exact",
    "poisson_exact",
    "wilson",
]
