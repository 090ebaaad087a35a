"""Placing against spopt: `make bench SUITE=placement`.

spopt brings geopandas and CBC, so it lives in an environment of its own and is asked there:

    python3 -m venv spopt-env && spopt-env/bin/pip install spopt
    BENCH_SPOPT=spopt-env/bin/python make bench SUITE=placement

Without BENCH_SPOPT the peer is skipped, loudly. The two take turns on the same question, timed from
arrays to answer with the model built in between, on one core each; the answers must be equal.
spopt's p-median has a binary column for each pair of point and site and is not asked: the target
for p-median is a time.
"""

import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from outrider.trial.placement import (
    Placement,
    place_for_least_time,
    place_to_cover,
    place_to_cover_when_busy,
    place_to_gain,
)

RESULTS: Final = Path(__file__).resolve().parent / "results"
TWIN: Final = Path(__file__).resolve().parent / "twins" / "places.py"
POINTS, SITES, WITHIN, BUSY = 2000, 300, 480.0, 0.3
PEER_STOP = 600.0


def world(seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weights, seconds and ambulance seconds: villages and lone houses on 60 km of flat land."""
    rng = np.random.default_rng(seed)
    villages = rng.uniform(0, 60, (25, 2))
    near = villages[rng.integers(0, 25, POINTS // 2)] + rng.normal(0, 2.5, (POINTS // 2, 2))
    homes = np.concatenate([near, rng.uniform(0, 60, (POINTS // 2, 2))])
    bases = rng.uniform(0, 60, (SITES, 2))
    seconds = np.linalg.norm(homes[:, None] - bases, axis=2) * 78
    return rng.gamma(1, 10, POINTS), seconds, rng.uniform(300, 1200, POINTS)


def ours(work: Callable[[], Placement]) -> tuple[float, Placement]:
    """Wall seconds and the answer."""
    began = time.perf_counter()
    placed = work()
    return time.perf_counter() - began, placed


def peer(goal: str, file: Path) -> tuple[float, list[int]] | None:
    """Wall seconds and the sites of spopt; None without spopt."""
    python = os.environ.get("BENCH_SPOPT")
    if not python:
        return None
    told = subprocess.run(  # noqa: S603
        [python, str(TWIN), goal, str(file), str(PEER_STOP)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    answer = json.loads(told.stdout.splitlines()[-1])
    return answer["seconds"], answer["sites"]


def _worth(goal: str, chosen: list[int], weights: Any, seconds: Any) -> float:
    count = (seconds[:, chosen] <= WITHIN).sum(axis=1)
    share = count > 0 if goal == "cover" else 1 - BUSY**count
    return float(weights @ share / weights.sum())


def bench(seed: int, units: int, folder: Path) -> list[dict[str, Any]]:
    """The four goals on one world; the first two against the peer."""
    weights, seconds, ambulance = world(seed)
    file = folder / "world.npz"
    np.savez(file, weights=weights, seconds=seconds, units=units, within=WITHIN, busy=BUSY)
    goals: dict[str, Callable[[], Placement]] = {
        "cover": lambda: place_to_cover(weights, seconds, units, WITHIN),
        "expected": lambda: place_to_cover_when_busy(weights, seconds, units, WITHIN, BUSY),
        "median": lambda: place_for_least_time(weights, seconds, units),
        "gain": lambda: place_to_gain(weights, seconds, units, ambulance),
    }
    rows = []
    for goal, work in goals.items():
        took, placed = ours(work)
        row: dict[str, Any] = {
            "goal": goal, "seed": seed, "units": units, "seconds": round(took, 2),
            "value": placed.value, "gap": placed.gap, "proof": str(placed.proof),
        }  # fmt: skip
        other = peer(goal, file) if goal in ("cover", "expected") else None
        if other:
            worth = _worth(goal, other[1], weights, seconds)
            row |= {"spopt_seconds": round(other[0], 2), "times": round(other[0] / took, 1)}
            row["spopt_value"] = worth
            if worth > placed.value * (1 + 1e-5):
                raise SystemExit(f"spopt finds better: {row}")
            if other[0] < PEER_STOP and worth < placed.value * (1 - 1e-5):
                raise SystemExit(f"spopt answers differently: {row}")
        rows.append(row)
    return rows


def main() -> None:
    """Runs the suite and writes bench/results/placement-<time>.json."""
    console, now = Console(), datetime.now(UTC)
    if not os.environ.get("BENCH_SPOPT"):
        console.print(
            "[bold red]spopt was not measured: set BENCH_SPOPT to a Python that has it "
            "(how: the head of bench/placement.py)[/bold red]"
        )
    ours(lambda: place_for_least_time(*world(9)[:2], 1))  # imports and first use
    load = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row
            for seed in (0, 1)
            for units in (5, 10, 20)
            for row in bench(seed, units, Path(folder))
        ]
    shown = Table("goal", "seed", "units", "seconds", "spopt", "times", "proof")
    for row in rows:
        shown.add_row(
            row["goal"], str(row["seed"]), str(row["units"]), f"{row['seconds']:.2f}",
            f"{row['spopt_seconds']:.2f}" if "spopt_seconds" in row else "",
            f"{row['times']:.1f}" if "times" in row else "", row["proof"],
        )  # fmt: skip
    console.print(shown)
    results = {
        "when": now.isoformat(timespec="seconds"), "python": platform.python_version(),
        "processors": os.cpu_count(), "load_before": load, "points": POINTS, "sites": SITES,
        "rows": rows,
    }  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"placement-{now:%Y%m%dT%H%M%S}.json"
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    console.print(f"Written to bench/results/{target.name}")


if __name__ == "__main__":
    main()
