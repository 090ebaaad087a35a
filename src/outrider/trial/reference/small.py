"""A small ambulance service without roads, as the simulator runs it; `steady` says what it does."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from outrider.trial.ambulances import Bases, Calls, new_fleet, simulate
from outrider.trial.returning import WAY, Floats

BATCHES: Final = 20
_AWAY: Final = (
    1e-3  # seconds to the first choice, twice that to the second: no travel, but an order
)
HOLD: Final = 1000.0  # mean seconds that a call keeps an ambulance


class Shares(NamedTuple):
    """By batch of calls. `sent` is (batches, zones, k): at once, of all calls; `waited` (batches,).

    Calls near one another are alike, so that batches give the error and single calls do not.
    """

    sent: Floats
    waited: Floats


def run_small(
    random: np.random.Generator, rates: Floats, preference: NDArray[np.int64], calls: int
) -> Shares:
    """Runs `calls` calls.

    Args:
        rates: calls a second by zone, Poisson.
        preference: (zones, k), the order in which the ambulances are tried.
    """
    k = preference.shape[1]
    zone = random.choice(len(rates), calls, p=rates / rates.sum())
    received = np.cumsum(random.exponential(1 / rates.sum(), calls))
    drove = _run(random, zone, received, preference, k) - received
    rank = np.rint(drove / _AWAY).astype(np.int64) - 1
    waited = drove > (k + 0.5) * _AWAY
    batches = np.arange(calls) // (calls // BATCHES)
    sent = np.zeros((BATCHES, len(rates), k))
    served = preference[zone, np.clip(rank, 0, k - 1)]
    np.add.at(sent, (batches[~waited], zone[~waited], served[~waited]), BATCHES / calls)
    return Shares(sent, np.array([waited[batches == b].mean() for b in range(BATCHES)]))


def _run(
    random: np.random.Generator,
    zone: NDArray[np.int64],
    received: Floats,
    preference: NDArray[np.int64],
    k: int,
) -> Floats:
    n = len(zone)
    table = np.empty(preference.shape, np.float32)
    for row, order in enumerate(preference):
        table[row, order] = np.arange(1, k + 1) * _AWAY
    calls = Calls(
        received=received, decided=received, priority=np.ones(n, np.int8),
        mode=np.zeros(n, np.int8), row=zone.astype(np.int32), leg=np.zeros(n),
        kept=random.exponential(HOLD, n), leaves=np.zeros(n, np.int32),
        leave_leg=np.zeros((n, 2)),
    )  # fmt: skip
    column = np.arange(k, dtype=np.int32)
    ways = np.zeros((k, k), WAY)
    arrived = np.empty(n)
    simulate(calls, new_fleet(column), Bases(column, np.zeros((k, 2))), ways, table, arrived)
    return arrived
