"""Compiles every search before the first caller needs it."""

import numpy as np

from outrider.roads.network import Network
from outrider.roads.values import Driving


def warm_up(network: Network) -> None:
    """Runs each search once, so that no request waits for the compiler.

    Seconds on a new machine, a fraction of one when the compiled code is cached.
    """
    nodes = np.zeros(1, np.int32)
    network.snap(*network.point(0))
    network.nearest(0, nodes, 1, np.zeros(1, np.int32), 1.0)
    for driving in Driving:
        network.route(0, 0, driving)
        network.table(nodes, nodes, driving)
        network.table(np.zeros(16, np.int32), nodes, driving)
        network.isochrone(0, 1.0, driving)
