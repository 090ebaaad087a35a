"""What would be expected in each area at each time if nothing were going on."""

from __future__ import annotations

import numpy as np

from outrider.signals.scan.zones import Floats, Ints


def by_population(cases: Ints, population: Floats) -> Floats:
    """Cases spread in proportion to person-years, areas × times.

    Raises:
        ValueError: no population, or shapes that differ.
    """
    if population.shape != cases.shape:
        raise ValueError("Population and cases have the same areas and times.")
    if (population < 0).any() or population.sum() <= 0:
        raise ValueError("A population is negative, or there is none at all.")
    return np.asarray(population * (cases.sum() / population.sum()))


def by_strata(cases: Ints, population: Floats) -> Floats:
    """Indirect standardisation: each stratum's own rate over everything, times its population.

    Covariates enter a scan here: strata are groups by age, sex, role or shift. Both arrays are
    strata × areas × times; the answer is areas × times and adds up to the number of cases.

    Raises:
        ValueError: shapes that differ, or a stratum with cases and nobody in it.
    """
    if population.shape != cases.shape or cases.ndim != 3:
        raise ValueError("Cases and population are strata × areas × times, both the same.")
    events = cases.sum(axis=(1, 2)).astype(np.float64)
    people = population.sum(axis=(1, 2))
    if ((people <= 0) & (events > 0)).any():
        raise ValueError("A stratum has cases and no population: check how the two were coded.")
    rates = np.divide(events, people, out=np.zeros_like(events), where=people > 0)
    return np.asarray(np.tensordot(rates, population, axes=1))


def by_margins(cases: Ints) -> Floats:
    """Cases of the area × cases of the time / all cases: no denominator is needed.

    What is left is interaction of place and time: a place that is always busy, or a time at which
    everybody is, does not show. Source: Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059.
    """
    return np.asarray(np.outer(cases.sum(axis=1), cases.sum(axis=0)) / cases.sum())
