"""Two groups, by one or two denominators, all together and within strata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from outrider.signals.disparity.people import People, between_people, widened
from outrider.signals.disparity.strata import (
    Homogeneity,
    Pooled,
    Strata,
    homogeneity_of_counts,
    homogeneity_of_logs,
    rate_ratio_within,
)
from outrider.signals.inputs import Ints, members
from outrider.signals.intervals import Interval
from outrider.signals.rates.exact import Ratio, rate_ratio

Floats: TypeAlias = NDArray[np.float64]
Told = TypeVar("Told", Ratio, Pooled)


class ByStratum(NamedTuple):
    """The strata in which both groups have exposure, and the names of the others."""

    names: tuple[str, ...]
    strata: Strata
    left_out: tuple[str, ...]


class Comparison(NamedTuple):
    """By one denominator. `within` and `homogeneity` need more than one stratum."""

    denominator: str
    strata: ByStratum
    crude: Ratio
    within: Pooled | None
    homogeneity: tuple[Homogeneity, ...]

    @property
    def told(self) -> tuple[float, Interval, float]:
        """The ratio that counts, with its interval and p: within strata where there are any."""
        return self.crude[:3] if self.within is None else self.within[:3]

    @property
    def reversed(self) -> bool:
        """Simpson: all together the ratio points one way, within strata the other."""
        return self.within is not None and (self.crude.ratio - 1) * (self.within.ratio - 1) < 0


def by_stratum(
    looked_at: NDArray[np.bool_], events: Ints, exposure: Floats, stratum: Sequence[str]
) -> ByStratum:
    """Events and exposure of both groups added up in each stratum."""
    names, sums, left_out = [], [], []
    for name, rows in members(stratum).items():
        one, two = rows[looked_at[rows]], rows[~looked_at[rows]]
        if one.size == 0 or two.size == 0:
            left_out.append(name)
            continue
        names.append(name)
        sums.append(
            (events[one].sum(), exposure[one].sum(), events[two].sum(), exposure[two].sum())
        )
    if not sums:
        raise ValueError("No stratum has both groups: there is nothing to compare.")
    a, t1, b, t0 = (np.array(column) for column in zip(*sums, strict=True))
    return ByStratum(tuple(names), Strata(a, t1, b, t0), tuple(left_out))


def people_of(
    looked_at: NDArray[np.bool_], events: Ints, exposure: Floats, stratum: Sequence[str]
) -> People:
    """Those of strata in which both groups are."""
    number = np.full(looked_at.size, -1, dtype=np.int64)
    for name, rows in enumerate(members(stratum).values()):
        if looked_at[rows].any() and not looked_at[rows].all():
            number[rows] = name
    there = number >= 0
    _, packed = np.unique(number[there], return_inverse=True)
    return People(looked_at[there], events[there], exposure[there], packed.astype(np.int64))


def compare(
    denominator: str, strata: ByStratum, level: float = 0.95, people: People | None = None
) -> Comparison:
    """All together by the exact conditional ratio; within strata by Mantel and Haenszel's.

    With `people`, interval and p of what is told allow for how much people scatter.
    """
    a, t1, b, t0 = strata.strata
    crude = rate_ratio(int(a.sum()), float(t1.sum()), int(b.sum()), float(t0.sum()), level)
    if len(strata.names) == 1:
        return Comparison(denominator, strata, _by_people(crude, people, level), None, ())
    within = rate_ratio_within(strata.strata, level)
    if not 0 < within.ratio < np.inf:
        return Comparison(denominator, strata, crude, within, ())
    within = _by_people(within, people, level)
    tests = (
        homogeneity_of_logs(strata.strata, within.ratio),
        homogeneity_of_counts(strata.strata, within.ratio),
    )
    return Comparison(denominator, strata, crude, within, tests)


def _by_people(found: Told, people: People | None, level: float) -> Told:
    if people is None or not 0 < found.ratio < np.inf:
        return found
    told = between_people(people, found.ratio)
    interval, p = widened(found.ratio, found.interval, found.p, told, level)
    return found._replace(interval=interval, p=p)
