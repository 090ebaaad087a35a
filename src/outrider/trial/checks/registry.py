"""Which known answers there are, the quick ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from outrider.trial.checks.values import Check


class Part(NamedTuple):
    """A part of the check. `takes` is in words; `missing` says why it cannot be run here."""

    name: str
    checks: Callable[[Path], Iterator[Check]]
    takes: str
    missing: str = ""


_PARTS: Final = {
    "formulas": ("Survival models and sample sizes", "a moment"),
    "queues": ("Erlang’s formulas and small services", "seconds"),
    "auckland": ("20,000 calls of Auckland", "half a minute"),
    "planted": ("Planted and absent effects", "half a minute"),
    "twin": ("The textbook program", "a minute or two, most of it compiling"),
    "calibration": ("Calibration on the island", "a few minutes"),
}
SCHEMES: Final = "schemes"
"""Figures of real schemes beside simulated ones: to be looked at, neither met nor missed."""

NO_TWIN: Final = "SimPy is not installed, or this is no clone with bench/twins in it."


def names() -> tuple[str, ...]:
    """Of the parts."""
    return (*_PARTS, SCHEMES)


def beside() -> list[str]:
    """A sentence for each published figure of a real scheme."""
    from outrider.trial.calibration.schemes import scheme_figures

    return [one.sentence for one in scheme_figures()]


def part(name: str) -> Part:
    """A part by its name; what it needs is imported now."""
    module = import_module(f"outrider.trial.checks.{name}")
    missing = NO_TWIN if name == "twin" and not module.there() else ""
    return Part(_PARTS[name][0], module.checks, _PARTS[name][1], missing)
