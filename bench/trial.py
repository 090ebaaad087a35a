"""The simulator against a textbook SimPy program and cimba: `python -m bench.trial`.

Contenders take turns in one process on one core; answers must agree first (call by call with SimPy,
within the error of chance with cimba, which draws its own numbers); results go to bench/results/.
"""

import json
import os
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

try:  # before anything is compiled: later it does not find its own types
    from bench.twins.loss_cimba import experiment as cimbas
except ImportError:
    cimbas = None

from bench.full_world import CALLS_A_YEAR, Force, force
from bench.graphs import reference_dir
from bench.twins.ambulances import Twin as AmbulanceTwin
from bench.twins.full import Twin
from bench.twins.loss import share_lost_simpy
from outrider.trial.engine.loop import simulate
from outrider.trial.engine.record import Record, new_record
from outrider.trial.reference.auckland import Auckland, auckland
from outrider.trial.reference.loss import share_lost
from outrider.trial.reference.queues import erlang_b

RESULTS: Final = Path(__file__).resolve().parent / "results"
SERVERS, LOAD = 30, 25.0
JOBS_A_CALL = 2.0


def a_second(calls: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Calls a second of the core's time of one run, and what it answered.

    Not the wall's: each contender has one thread, and the machine may be shared.
    """
    began = time.process_time()
    answer = work()
    return calls / (time.process_time() - began), answer


def bench_auckland(model: Auckland, rounds: int) -> dict[str, Any]:
    """Calls a second on the same calls, in turns; SimPy on all of them too."""
    calls = len(model.response)
    twin = AmbulanceTwin(model.calls, model.fleet_base, model.bases, model.ways, model.table)
    _, known = a_second(calls, model.run)
    speeds: dict[str, list[float]] = {"outrider": [], "simpy": []}
    for _ in range(rounds):
        speed, response = a_second(calls, model.run)
        speeds["outrider"].append(speed)
        speed, arrived = a_second(calls, twin.run)
        speeds["simpy"].append(speed)
        if not np.allclose(arrived - model.calls.received, response, rtol=0, atol=1e-7):
            raise SystemExit("the textbook program answers differently")
    if not np.allclose(known, model.response, rtol=0, atol=1e-3):
        raise SystemExit("not the known answers")
    return _medians(speeds)


def bench_full(rounds: int, calls: int = CALLS_A_YEAR, few: int = 2_000) -> dict[str, Any]:
    """The full model for a force-year, and against the textbook program on its first days."""
    small, large = force(few, JOBS_A_CALL), force(calls, JOBS_A_CALL)
    twin = Twin(small.world, small.calls, small.jobs, small.arm, 1)
    speeds: dict[str, list[float]] = {"outrider": [], "outrider, a year": [], "simpy": []}
    run_full(small)
    for _ in range(rounds):
        speed, record = a_second(few, lambda: run_full(small))
        speeds["outrider"].append(speed)
        speed, _ = a_second(calls, lambda: run_full(large))
        speeds["outrider, a year"].append(speed)
        speed, known = a_second(few, twin.run)
        speeds["simpy"].append(speed)
        for name in record._fields:
            mine, theirs = getattr(record, name), getattr(known, name)
            if not np.allclose(mine, theirs, rtol=0, atol=1e-6):
                raise SystemExit(f"the textbook program answers differently: {name}")
    return {**_medians(speeds), "jobs_a_call": JOBS_A_CALL, "curve": curve()}


def run_full(it: Force) -> Record:
    """One arm of one replication, with its packing and its record."""
    record = new_record(len(it.calls.decided), len(it.jobs.received))
    simulate(it.world, it.calls, it.jobs, it.arm, 1, record)
    return record


def curve() -> dict[str, dict[str, float]]:
    """Seconds of two paired arms: by calls of one replication, and by replications of a year."""
    by_calls, by_years = {}, {}
    for calls in (12_500, 25_000, 50_000, 100_000, 200_000):
        it = force(calls, JOBS_A_CALL)
        by_calls[str(calls)] = round(_both_arms(it, 1), 3)
    it = force(CALLS_A_YEAR, JOBS_A_CALL)
    for years in (1, 2, 4, 8):
        by_years[str(years)] = round(_both_arms(it, years), 3)
    return {"seconds_by_calls": by_calls, "seconds_by_years": by_years}


def _both_arms(it: Force, years: int) -> float:
    began = time.process_time()
    for _ in range(years):
        run_full(it)
        run_full(it._replace(arm=it.arm._replace(on=False)))
    return time.process_time() - began


def bench_loss(rounds: int, calls: int = 2_000_000) -> dict[str, Any]:
    """The event core: 30 servers without a queue."""
    speeds: dict[str, list[float]] = {"outrider": [], "simpy": []}
    few = calls // 50
    peer = experiment = None
    if cimbas is not None:
        peer, experiment = cimbas(SERVERS, LOAD, calls, 1)
        experiment.run()
        speeds["cimba"] = []
    share_lost(SERVERS, LOAD, 100, 0)
    exact = erlang_b(SERVERS, LOAD)
    error = 12 * sqrt(exact / calls)  # lost calls come in runs: twelve plain errors are wide enough
    for seed in range(rounds):
        speed, lost = a_second(calls, lambda: share_lost(SERVERS, LOAD, calls, seed))  # noqa: B023
        speeds["outrider"].append(speed)
        _close(lost, exact, error, "outrider")
        speed, other = a_second(few, lambda: share_lost_simpy(SERVERS, LOAD, few, seed))  # noqa: B023
        speeds["simpy"].append(speed)
        if other != share_lost(SERVERS, LOAD, few, seed):
            raise SystemExit("SimPy loses other calls")
        if experiment is not None:
            speed, results = a_second(calls, experiment.run)
            speeds["cimba"].append(speed)
            _close(float(np.asarray(results[peer].share).ravel()[0]), exact, error, "cimba")
    return _medians(speeds)


def _close(found: float, exact: float, error: float, who: str) -> None:
    if abs(found - exact) > error:
        raise SystemExit(f"{who} loses {found:.5f} of the calls, Erlang {exact:.5f}")


def _medians(speeds: dict[str, list[float]]) -> dict[str, Any]:
    medians = {who: float(np.median(values)) for who, values in speeds.items()}
    return {
        "calls_a_second": {who: round(value) for who, value in medians.items()},
        "outrider_is_times": {
            who: round(medians["outrider"] / value, 1) for who, value in medians.items()
        },
    }


def main() -> None:
    """Runs the suite and writes bench/results/trial-<time>.json."""
    console = Console()
    now = datetime.now(UTC)
    results: dict[str, Any] = {
        "when": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load_before": os.getloadavg(),
        "loss": bench_loss(5),
        "full": bench_full(5),
    }
    if "cimba" not in results["loss"]["calls_a_second"]:
        console.print("[bold red]cimba is not installed: it was not measured[/bold red]")
    try:
        results["auckland"] = bench_auckland(auckland(reference_dir()), 5)
    except FileNotFoundError as missing:
        console.print(f"[bold red]Auckland was not measured: {missing}[/bold red]")
    for suite in ("loss", "full", "auckland"):
        shown = Table(suite, "calls a second", "outrider is times")
        for who, speed in results.get(suite, {}).get("calls_a_second", {}).items():
            shown.add_row(who, f"{speed:,}", f"{results[suite]['outrider_is_times'][who]:,}")
        console.print(shown)
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"trial-{now:%Y%m%dT%H%M%S}.json"
    target.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    console.print(f"Written to bench/results/{target.name}")


if __name__ == "__main__":
    main()
