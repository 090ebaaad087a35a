"""The engine compiled once more from its own source with one fault in it.

In a process and with a cache of machine code of its own: what the rules' functions were compiled
for would otherwise be looked for by every later process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any, NamedTuple

import outrider.trial.engine
from outrider.trial.engine.record import Record, new_record


class Fault(NamedTuple):
    """Text of one file of the engine that is replaced; it stands there once."""

    says: str
    file: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "a unit on its way to a patient is never called back to an emergency",
        "policing.py",
        "nearest(run, number, now, PATROL, run.rules.recalls[job.grade])",
        "nearest(run, number, now, PATROL, False)",
    ),
    Fault(
        "a call that was downgraded or cancelled keeps its co-responder",
        "asking.py",
        "return min(call.ambulance, call.not_wanted)",
        "return call.ambulance",
    ),
    Fault(
        "the medical time of one window of duty counts in the next",
        "policing.py",
        "    unit.used = 0.0\n",
        "",
    ),
    Fault(
        "one unit fewer is asked than may be",
        "asking.py",
        "if call.tried >= run.asked.shape[1]:",
        "if call.tried + 1 >= run.asked.shape[1]:",
    ),
    Fault(
        "the least urgent call that waits is served first",
        "queue.py",
        "return calls[one].priority < calls[other].priority",
        "return calls[one].priority > calls[other].priority",
    ),
    Fault(
        "no ambulance is taken from a less urgent call",
        "cars.py",
        "if other != NOBODY and fewest",
        "if other < NOBODY and fewest",
    ),
    Fault(
        "a call with a co-responder on the way loses its ambulance",
        "cars.py",
        "        and run.calls[vehicle.on].mission == NOBODY\n",
        "",
    ),
    Fault(
        "units are sent without their kit",
        "asking.py",
        "unit.kit != 0,",
        "True,",
    ),
)


REPOSITORY = Path(__file__).resolve().parents[2]
COUNTED = """
import sys
from pathlib import Path
from tests.trial.planted_engine import FAULTS, engine_with
from tests.trial.test_engine_faults import noticed
print(noticed(engine_with(FAULTS[int(sys.argv[1])], Path(sys.argv[2])).run))
"""


def noticed_alone(fault: Fault, folder: Path) -> int:
    """In how many worlds the fault is noticed, counted by another process."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, str(FAULTS.index(fault)), str(folder)],
        cwd=REPOSITORY,
        env=os.environ | {"NUMBA_CACHE_DIR": str(folder / "machine-code")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


class Engine(NamedTuple):
    """`simulate` of a copy of the engine."""

    simulate: Any

    def run(self, it: Any) -> Record:
        record = new_record(len(it.calls.received), len(it.jobs.received))
        self.simulate(it.world, it.calls, it.jobs, it.arm, it.seed, record)
        return record


def engine_with(fault: Fault, folder: Path) -> Engine:
    """A package in `folder` of the engine's source with the fault, compiled when it is run."""
    source = Path(outrider.trial.engine.__file__).parent
    name = f"engine_{FAULTS.index(fault)}"
    (folder / name).mkdir()
    for file in source.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        if file.name == fault.file:
            assert text.count(fault.right) == 1, f"{fault.file} has changed: {fault.says}"
            text = text.replace(fault.right, fault.wrong)
        (folder / name / file.name).write_text(text.replace("outrider.trial.engine.", f"{name}."))
    sys.path.insert(0, str(folder))
    try:
        invalidate_caches()
        return Engine(import_module(f"{name}.loop").simulate)
    finally:
        sys.path.remove(str(folder))
