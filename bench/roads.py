"""Road searches against scipy and pyroutingkit on the same graphs: `python -m bench.roads`.

Contenders take turns; answers must be equal; results go to bench/results/ as JSON. Two clocks: the
wall's, and the processor time of the calling thread, which other work on the machine disturbs less.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyroutingkit
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from bench.graphs import auckland, island, million
from outrider.roads import Driving, Network, warm_up

RESULTS: Final = Path(__file__).resolve().parent / "results"
GRAPHS: Final[dict[str, Callable[[], Network]]] = {
    "island": island,
    "auckland": auckland,
    "million": million,
}
BIG: Final = 500_000
NEVER: Final = float("inf")


def matrix(network: Network, driving: Driving, *, backwards: bool) -> csr_array:
    """The graph as scipy takes it; least of parallel edges, as scipy would add them up."""
    tails, heads = network.graph.tails(), network.graph.heads()
    times = network.graph.milliseconds(driving)
    order = np.lexsort((times, heads, tails))
    t, h, ms = tails[order], heads[order], times[order]
    first = np.r_[True, (np.diff(t) != 0) | (np.diff(h) != 0)]
    ends = (h[first], t[first]) if backwards else (t[first], h[first])
    return csr_array((ms[first].astype(float), ends), shape=(network.node_count,) * 2)


class Clock:
    """Milliseconds by the wall and of this thread's processor time."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []

    def time(self, work: Callable[[], Any]) -> Any:
        wall, processor = time.perf_counter(), time.thread_time()
        answer = work()
        self.processor.append(1000 * (time.thread_time() - processor))
        self.wall.append(1000 * (time.perf_counter() - wall))
        return answer

    def figures(self) -> dict[str, float]:
        return {
            f"{name}_p{p}": round(float(np.percentile(values, p)), 4)
            for name, values in (("wall", self.wall), ("processor", self.processor))
            for p in (50, 99)
        }


def bench_nearest(network: Network, units: int, queries: int) -> dict[str, Any]:
    """Nearest 5 of units that all move before each query; half may drive on response.

    scipy answers every hundredth query (every 500th on a big graph) with two whole searches.
    """
    stream = np.random.default_rng(units)
    back = [matrix(network, d, backwards=True) for d in Driving]
    ours, scipys = Clock(), Clock()
    every = 500 if network.node_count > BIG else 100
    for query in range(-50, queries):
        nodes = stream.integers(0, network.node_count, units, dtype=np.int32)
        driving = stream.integers(0, 2, units).astype(np.int32)
        target = int(stream.integers(network.node_count))
        clock = ours if query >= 0 else Clock()
        found = clock.time(partial(network.nearest, target, nodes, 5, driving, 36_000))
        if query >= 0 and query % every == 0:
            times = scipys.time(partial(_whole_searches, back, target))
            whole = np.where(driving == Driving.RESPONSE, times[1][nodes], times[0][nodes]) / 1000
            best = np.lexsort((np.arange(units), whole))[:5]
            if [(r.index, r.seconds) for r in found] != [(int(i), whole[i]) for i in best]:
                raise SystemExit(f"nearest differs from scipy at query {query}")
    return {"outrider": ours.figures(), "scipy": scipys.figures(), "queries": queries}


def _whole_searches(graphs: list[csr_array], target: int) -> list[NDArray[np.float64]]:
    return [dijkstra(graph, indices=np.array([target]))[0] for graph in graphs]


def bench_table(network: Network, size: int, rounds: int) -> dict[str, Any]:
    """size × size table; scipy runs a share of the rows and is scaled up (rows cost the same)."""
    stream = np.random.default_rng(size)
    nodes = stream.integers(0, network.node_count, size, dtype=np.int32)
    forth = matrix(network, Driving.NORMAL, backwards=False)
    share = max(1, min(size, 20_000_000 // network.node_count))
    clocks = {name: Clock() for name in ("outrider", "scipy", "pyroutingkit")}
    made = Clock()
    made.time(lambda: network.hierarchy(Driving.NORMAL))
    peer, peer_made = _peer(network)
    for _ in range(rounds):
        table = clocks["outrider"].time(lambda: network.table(nodes, nodes, Driving.NORMAL))
        rows = clocks["scipy"].time(lambda: dijkstra(forth, indices=nodes[:share])[:, nodes])
        _equal(table[:share], rows / 1000)
        if peer is not None:
            asked = nodes.astype(np.uint32)
            other = clocks["pyroutingkit"].time(partial(peer.distances_many_to_many, asked, asked))
            _equal(table, _peer_seconds(other, size))
    seconds = {n: float(np.median(c.wall)) / 1000 for n, c in clocks.items() if c.wall}
    seconds["scipy"] *= size / share
    result: dict[str, Any] = {f"{n}_seconds": round(s, 4) for n, s in seconds.items()}
    result["ratios"] = {n: round(s / seconds["outrider"], 1) for n, s in seconds.items()}
    result["preparation_seconds"] = {"outrider": made.wall[0] / 1000, "pyroutingkit": peer_made}
    result["scipy_rows_run"] = share
    return result


def _equal(ours: NDArray[np.float32], theirs: NDArray[np.float64]) -> None:
    if not np.allclose(ours, theirs, rtol=1e-6):
        raise SystemExit("tables differ")


def _peer(network: Network) -> tuple[Any, float | None]:
    """pyroutingkit's metric, and seconds to make it; not on a big graph (minutes)."""
    if network.node_count > BIG:
        return None, None
    began = time.perf_counter()
    graph = network.graph
    topology = pyroutingkit.CCHTopology()
    topology.build(
        graph.tails().astype(np.uint32), graph.heads().astype(np.uint32),
        network.lat.astype(np.float32), network.lon.astype(np.float32), network.node_count,
    )  # fmt: skip
    metric = pyroutingkit.CCHMetric(topology)
    metric.customize(graph.milliseconds(Driving.NORMAL).astype(np.uint32))
    return metric, time.perf_counter() - began


def _peer_seconds(answer: Any, size: int) -> NDArray[np.float64]:
    times = np.asarray(answer, np.float64).reshape(size, size)
    return np.where(times >= pyroutingkit.INF_WEIGHT, NEVER, times / 1000)


def run(name: str, queries: int, rounds: int, console: Console) -> dict[str, Any]:
    """All measurements on one graph, shown as they come."""
    console.print(f"[bold]{name}[/bold]: making the graph")
    network = GRAPHS[name]()
    warm_up(network, tables=network.node_count <= BIG)
    network._hierarchies.clear()
    result: dict[str, Any] = {"nodes": network.node_count, "edges": network.edge_count}
    shown = Table("nearest 5 of", "clock", "p50 ms", "p99 ms", "scipy p50 ms", "ratio of p50")
    for units in (500, 5000):
        measured = result[f"nearest_5_of_{units}"] = bench_nearest(network, units, queries)
        for clock in ("wall", "processor"):
            o, s = measured["outrider"], measured["scipy"]
            p50, p99, other = o[f"{clock}_p50"], o[f"{clock}_p99"], s[f"{clock}_p50"]
            cells = (f"{p50:.3f}", f"{p99:.3f}", f"{other:.1f}", f"{other / p50:,.0f}")
            shown.add_row(f"{units:,}", clock, *cells)
    console.print(shown)
    table = result["table_1000"] = bench_table(network, 1000, rounds)
    lines = Table("1,000 × 1,000 table", "seconds", "times outrider")
    for contender, ratio in table["ratios"].items():
        lines.add_row(contender, f"{table[f'{contender}_seconds']:.3f}", f"{ratio:,.1f}")
    console.print(lines, table["preparation_seconds"])
    return result


def main() -> None:
    """Runs the suite and writes bench/results/roads-<time>.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", nargs="*", default=list(GRAPHS), help=", ".join(GRAPHS))
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    console = Console()
    now = datetime.now(UTC)
    results: dict[str, Any] = {
        "when": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load_before": os.getloadavg(),
        "graphs": {g: run(g, given.queries, given.rounds, console) for g in given.graphs},
    }
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"roads-{now:%Y%m%dT%H%M%S}.json"
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    console.print(f"Written to bench/results/{target.name}")


if __name__ == "__main__":
    main()
