"""Farrington's outbreak detection: is this week above what the same season of past years explains?

Two versions: the classic one of 1996, and the improved one of 2012 with ten seasons a year and its
three ways to a bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import nbinom, norm, poisson
from scipy.stats import t as student

from outrider.signals.change.quasipoisson import Fit, fit, group_means, relative
from outrider.signals.change.windows import LEFT_OUT, seasons
from outrider.signals.compiled import compiled
from outrider.signals.inputs import Floats, Ints, counts, exposures, same_length

Bound: TypeAlias = Literal["two-sided", "delta", "nbPlugin", "muan"]
StandardError: TypeAlias = Literal["surveillance", "pearson"]
Bools: TypeAlias = NDArray[np.bool_]

_YEARS_FOR_A_TREND: Final = 3


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the two papers leave to be chosen.

    `years` back (b), `half_width` of the season in weeks (w), `periods` of a year (1: the season
    alone), `alpha` of one look, `weights_above` (Anscombe residuals above it are turned down),
    `left_out` (latest weeks not used), `trend_below` (p-value at which a trend is kept),
    `fewest` cases in the last `fewest_in` weeks (below: no alarm), `bound`, `in_a_year` (looks).
    `standard_error` of the expected count: "pearson" is the textbook's. "surveillance" is what that
    R package computes in its flexible version; it is smaller where counts are above 1, and equality
    with published results needs it.
    """

    years: int = 4
    half_width: int = 3
    periods: int = 10
    alpha: float = 0.01
    weights_above: float = 2.58
    left_out: int = 26
    trend: bool = True
    trend_below: float = 1.0
    reweight: bool = True
    fewest: int = 5
    fewest_in: int = 4
    bound: Bound = "delta"
    standard_error: StandardError = "surveillance"
    in_a_year: int = 52

    @property
    def first(self) -> int:
        """The first week (from 0) with all its past."""
        return self.years * self.in_a_year + self.half_width


IMPROVED: Final = Settings()
"""Noufaily et al. 2013, doi:10.1002/sim.5595."""

CLASSIC: Final = Settings(
    periods=1,
    weights_above=1.0,
    left_out=3,
    trend_below=0.05,
    bound="two-sided",
    standard_error="pearson",
)
"""Farrington et al. 1996, doi:10.2307/2983331."""


class Farrington(NamedTuple):
    """A week a place. `bound` is NaN where too few cases came lately for any alarm.

    `score` is (observed - expected) / (bound - expected): above 1 is an alarm.
    """

    week: Ints  # from 0
    observed: Ints
    expected: Floats
    bound: Floats
    score: Floats
    alarm: Bools
    dispersion: Floats
    trend: Bools  # whether a trend was kept


class Predicted(NamedTuple):
    expected: Floats
    se_log: Floats  # standard error of log expected
    dispersion: Floats  # at least 1
    trend: Bools


@compiled
def _predict(
    observed: Floats,
    offset: Floats,
    weeks: Ints,
    critical: Floats,
    years: int,
    half_width: int,
    periods: int,
    in_a_year: int,
    left_out: int,
    trend: bool,
    reweight: bool,
    weights_above: float,
    as_surveillance: bool,
) -> Floats:
    """Rows: expected, standard error of its log, dispersion, whether a trend was kept."""
    made = np.zeros((4, weeks.size))
    for at in range(weeks.size):
        week = weeks[at]
        group_of = seasons(week, years, half_width, periods, in_a_year, left_out)
        used = np.flatnonzero(group_of != LEFT_OUT)
        y, off, group = observed[used], offset[used], group_of[used]
        time = (used - week) / in_a_year  # in years before the week: its own time is 0
        kept = trend and years >= _YEARS_FOR_A_TREND
        fitted, phi = fit(y, off, time, group, periods, kept, reweight, weights_above)
        other = _other_dispersion(y, fitted, phi, periods + 1, as_surveillance)
        if kept:
            expected = np.exp(fitted.level[0] + offset[week])
            error = np.sqrt(other / fitted.information)
            degrees = y.size - periods - 1
            clear = abs(fitted.slope) > critical[degrees] * error
            kept = fitted.settled and clear and expected <= y.max()
        if not kept:
            fitted, phi = fit(y, off, time, group, periods, False, reweight, weights_above)
            other = _other_dispersion(y, fitted, phi, periods, as_surveillance)
        means = group_means(y, fitted.working, time, group, periods)
        variance = 1 / means.weight[0]
        if kept:
            variance += means.time[0] ** 2 / fitted.information
        made[0, at] = np.exp(fitted.level[0] + offset[week])
        made[1, at] = np.sqrt((other if as_surveillance else max(phi, 1.0)) * variance)
        made[2, at] = max(phi, 1.0)
        made[3, at] = 1.0 if kept else 0.0
    return made


@compiled
def _other_dispersion(
    y: Floats, fitted: Fit, phi: float, parameters: int, as_surveillance: bool
) -> float:
    """The dispersion behind standard errors."""
    return relative(y, fitted, parameters) if as_surveillance else phi


def predict(observed: Ints, exposure: Floats, weeks: Ints, settings: Settings) -> Predicted:
    """What each week should have had, from its past alone."""
    longest = settings.years * settings.in_a_year + settings.half_width + 1
    critical = np.full(longest + 1, np.inf)
    critical[1:] = student.ppf(1 - settings.trend_below / 2, np.arange(1, longest + 1))
    made = _predict(
        observed.astype(np.float64), np.log(exposure), weeks, critical, settings.years,
        settings.half_width, settings.periods, settings.in_a_year, settings.left_out,
        settings.trend, settings.reweight, settings.weights_above,
        settings.reweight and settings.standard_error == "surveillance",
    )  # fmt: skip
    return Predicted(made[0], made[1], made[2], made[3] > 0)


def bound_of(predicted: Predicted, settings: Settings) -> Floats:
    """The highest count that past weeks explain, by the setting's way.

    "two-sided" and "delta": the 2/3 power of a count is nearly normal; the former takes alpha / 2.
    "nbPlugin": quantile of a negative binomial with the expected count as mean. "muan": the same
    with the upper 1 - alpha limit of the expected count as mean.
    Source: Salmon, Schumacher, Höhle 2016, doi:10.18637/jss.v070.i10, section 3.
    """
    mu, phi, alpha = predicted.expected, predicted.dispersion, settings.alpha
    if settings.bound in ("nbPlugin", "muan"):
        upper = norm.ppf(1 - alpha) if settings.bound == "muan" else 0.0
        return count_quantile(mu * np.exp(upper * predicted.se_log), phi, 1 - alpha)
    z = norm.ppf(1 - (alpha / 2 if settings.bound == "two-sided" else alpha))
    tau = phi + mu * predicted.se_log**2
    return np.asarray((mu ** (2 / 3) + z * np.sqrt(4 / 9 * mu ** (1 / 3) * tau)) ** 1.5)


def count_quantile(mean: Floats, dispersion: Floats, share: float) -> Floats:
    """Of a negative binomial with variance dispersion × mean; of a Poisson where that is 1."""
    spread = dispersion > 1
    size = np.where(spread, mean / np.where(spread, dispersion - 1, 1.0), 1.0)
    wide = nbinom.ppf(share, np.maximum(size, 1e-300), 1 / np.where(spread, dispersion, 2.0))
    return np.asarray(np.where(spread & (mean > 0), wide, poisson.ppf(share, mean)))


def farrington(
    observed: ArrayLike,
    *,
    settings: Settings = IMPROVED,
    exposure: ArrayLike | None = None,
    first: int | None = None,
) -> Farrington:
    """Each week from `first` (from 0) on against its past.

    Raises:
        ValueError: not a count, an exposure of 0, or too few weeks for one look.
    """
    seen = counts(observed, "observed")
    work = np.ones(seen.size) if exposure is None else exposures(exposure, "exposure")
    same_length(observed=seen, exposure=work)
    start = settings.first if first is None else first
    if not settings.first <= start < seen.size:
        raise ValueError(
            f"{settings.years} years back need {settings.first} looks before the first one that "
            f"is looked at, and there are {min(start, seen.size)}: bring a longer past, or fewer "
            "years."
        )
    weeks = np.arange(start, seen.size)
    predicted = predict(seen, work, weeks, settings)
    lately = np.convolve(seen, np.ones(settings.fewest_in, dtype=np.int64))[: seen.size]
    enough = lately[weeks] >= settings.fewest
    bound = np.where(enough, bound_of(predicted, settings), np.nan)
    alarm = enough & (seen[weeks] > bound)
    room = np.maximum(bound - predicted.expected, 1e-12)
    score = np.where(enough, (seen[weeks] - predicted.expected) / room, np.nan)
    return Farrington(
        weeks, seen[weeks], predicted.expected, bound, score, alarm, predicted.dispersion,
        predicted.trend,
    )  # fmt: skip
