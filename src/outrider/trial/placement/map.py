"""The answer of `outrider trial place` as a map: the bases, and how each place is served."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from outrider.roads.network import Network
from outrider.trial.placement.asking import Answer
from outrider.trial.placement.values import Goal
from outrider.trial.report.maps import Mark, Spot, spot_map

GAINED: Final = (1.0, 2.0, 4.0, 8.0)
"""Minutes gained on the ambulance at which the map becomes darker."""


def placed_map(answer: Answer, network: Network, minutes: float) -> str:
    """Each demand point in the shade of its minutes: gained on the ambulance, or from its base.

    Args:
        minutes: the limit that counted as in time; shades change at the half of it, at it, at one
            and a half and at twice.
    """
    placed, demand, sites = answer.placed, answer.demand, answer.sites
    gain = placed.goal is Goal.GAIN
    values = np.asarray(placed.per_point if gain else placed.nearest_seconds, np.float64) / 60
    weights = demand.numbers["weight"]
    spots = [
        Spot(float(demand.lat[i]), float(demand.lon[i]), float(weights[i]), float(values[i]))
        for i in range(len(demand.names))
    ]
    bases = [
        Mark(float(sites.lat[site]), float(sites.lon[site]), sites.names[site])
        for site in placed.sites
    ]
    bins = GAINED if gain else tuple(minutes * share for share in (0.5, 1.0, 1.5, 2.0))
    what = "Minutes gained on the ambulance" if gain else "Minutes by road from the nearest base"
    legend = f"{what}; the larger a circle, the more demand. Squares are the bases."
    said = f"{what}, for {len(spots):,} demand points, from {_listed(base.name for base in bases)}."
    return spot_map(network.basemap(), spots, bins, legend, marks=bases, title=said)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
