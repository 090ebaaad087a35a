"""The full model beside a textbook SimPy program, call by call: police and fire included."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

import outrider
from outrider.trial.checks.values import Check
from outrider.trial.demand.drawing import seed_of
from outrider.trial.engine.record import Record
from outrider.trial.running.ready import made_ready
from outrider.trial.scenario import packaged

DAYS: Final = 28
ARMS: Final = ("with", "fire-only")
SAME: Final = 1e-6  # seconds
_TWIN: Final = Path("bench") / "twins" / "full"


def there() -> bool:
    """Whether SimPy is installed, and the program is here: it comes with a clone."""
    return find_spec("simpy") is not None and (_root() / _TWIN).exists()


def _root() -> Path:
    return Path(outrider.__file__).resolve().parents[2]


def checks(reference: Path) -> Iterator[Check]:
    """Four weeks of the packaged scenario."""
    scenario = packaged("demo")
    horizon = replace(scenario.parts.horizon, days=DAYS)
    model = made_ready(scenario.changed(horizon=horizon))
    drawn = model.draw(0)
    for name in ARMS:
        arm = model.arm(name, drawn)
        ours = model.run(0, drawn, arm)
        seed = seed_of(model.setup.seed, 0)
        theirs = _twin()(model.world, drawn.calls, drawn.jobs, arm, seed).run()
        for what, size in (("calls", len(ours.stage)), ("police jobs", len(ours.job_sent))):
            target = f"{what} of {DAYS} days, arm “{name}”, told the same of {size:,}"
            same = _same(ours, theirs, what)
            yield Check("Textbook program", target, size, same, 0, "SimPy, bench/twins/full")


def _twin() -> Any:
    if str(_root()) not in sys.path:
        sys.path.append(str(_root()))
    return import_module("bench.twins.full").Twin


def _same(ours: Record, theirs: Record, what: str) -> int:
    """How many rows are the same in every column."""
    names = [n for n in ours._fields if n.startswith("job_") == (what != "calls")]
    columns = [
        np.isclose(getattr(ours, name), getattr(theirs, name), rtol=0, atol=SAME)
        for name in names
        if name != "first_gate"
    ]
    return int(np.logical_and.reduce(columns).sum())
