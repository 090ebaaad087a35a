"""How long until the next assault, and how much of its pattern is that people differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats, Ints


class Survival(NamedTuple):
    """By time of an event: how many were watched, how many had it, the share without it yet."""

    time: Floats
    at_risk: Ints
    events: Ints
    share: Floats
    low: Floats
    high: Floats


def kaplan_meier(time: Floats, happened: Bools, level: float = 0.95) -> Survival:
    """The share that has not had the event yet; `happened` is false where watching just ended.

    Interval by Greenwood's variance on the log-log scale.
    Source: Kaplan, Meier 1958, doi:10.1080/01621459.1958.10501452; Kalbfleisch, Prentice 1980.
    """
    times = np.unique(time[happened])
    at_risk = (time[np.newaxis, :] >= times[:, np.newaxis]).sum(axis=1)
    events = ((time == times[:, np.newaxis]) & happened).sum(axis=1)
    share = np.cumprod(1 - events / at_risk)
    left = at_risk - events
    parts = np.divide(events, at_risk * left, out=np.full(times.size, np.inf), where=left > 0)
    greenwood = np.cumsum(parts)
    z = float(ndtri((1 + level) / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = np.exp(z * np.sqrt(greenwood) / np.abs(np.log(share)))
        low, high = share**wide, share ** (1 / wide)
    known = share > 0
    return Survival(
        times, at_risk, events, share, np.where(known, low, 0.0), np.where(known, high, np.nan)
    )


def share_at(found: Survival, time: float) -> float:
    place = int(np.searchsorted(found.time, time, side="right"))
    return 1.0 if place == 0 else float(found.share[place - 1])


def by_frailty(time: Floats, shape: float, rate: float, watched: float) -> Floats:
    """The share without a next event if each person's rate is their own and never changes.

    Rates Γ(shape, rate); everybody here had one event in `watched` time before. People with high
    rates come back first, so that the curve bends although nobody's risk falls.
    Source: Vaupel, Manton, Stallard 1979, doi:10.2307/2061224.
    """
    reach = rate + watched
    return np.asarray((reach / (reach + time)) ** (shape + 1))
