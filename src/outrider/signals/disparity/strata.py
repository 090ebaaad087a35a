"""Two groups compared within strata: Mantel and Haenszel's rate ratio and odds ratio."""

from __future__ import annotations

from math import exp, inf, log, sqrt
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats import binom, chi2
from statsmodels.stats.contingency_tables import StratifiedTable

from outrider.signals.inputs import Ints
from outrider.signals.intervals import Interval
from outrider.signals.rates.exact import attained, p_values
from outrider.signals.rates.sums import sum_of

Floats: TypeAlias = NDArray[np.float64]


class Strata(NamedTuple):
    """Events and exposure of the group looked at and of the group it is compared with."""

    events: Ints
    exposure: Floats
    other_events: Ints
    other_exposure: Floats


class Homogeneity(NamedTuple):
    """Is the ratio the same in every stratum? `form` says which of the statistics this is."""

    form: str
    chi2: float
    df: int
    p: float


class Pooled(NamedTuple):
    """A ratio within strata. The interval is the field's large-sample one."""

    ratio: float
    interval: Interval
    p: float


def rate_ratio_within(strata: Strata, level: float = 0.95) -> Pooled:
    """Mantel and Haenszel's rate ratio; `p` is the exact conditional one for a ratio of 1.

    Source: Rothman, Greenland, Lash 2008, Modern Epidemiology, chapter 15; variance of the log
    ratio after Greenland, Robins 1985, doi:10.2307/2530643.

    Raises:
        ValueError: no events at all.
    """
    a, t1, b, t0 = strata
    if a.sum() + b.sum() == 0:
        raise ValueError("Neither group has an event: there is no ratio to give.")
    total = t1 + t0
    up, down = float((a * t0 / total).sum()), float((b * t1 / total).sum())
    p = exact_p(strata)
    if up == 0 or down == 0:
        return Pooled(0.0 if up == 0 else inf, Interval(0.0, inf), p)
    ratio = up / down
    variance = float(((a + b) * t1 * t0 / total**2).sum()) / (up * down)
    half = float(ndtri((1 + level) / 2)) * sqrt(variance)
    return Pooled(ratio, Interval(ratio * exp(-half), ratio * exp(half)), p)


def null_distribution(strata: Strata) -> Floats:
    """The chance of each total of the group's events if both groups have one rate a stratum."""
    a, t1, b, t0 = strata
    return sum_of(
        np.asarray(binom.pmf(np.arange(many + 1), many, share), dtype=np.float64)
        for many, share in zip((a + b).tolist(), (t1 / (t1 + t0)).tolist(), strict=True)
    )


def exact_p(strata: Strata) -> float:
    """Two-sided, given the events of each stratum."""
    return float(p_values(null_distribution(strata))[int(strata.events.sum())])


def attained_level(strata: Strata, level: float) -> float:
    """How often that p is at or below `level` when both groups have one rate in each stratum."""
    return attained(null_distribution(strata), level)


def homogeneity_of_logs(strata: Strata, ratio: float) -> Homogeneity:
    """Σ (log RR_i - log RR)² / (1/a_i + 1/b_i), over strata in which both groups have events."""
    a, t1, b, t0 = strata
    both = (a > 0) & (b > 0)
    a, t1, b, t0 = a[both], t1[both], b[both], t0[both]
    logs = np.log(a / t1) - np.log(b / t0)
    value = float(((logs - log(ratio)) ** 2 / (1 / a + 1 / b)).sum()) if both.any() else 0.0
    return _homogeneity("log form: squared log ratios over 1/a + 1/b", value, int(both.sum()))


def homogeneity_of_counts(strata: Strata, ratio: float) -> Homogeneity:
    """Pearson's form: Σ (a_i - e_i)² / v_i given the events of each stratum and the ratio."""
    a, t1, b, t0 = strata
    many = a + b
    keep = many > 0
    share = (ratio * t1 / (ratio * t1 + t0))[keep]
    expected, variance = many[keep] * share, many[keep] * share * (1 - share)
    value = float(((a[keep] - expected) ** 2 / variance).sum())
    return _homogeneity("Pearson form: events given the stratum's total", value, int(keep.sum()))


class Odds(NamedTuple):
    """Mantel and Haenszel's odds ratio with χ² (continuity-corrected) and homogeneity."""

    ratio: float
    interval: Interval
    chi2: float
    p: float
    homogeneity: Homogeneity | None


def odds_ratio_within(
    yes: Ints, no: Ints, other_yes: Ints, other_no: Ints, level: float = 0.95
) -> Odds:
    """By statsmodels, with Robins, Breslow and Greenland's interval; Breslow and Day's homogeneity.

    Source: Mantel, Haenszel 1959, doi:10.1093/jnci/22.4.719; Robins, Breslow, Greenland 1986,
    doi:10.2307/2531052.

    Raises:
        ValueError: a whole row or column of the tables is empty.
    """
    tables = [
        np.array([[yes[row], no[row]], [other_yes[row], other_no[row]]], dtype=np.float64)
        for row in range(yes.size)
    ]
    total = sum(tables)
    if (np.asarray(total) == 0).any():
        raise ValueError("A group has only one kind of answer: there is no odds ratio to give.")
    fit = StratifiedTable(tables)
    test = fit.test_null_odds(correction=True)
    low, high = fit.oddsratio_pooled_confint(alpha=1 - level)
    ratio = float(fit.oddsratio_pooled)
    return Odds(
        ratio,
        Interval(float(low), float(high)),
        float(test.statistic),
        float(test.pvalue),
        _breslow_day(yes, no, other_yes, other_no, ratio) if yes.size > 1 else None,
    )


def _breslow_day(yes: Ints, no: Ints, other_yes: Ints, other_no: Ints, ratio: float) -> Homogeneity:
    """By hand: statsmodels divides nought by nought where the ratio is 1.

    Strata with an empty margin say nothing and drop out.
    """
    mine, others, agreed = yes + no, other_yes + other_no, yes + other_yes
    tell = (mine > 0) & (others > 0) & (agreed > 0) & (no + other_no > 0)
    mine, others, agreed, seen = mine[tell], others[tell], agreed[tell], yes[tell]
    middle = others - agreed + ratio * (agreed + mine)
    root = np.sqrt(middle**2 + 4 * (1 - ratio) * ratio * agreed * mine)
    expected = 2 * ratio * agreed * mine / (middle + root)
    rest = (expected, mine - expected, agreed - expected, others - agreed + expected)
    information = sum(1 / cell for cell in rest)
    value = float(((seen - expected) ** 2 * information).sum())
    return _homogeneity("Breslow-Day form", value, int(tell.sum()))


def _homogeneity(form: str, value: float, strata: int) -> Homogeneity:
    df = max(strata - 1, 0)
    return Homogeneity(form, value, df, float(chi2.sf(value, df)) if df else 1.0)
