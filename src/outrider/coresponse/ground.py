"""The road network and the gazetteer of this process: loaded once, by memory map."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from outrider.roads import (
    CannotLocate,
    Driving,
    Gazetteer,
    Network,
    PointOutside,
    RoadsError,
    load_network,
    warm_up,
)

log = logging.getLogger("outrider.ground")
UNREACHED = -1.0


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Load the roads and compile the searches before the first call, beside the server's start."""
    task = asyncio.create_task(asyncio.to_thread(_warm), name="outrider-roads")
    yield
    task.cancel()


def _warm() -> None:
    try:
        warm_up(network())
        gazetteer()
    except RoadsError as missing:
        log.warning("%s", missing)


def roads_folder() -> Path:
    return Path(os.environ.get("OUTRIDER_ROADS_DIR") or Path(settings.VAR) / "roads")


@lru_cache(maxsize=1)
def network() -> Network:
    """Raises `roads.NetworkMissing`, which says how to build one."""
    return load_network(roads_folder())


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    return Gazetteer.load(roads_folder())


def forget_ground() -> None:
    """After a rebuild, and in tests that switch networks."""
    network.cache_clear()
    gazetteer.cache_clear()


def node_at(lat: float, lon: float) -> int | None:
    """The junction to which a point belongs, or None off the network."""
    try:
        return int(network().snap(lat, lon).node)
    except PointOutside:
        return None


def seconds_to(
    lat: float,
    lon: float,
    units: list[tuple[float, float]],
    response: list[bool],
    cut_off: float,
) -> list[float]:
    """Road seconds of each unit to a point; -1 beyond the cut-off or off the network."""
    answer = [UNREACHED] * len(units)
    target = node_at(lat, lon)
    if target is None or not units:
        return answer
    placed = [(index, node_at(*unit)) for index, unit in enumerate(units)]
    known = [(index, node) for index, node in placed if node is not None]
    if not known:
        return answer
    nodes = np.array([node for _, node in known], dtype=np.int32)
    driving = np.array(
        [Driving.RESPONSE if response[index] else Driving.NORMAL for index, _ in known],
        dtype=np.int32,
    )
    for reach in network().nearest(target, nodes, len(known), driving, cut_off):
        answer[known[reach.index][0]] = float(reach.seconds)
    return answer


__all__ = [
    "UNREACHED",
    "CannotLocate",
    "PointOutside",
    "forget_ground",
    "gazetteer",
    "network",
    "node_at",
    "roads_folder",
    "seconds_to",
]
