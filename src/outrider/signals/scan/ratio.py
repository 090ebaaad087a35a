"""The likelihood ratio of a cylinder, and which expectations would beat a given one. Compiled."""

from __future__ import annotations

from math import exp, log
from typing import Final

from outrider.signals.scan.compiled import compiled
from outrider.signals.scan.zones import Floats

CONDITIONAL: Final = 0
"""Total of all cases is given: Kulldorff 1997."""
EXPECTATION: Final = 1
"""Expected counts are taken as they stand, from the past: Neill 2009."""

_STEPS: Final = 60
_NEAR: Final = 1e-4  # what is left after such a step is its square


@compiled
def log_ratio(count: int, expected: float, total: float, law: int) -> float:
    """c ln(c/e) + (N-c) ln((N-c)/(N-e)); by expectation c ln(c/e) + e - c; 0 if c <= e."""
    if count <= expected:
        return 0.0
    inside = count * log(count / expected)
    if law == EXPECTATION:
        return inside + expected - count
    rest = total - count
    if rest <= 0:
        return inside
    return inside + rest * log(rest / (total - expected))


@compiled
def beatable(best: float, total: float, law: int, into: Floats) -> None:
    """`into[c]`: with c cases, only an expectation below this beats `best`.

    The ratio falls as the expectation rises, so that one comparison stands for two logarithms.
    Newton's steps on the logarithm of e; the function is convex and falling, and the start lies on
    the side from which the steps cannot overshoot. A little too high is safe: it is only a sieve.
    """
    into[0] = 0.0
    for count in range(1, into.size):
        into[count] = float(count) if best < 1e-9 else _root(count, best, total, law)


@compiled
def _root(count: int, best: float, total: float, law: int) -> float:
    rest = total - count
    least = -float(count) if law == EXPECTATION else 0.0
    if law == CONDITIONAL and rest > 0:
        least = rest * log(rest / total)
    u = log(count) + (least - best) / count
    for _ in range(_STEPS):
        e = exp(u)
        slope = -float(count) + (e if law == EXPECTATION else max(rest, 0.0) * e / (total - e))
        if slope >= -1e-12:
            return float(count)
        step = (log_ratio(count, e, total, law) - best) / -slope
        u += step
        if step < _NEAR:
            return min(exp(u) * (1 + _NEAR), float(count))
    return float(count)
