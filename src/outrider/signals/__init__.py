"""Statistics on plain arrays: no Django, no clock, no rows."""

from outrider.signals.bootstrap import Resampled, bootstrap
from outrider.signals.intervals import Interval, binomial_exact, poisson_exact, wilson

__all__ = [
    "Interval",
    "Resampled",
    "binomial_exact",
    "bootstrap",
    "poisson_exact",
    "wilson",
]
