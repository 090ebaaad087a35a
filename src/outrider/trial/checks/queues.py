"""Erlang's formulas, and small services solved exactly as a Markov chain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from outrider.trial.checks.values import Check
from outrider.trial.reference.loss import share_lost
from outrider.trial.reference.queues import erlang_b, erlang_c, steady
from outrider.trial.reference.small import HOLD, run_small
from outrider.trial.returning import Floats

RUNS, CALLS = 20, 40_000
ERRORS: Final = 4.5  # standard errors that a simulated share may be off
_LOSS: Final = "Erlang 1917, B; within 4.5 standard errors"
_CHAIN: Final = "Larson 1974, solved as a Markov chain; within 4.5 standard errors"
_SERVICES: Final = ((2, 1, 0.5), (3, 2, 0.7), (4, 3, 0.6), (5, 4, 0.8), (5, 2, 0.4))
"""Ambulances, zones, and how busy they are on average."""


def checks(reference: Path) -> Iterator[Check]:
    """No file is read: the answers are formulas."""
    yield Check("Queues", "Erlang B, 10 servers, 4.4612 erlangs", 0.01,
                erlang_b(10, 4.4612), 1e-5, "Erlang 1917, table of 1 % lost")  # fmt: skip
    yield Check("Queues", "Erlang C, 1 server, 0.7 erlangs", 0.7, erlang_c(1, 0.7), 1e-12, "M/M/1")
    for servers, load in ((1, 0.5), (5, 4.0), (30, 25.0)):
        runs = np.array([share_lost(servers, load, 20_000, seed) for seed in range(RUNS)])
        target = f"Share lost, servers: {servers}, erlangs: {load:g}, simulated"
        yield Check("Queues", target, erlang_b(servers, load), *_mean(runs), _LOSS)
    for seed, (k, zones, busy) in enumerate(_SERVICES):
        yield from _service(seed, k, zones, busy)


def _service(seed: int, k: int, zones: int, busy: float) -> Iterator[Check]:
    """Random rates and orders; the share that waits, and the one that is furthest off."""
    random = np.random.default_rng(seed)
    rates = random.dirichlet(np.ones(zones)) * busy * k / HOLD
    preference = np.array([random.permutation(k) for _ in range(zones)])
    exact = steady(rates, preference, np.full(k, 1 / HOLD), queue=True)
    found = run_small(random, rates, preference, CALLS)
    name = f"Ambulances: {k}, zones: {zones}, busy {busy:.0%}"
    yield Check("Queues", f"{name}: share that waits", exact.waits, *_mean(found.waited), _CHAIN)
    mean = found.sent.mean(axis=0)
    error = found.sent.std(axis=0, ddof=1) / np.sqrt(len(found.sent))
    worst = np.unravel_index(np.abs(mean - exact.sent).argmax(), mean.shape)
    target = f"{name}: share sent, the furthest off of {mean.size}"
    within = float(ERRORS * error[worst] + 2e-3)
    yield Check("Queues", target, float(exact.sent[worst]), float(mean[worst]), within, _CHAIN)


def _mean(values: Floats) -> tuple[float, float]:
    """The mean, and how far it may be off. A little more where the error itself is unsure."""
    error = float(values.std(ddof=1) / np.sqrt(len(values)))
    return float(values.mean()), ERRORS * error + 2e-3
