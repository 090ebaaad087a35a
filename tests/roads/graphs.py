"""Random road graphs, and the independent answers to compare with."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from outrider.roads import Driving, Network
from outrider.roads.plain import plain_network


@st.composite
def networks(draw: st.DrawFn, most_nodes: int = 40) -> Network:
    """Any directed graph: parallel edges, loops, parts out of reach, times from 1 ms up."""
    nodes = draw(st.integers(2, most_nodes))
    node = st.integers(0, nodes - 1)
    edge = st.tuples(node, node, st.integers(1, 60), st.integers(1, 60))
    edges = draw(st.lists(edge, min_size=1, max_size=4 * nodes))
    seed = draw(st.integers(0, 2**16))
    stream = np.random.default_rng(seed)
    columns = np.array(edges, np.int32).T
    lat, lon = 50.6 + stream.random(nodes) / 10, -1.3 + stream.random(nodes) / 10
    return plain_network(lat, lon, *(np.ascontiguousarray(c) for c in columns))


def scipy_seconds(
    network: Network, driving: Driving, sources: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Seconds from each source to every node, by scipy."""
    shape = (network.node_count, network.node_count)
    times = least_times(network, driving)
    matrix = csr_array((times[2], (times[0], times[1])), shape=shape)
    return dijkstra(matrix, indices=sources) / 1000


def least_times(network: Network, driving: Driving) -> tuple[NDArray[np.int32], ...]:
    """Tails, heads and the least time of parallel edges (scipy would add them up)."""
    tails, heads = network.graph.tails(), network.graph.heads()
    times = network.graph.milliseconds(driving)
    order = np.lexsort((times, heads, tails))
    tails, heads, times = tails[order], heads[order], times[order]
    first = np.r_[True, (np.diff(tails) != 0) | (np.diff(heads) != 0)]
    return tails[first], heads[first], times[first].astype(float)
