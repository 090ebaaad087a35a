"""Queues that are solved exactly: the simulator must come out at these figures.

Erlang 1917; the states of a small ambulance service: Larson 1974, A hypercube queuing model for
facility location and redistricting, doi:10.1016/0305-0548(74)90076-8.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def erlang_b(servers: int, load: float) -> float:
    """Share of calls that are lost when all servers are busy. `load` is in erlangs.

    Raises:
        ValueError: a negative number of servers or load.
    """
    if servers < 0 or load < 0:
        raise ValueError("Servers and load must not be negative.")
    inverse = 1.0
    for server in range(1, servers + 1):
        inverse = 1.0 + inverse * server / load if load else np.inf
    return float(1.0 / inverse)


def erlang_c(servers: int, load: float) -> float:
    """Share of calls that wait, where every call is served in the end.

    Raises:
        ValueError: as much load as servers: the queue grows without end.
    """
    if load >= servers:
        raise ValueError(f"{load} erlangs on {servers} servers: the queue grows without end.")
    lost = erlang_b(servers, load)
    return lost / (1 - load / servers * (1 - lost))


class Steady(NamedTuple):
    """What a service of `k` ambulances does in the long run.

    `sent` is (zones, k): the share of all calls that come from a zone and are served at once by
    an ambulance. `waits` is the share of all calls that wait or are lost; `busy` is by ambulance.
    """

    sent: Floats
    waits: float
    busy: Floats


def steady(rates: Floats, preference: NDArray[np.int64], service: Floats, *, queue: bool) -> Steady:
    """The exact long run of up to five ambulances, each with its own exponential service.

    Args:
        rates: calls a second by zone, Poisson.
        preference: (zones, k), the order in which the ambulances are tried.
        service: calls a second that each ambulance can finish.
        queue: calls wait for whoever is free first; else they are lost.

    Raises:
        ValueError: more than five ambulances, or a queue that grows without end.
    """
    k = len(service)
    if k > 5:
        raise ValueError("Solved exactly for up to five ambulances.")
    total, most = float(rates.sum()), float(service.sum())
    if queue and total >= most:
        raise ValueError("More calls than the ambulances can finish: the queue grows without end.")
    flow, first = _states(rates, preference, service)
    chance = _balance(flow)
    tail = 0.0
    if queue:  # beyond "all busy" each further state is total / most as likely as the one before
        tail = chance[-1] * (total / most) / (1 - total / most)
        chance, tail = chance / (1 + tail), tail / (1 + tail)
    sent = np.zeros((len(rates), k))
    for state, sends in enumerate(first):
        sent[np.arange(len(rates)), sends] += chance[state] * rates / total
    held = np.arange(1 << k)[:, None] >> np.arange(k) & 1
    return Steady(sent, float(chance[-1] + tail), chance @ held + tail)


def _states(
    rates: Floats, preference: NDArray[np.int64], service: Floats
) -> tuple[Floats, NDArray[np.int64]]:
    """How fast each set of busy ambulances leads to each other, and whom each zone gets in it."""
    states = 1 << len(service)
    flow = np.zeros((states, states))
    first = np.zeros((states - 1, len(rates)), np.int64)
    for state in range(states - 1):
        for zone, order in enumerate(preference):
            first[state, zone] = next(one for one in order if not state >> one & 1)
            flow[state, state | 1 << first[state, zone]] += rates[zone]
    for state in range(states):
        for one in range(len(service)):
            if state >> one & 1:
                flow[state, state & ~(1 << one)] += service[one]
    return flow, first


def _balance(flow: Floats) -> Floats:
    """Chances of the states, from how fast each leads to each other."""
    states = len(flow)
    rates = flow - np.diag(flow.sum(axis=1))
    equations = np.vstack((rates.T, np.ones(states)))
    answer = np.zeros(states + 1)
    answer[-1] = 1.0
    return np.asarray(np.linalg.lstsq(equations, answer, rcond=None)[0])
