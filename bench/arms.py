"""Two paired arms, replication by replication: `python -m bench.arms [--full]`.

What a run costs by calls and by replications, on threads and on processes, with equal results
first. Times are by the wall and by the processors (what other programs on the machine do does not
count in the latter); results go to bench/results/arms.json. `--full` runs the whole aim: a
thousand replications of 100,000 calls in both arms.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from outrider.trial.running.going import Asked, Crew, Hired, run
from outrider.trial.running.one import Work
from outrider.trial.running.plan import software_version
from outrider.trial.running.ready import Ready, made_ready
from outrider.trial.scenario import packaged

RESULTS: Final = Path(__file__).resolve().parent / "results"
ARMS: Final = ("without", "with")
DAYS: Final = (91, 182, 364, 728, 1260)  # the last makes some 100,000 calls
TIMES: Final = (8, 16, 32, 64)
WORKERS: Final = 2
AIM: Final = 1_000

_held: list[Work] = []


def island(days: int) -> Ready:
    """The packaged scenario, so many days long."""
    scenario = packaged("demo")
    horizon = replace(scenario.parts.horizon, days=days)
    return made_ready(scenario.changed(horizon=horizon))


def processes(workers: int) -> Hired:
    """Each with its own copy of everything."""

    @contextmanager
    def hired(work: Work) -> Iterator[Crew]:
        with ProcessPoolExecutor(workers, initializer=_hold, initargs=(work,)) as executor:
            yield Crew(lambda number: executor.submit(_one, number), workers)

    return hired


def _hold(work: Work) -> None:
    _held[:] = [work]


def _one(number: int) -> bytes:
    return _held[0](number)


def measured(
    model: Ready, replications: int, workers: int, hired: Hired | None = None
) -> dict[str, Any]:
    """One run into a folder of its own: seconds by wall and processors, and its bytes."""
    folder = Path(tempfile.mkdtemp())
    try:
        wall, cpu = time.perf_counter(), _processors()
        run(model, Asked(replications, ARMS, keep=0, workers=workers), folder, hired=hired)
        wall, cpu = time.perf_counter() - wall, _processors() - cpu
        return {
            "replications": replications, "workers": workers, "wall_s": wall, "cpu_s": cpu,
            "bytes": (folder / "summaries.parquet").read_bytes(),
        }  # fmt: skip
    finally:
        shutil.rmtree(folder)


def _processors() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def peak_mb() -> float:
    """The most memory that this process has held, MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1e6 if sys.platform == "darwin" else 1e3)


def by_calls(few: int) -> list[dict[str, Any]]:
    """Cost of a replication in both arms, by how many calls it has."""
    found = []
    for days in DAYS:
        model = island(days)
        calls = len(model.draw(0).calls.received)
        jobs = len(model.draw(0).jobs.received)
        measured(model, 1, 1)
        one = measured(model, few, WORKERS)
        found.append({"days": days, "calls": calls, "jobs": jobs, **_plain(one)})
    return found


def by_replications(model: Ready) -> list[dict[str, Any]]:
    return [_plain(measured(model, times, WORKERS)) for times in TIMES]


def by_workers(model: Ready, times: int) -> dict[str, dict[str, Any]]:
    """Threads against processes, in turns; their bytes must be equal."""
    kinds: dict[str, tuple[int, Hired | None]] = {
        "1 thread": (1, None), "2 threads": (2, None), "2 processes": (2, processes(2)),
    }  # fmt: skip
    found = {name: measured(model, times, n, hired) for name, (n, hired) in kinds.items()}
    if len({one["bytes"] for one in found.values()}) != 1:
        raise SystemExit("not the same bytes")
    return {name: _plain(one) for name, one in found.items()}


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name != "bytes"}


def aim(rows: list[dict[str, Any]]) -> dict[str, float]:
    """What a thousand replications of 100,000 calls would take, from the largest measured."""
    last = rows[-1]
    scale = AIM * (100_000 / last["calls"]) / last["replications"]
    return {
        "minutes_by_the_wall": last["wall_s"] * scale / 60,
        "minutes_by_two_processors": last["cpu_s"] * scale / WORKERS / 60,
    }


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--full", action="store_true", help="run the whole aim, not a part of it")
    reader.add_argument("--few", type=int, default=4, help="replications of each size")
    asked = reader.parse_args()
    calls = by_calls(asked.few)
    year = island(364)
    made: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "version": software_version(),
        "by_calls": calls,
        "by_replications": by_replications(year),
        "by_workers": by_workers(year, 16),
        "aim": aim(calls),
        "peak_mb": peak_mb(),
    }
    if asked.full:
        made["full"] = _plain(measured(island(DAYS[-1]), AIM, WORKERS))
        made["peak_mb"] = peak_mb()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "arms.json").write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    show(made)


def show(made: dict[str, Any]) -> None:
    console = Console()
    for title, rows in (("By calls", made["by_calls"]), ("By times", made["by_replications"])):
        table = Table("Calls", "Replications", "Wall s", "Processor s", title=title)
        for row in rows:
            told = (row.get("calls", ""), row["replications"])
            table.add_row(*map(str, told), f"{row['wall_s']:.1f}", f"{row['cpu_s']:.1f}")
        console.print(table)
    for name, row in made["by_workers"].items():
        console.print(f"{name}: {row['wall_s']:.1f} s, {row['cpu_s']:.1f} s of processors")
    console.print(f"Aim: {made['aim']}")
    console.print(f"Peak {made['peak_mb']:.0f} MB; load of the machine {made['load']:.1f}")


if __name__ == "__main__":
    main()
