"""Road times of the past: from the ambulances' points and the patrols' waypoints to each call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.demo.config import ForcePlan, Rates
from outrider.demo.ground import Ground
from outrider.demo.past.calls import PastCall
from outrider.demo.seeds import array_stream, stream
from outrider.roads.values import Driving

Seconds = NDArray[np.float64]
PATROL_POINTS: Final = 90
FROM_HOME: Final = frozenset({"fire-co-responder", "community-responder"})
COUNTRY_SHARE: Final = 0.7  # assumption: the units patrol the country more than the towns


@dataclass(frozen=True)
class Travel:
    """Seconds by call (rows); columns are patrol waypoints, or units that start from a place."""

    patrol: Seconds
    from_home: dict[str, Seconds]  # fire and community units, by call sign
    ambulance: Seconds  # when the ambulance arrived, from the call's connection
    patrol_nodes: list[int]


def travel_times(
    seed: int, calls: list[PastCall], plan: ForcePlan, rates: Rates, ground: Ground
) -> Travel:
    """Every road time that the past needs, in three tables."""
    random = stream(seed, "patrols")
    patrol = [
        ground.draw_node(random, urban=random.random() >= COUNTRY_SHARE)
        for _ in range(PATROL_POINTS)
    ]
    homes = [unit for unit in plan.units if unit.scheme in FROM_HOME]
    home_nodes = [ground.snap(*unit.near)[0] for unit in homes]
    towns = {town.name: town for town in ground.towns}
    stations = {station.code: towns[station.town] for station in plan.stations}
    posts = sorted({ambulance.station for ambulance in plan.ambulances})
    post_nodes = [ground.snap(stations[code].lat, stations[code].lon)[0] for code in posts]
    targets = np.array([call.spot.node for call in calls], dtype=np.int32)
    sources = np.array([*patrol, *home_nodes, *post_nodes], dtype=np.int32)
    response = ground.network.table(sources, targets, Driving.RESPONSE).T.astype(np.float64)
    normal = ground.network.table(
        np.array(home_nodes, dtype=np.int32), targets, Driving.NORMAL
    ).T.astype(np.float64)
    at_home = len(patrol)
    return Travel(
        patrol=response[:, :at_home],
        from_home={
            unit.call_sign: normal[:, i] if unit.normal_driver else response[:, at_home + i]
            for i, unit in enumerate(homes)
        },
        ambulance=_ambulance(seed, calls, rates, response[:, at_home + len(homes) :]),
        patrol_nodes=patrol,
    )


def _ambulance(seed: int, calls: list[PastCall], rates: Rates, by_post: Seconds) -> Seconds:
    """When each ambulance arrived: a drive and a wait, scaled to the published mean."""
    random = array_stream(seed, "ambulances")
    order = np.sort(by_post, axis=1)
    rank = random.choice(order.shape[1], size=len(calls), p=_weights(order.shape[1]))
    drive = order[np.arange(len(calls)), rank] * random.lognormal(0.0, 0.2, len(calls))
    category = np.array([call.category for call in calls])
    wait = np.where(
        category == "C1",
        random.gamma(4.0, 45.0, len(calls)),
        random.gamma(1.4, 900.0, len(calls)),
    )
    total = drive + wait + 60.0
    for name, mean in rates.mean_minutes.items():
        mine = category == name
        if mine.any():
            total[mine] *= 60.0 * mean / total[mine].mean()
    return np.asarray(np.maximum(total, 150.0))


def _weights(posts: int) -> Seconds:
    """The nearest point is free about half of the time, the next one half of the rest, ..."""
    weights = 0.5 ** np.arange(posts)
    return np.asarray(weights / weights.sum())
