"""Small invented worlds for the simulator: a random graph, bases, calls."""

from typing import Any

import numpy as np

from outrider.trial.ambulances import Bases, Calls
from outrider.trial.returning import tree_to, with_jumps


def roads(random: np.random.Generator, nodes: int) -> tuple[Any, Any, Any]:
    """A ring with chords, so that every node is reached; arcs by head, seconds 30 to 300."""
    ring = np.arange(nodes)
    tails = np.r_[ring, random.integers(0, nodes, nodes)]
    heads = np.r_[(ring + 1) % nodes, random.integers(0, nodes, nodes)]
    order = np.argsort(heads, kind="stable")
    start = np.searchsorted(heads[order], np.arange(nodes + 1)).astype(np.int32)
    seconds = random.uniform(30, 300, 2 * nodes)[order]
    return start, tails[order].astype(np.int32), seconds


def world(seed: int, calls: int, ambulances: int, nodes: int = 40, bases: int = 4):
    """Calls, bases, ways home, table and where each ambulance is based."""
    random = np.random.default_rng(seed)
    start, tail, seconds = roads(random, nodes)
    stations = random.choice(nodes, bases, replace=False).astype(np.int32)
    trees = [tree_to(int(s), start, tail, 1.4 * seconds, nodes) for s in stations]
    ways = np.stack([with_jumps(*one) for one in trees])
    quick = np.stack([tree_to(n, start, tail, seconds, nodes)[0] for n in range(nodes)])
    table = np.concatenate((quick, 1.4 * quick)).astype(np.float32)
    mode = random.integers(0, 2, calls).astype(np.int8)
    node = random.integers(0, nodes, calls).astype(np.int32)
    received = np.cumsum(random.exponential(4000 / ambulances, calls))
    leg = random.uniform(5, 60, calls)
    made = Calls(
        received=received, decided=received + 50.0,
        priority=random.integers(1, 4, calls).astype(np.int8), mode=mode,
        row=(node + nodes * mode).astype(np.int32), leg=leg * np.where(mode == 0, 1.0, 1.4),
        kept=random.exponential(2500, calls), leaves=random.integers(0, nodes, calls).astype(np.int32),
        leave_leg=leg[:, None] * np.array([1.0, 1.4]),
    )  # fmt: skip
    base = np.arange(ambulances, dtype=np.int32) % bases
    yard = random.uniform(1, 90, bases)[:, None] * np.array([1.0, 1.4])
    return made, Bases(stations, yard), ways, table, base
