"""The statistics at the size of a force: `python -m bench.signals`.

* The space-time scan against the same scan written plainly in numpy (`bench.scans`): answers must
  be equal; then they take turns, on one core. The plain one runs a share of the centres and is
  scaled up (each centre is a loop of its own). Then 999 replications, and the cost by cells.
* Disclosure control of 14 × 12 × 5 cells with all margins.
* Farrington over 14 districts × 10 years of weeks, after its answers on the published series (both
  versions, three bounds) were found equal to those of R's surveillance.

Results go to bench/results/ as JSON. Two clocks: the wall's, and the processor time of the thread.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from bench.graphs import reference_dir
from bench.roads import RESULTS, Clock
from bench.scans import plain_scan
from outrider.signals.disclosure import ONS_10_5, Rule, Tabulation, Universe, protect
from outrider.signals.scan import Windows, Zones, haversine, scan_poisson, zones

CASES_A_YEAR: Final = 2_700
WINDOWS: Final = Windows(28)
EVERY: Final = 41
"""The plain scan runs every 41st centre: 31 of 1,231."""
Floats = NDArray[np.float64]


class Map(NamedTuple):
    """Cases and expectations of a year without a cluster, and the zones."""

    cases: NDArray[np.int64]
    expected: Floats
    near: Zones


def areas() -> tuple[Floats, Floats, Floats]:
    """Latitude, longitude and residents of the small areas of the force."""
    path = reference_dir() / "data" / "areas" / "hampshire_lsoa21.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = ("lat", "lon", "total_residents")
    lat, lon, people = (np.array([float(row[key]) for row in rows]) for key in keys)
    return lat, lon, people


def a_map(days: int, every: int = 1, most_areas: int | None = None) -> Map:
    """A null map of every so many areas; `most_areas` makes all zones of one size."""
    lat, lon, people = (each[::every] for each in areas())
    random = np.random.default_rng(days)
    total = round(CASES_A_YEAR * days / 365 / every)
    expected = np.outer(people, np.ones(days)) * total / (people.sum() * days)
    flat = random.multinomial(total, (expected / expected.sum()).ravel())
    limits: dict[str, Any] = {"population": people, "share": 0.2}
    if most_areas is not None:
        limits = {"most_areas": most_areas}
    return Map(flat.reshape(expected.shape), expected, zones(haversine(lat, lon), **limits))


def some_centres(near: Zones, every: int) -> Zones:
    """The zones of every so many centres."""
    starts = list(zip(near.start[:-1], near.start[1:], strict=True))[::every]
    index = np.concatenate([np.arange(a, b) for a, b in starts])
    start = np.r_[0, np.cumsum([b - a for a, b in starts])].astype(np.int64)
    return Zones(start, near.area[index], near.closes[index], near.reach[index])


def scan(given: Map, replications: int, near: Zones | None = None) -> Any:
    return scan_poisson(
        given.cases, given.expected, near or given.near,
        windows=WINDOWS, replications=replications, seed=1, secondary=0,
    )  # fmt: skip


def bench_scan(given: Map, rounds: int, replications: int, every: int) -> dict[str, Any]:
    """Seconds a replication of each, and of all replications of ours."""
    few = some_centres(given.near, every)
    scan(given, 1, few)  # compiled before any clock runs
    share = few.number / given.near.number
    ours, plain = Clock(), Clock()
    batch = 32
    for _ in range(rounds):
        theirs = plain.time(lambda: plain_scan(given.cases, given.expected, few, WINDOWS))
        mine = scan(given, 0, few).clusters[0]
        if abs(theirs.ratio - mine.ratio) > 1e-9 * theirs.ratio:
            raise SystemExit(f"scans differ: {theirs.ratio} and {mine.ratio}")
        ours.time(lambda: scan(given, batch))
    one = {
        "outrider": float(np.median(ours.processor)) / 1000 / (batch + 1),
        "numpy": float(np.median(plain.processor)) / 1000 / share,
    }
    whole = Clock()
    whole.time(lambda: scan(given, replications))
    return {
        "areas": given.cases.shape[0],
        "days": given.cases.shape[1],
        "cases": int(given.cases.sum()),
        "cylinders": given.near.number * WINDOWS.number(given.cases.shape[1]),
        "seconds_a_replication": one,
        "ratio": one["numpy"] / one["outrider"],
        "share_of_centres_that_numpy_ran": share,
        "replications": replications,
        "wall_seconds": whole.wall[0] / 1000,
        "processor_seconds": whole.processor[0] / 1000,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def bench_curve() -> dict[str, Any]:
    """Processor seconds a replication by cells: more days; more areas with zones of up to 100."""
    curves: dict[str, Any] = {}
    for name, sizes in (
        ("days", [(365 // 4, 1), (365 // 2, 1), (365, 1), (730, 1)]),
        ("areas", [(365, 8), (365, 4), (365, 2), (365, 1)]),
    ):
        rows = []
        for days, every in sizes:
            given = a_map(days, every, most_areas=100)
            clock = Clock()
            clock.time(lambda given=given: scan(given, 64))
            rows.append((given.cases.size, clock.processor[0] / 1000 / 65))
        slope = np.polyfit(*np.log(np.array(rows)).T, 1)[0]
        curves[name] = {"cells_and_seconds": rows, "exponent": float(slope)}
    return curves


def bench_disclosure(rounds: int) -> dict[str, Any]:
    """Seconds to protect, audit and round; by how large counts are on average."""
    results = {}
    for name, mean, rule in (
        ("a force's year (mean 3)", 3.0, ONS_10_5),
        ("the same, zeros told", 3.0, Rule(zeros_safe=True)),
        ("ten years (mean 30)", 30.0, ONS_10_5),
    ):
        universe = a_table(mean)
        table = Tabulation(universe.names)
        clock = Clock()
        for _ in range(rounds):
            release = clock.time(lambda u=universe, t=table, r=rule: protect(u, [t], rule=r))
        results[name] = {
            "cells": len(release.tables[0].rows),
            "hidden": release.hidden,
            "audited": release.audit.safe,
            "adds_up": release.adds_up,
            "wall_seconds": float(np.median(clock.wall)) / 1000,
            "processor_seconds": float(np.median(clock.processor)) / 1000,
        }
    return results


def a_table(mean: float) -> Universe:
    """14 districts × 12 months × 5 kinds, uneven."""
    random = np.random.default_rng(1)
    shape = (14, 12, 5)
    weight = random.gamma(1.0, size=shape) * random.gamma(2.0, size=(14, 1, 1))
    weight *= random.gamma(2.0, size=(1, 1, 5))
    names = ("district", "month", "kind")
    dimensions = tuple(
        (name, tuple(f"{name} {i + 1}" for i in range(n)))
        for name, n in zip(names, shape, strict=True)
    )
    return Universe(dimensions, random.poisson(weight * mean / weight.mean()))


def bench_farrington(rounds: int, console: Console) -> dict[str, Any] | None:
    """Seconds for all districts; None, and a loud line, while the method is not there."""
    if find_spec("outrider.signals.change") is None:
        console.print("[bold red]NOT MEASURED: outrider.signals.change is not here yet[/bold red]")
        return None
    from importlib import import_module

    equal = known_answers_met()
    farrington: Callable[..., Any] = import_module("outrider.signals.change.farrington").farrington
    random = np.random.default_rng(3)
    weeks = np.arange(520)
    season = 8 * (1 + 0.3 * np.sin(2 * np.pi * weeks / 52.18))
    series = random.poisson(np.tile(season, (14, 1)))
    farrington(series[0])  # compiled before any clock runs
    clock = Clock()
    looks = 0
    for _ in range(rounds):
        looks = sum(clock_all(clock, farrington, series))
    return {
        "districts": 14,
        "weeks": 520,
        "looks": looks,
        "answers_equal_to_r": equal,
        "wall_seconds": float(np.median(clock.wall)) / 1000,
        "processor_seconds": float(np.median(clock.processor)) / 1000,
    }


def known_answers_met() -> int:
    """How many bounds and alarms of the published series equal R's; nothing is timed on a miss."""
    from outrider.signals.change.checks import checks

    rows = [row for row in checks(reference_dir()) if row.method == "farrington"]
    wrong = [row.target for row in rows if not row.met]
    if wrong or not rows:
        raise SystemExit(f"Farrington's answers are not R's: {'; '.join(wrong[:3])}.")
    return len(rows)


def clock_all(clock: Clock, farrington: Callable[..., Any], series: Any) -> list[int]:
    """All districts under one clock; how many weeks were looked at in each."""
    found = clock.time(lambda: [farrington(each) for each in series])
    return [len(each[0]) for each in found]


def main() -> None:
    """Runs the suite and writes bench/results/signals-<time>.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--replications", type=int, default=999)
    given = parser.parse_args()
    console, now = Console(), datetime.now(UTC)
    results: dict[str, Any] = {
        "when": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load_before": os.getloadavg(),
    }
    console.print("[bold]scan[/bold]: 1,231 areas × 365 days")
    results["scan"] = bench_scan(a_map(365), given.rounds, given.replications, EVERY)
    console.print(results["scan"])
    results["scan_by_cells"] = bench_curve()
    console.print(results["scan_by_cells"])
    console.print("[bold]disclosure[/bold]: 14 × 12 × 5 with all margins")
    results["disclosure"] = bench_disclosure(given.rounds)
    console.print(results["disclosure"])
    console.print("[bold]Farrington[/bold]: 14 districts × 10 years of weeks")
    results["farrington"] = bench_farrington(given.rounds, console)
    console.print(results["farrington"])
    results["load_after"] = os.getloadavg()
    RESULTS.mkdir(exist_ok=True)
    target = Path(RESULTS) / f"signals-{now:%Y%m%dT%H%M%S}.json"
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    console.print(f"Written to bench/results/{target.name}")


if __name__ == "__main__":
    main()
