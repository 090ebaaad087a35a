"""Compiles every search before the first caller needs it."""

import numpy as np

from outrider.roads.network import Network
from outrider.roads.values import Driving


def warm_up(network: Network, *, tables: bool = False) -> None:
    """Runs each search once, so that no request waits for the compiler.

    Seconds on a new machine, a fraction of one when the compiled code is cached. A server needs
    no tables; with `tables` those are made ready too, which takes several times as long.
    """
    nodes = np.zeros(1, np.int32)
    network.snap(*network.point(0))
    network.nearest(0, nodes, 1, np.zeros(1, np.int32), 1.0)
    for driving in Driving:
        network.route(0, 0, driving)
        network.isochrone(0, 1.0, driving)
        if tables:
            network.table(nodes, nodes, driving)
            network.table(np.zeros(16, np.int32), nodes, driving)
