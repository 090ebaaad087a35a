"""Known answers of Farrington's method, CUSUM, the change point and online detection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from outrider.signals.change.brute import brute_force
from outrider.signals.change.changepoint import change_point, rates_at
from outrider.signals.change.cusum import cusum
from outrider.signals.change.farrington import CLASSIC, IMPROVED, Settings, farrington
from outrider.signals.change.online import online
from outrider.signals.checking import Check, columns, known_answers, same
from outrider.signals.inputs import Floats, Ints

FIRST: Final = 269  # week 270, from 0
VERSIONS: Final[dict[str, tuple[Settings, float]]] = {
    "classic": (CLASSIC, 5.001e-5),
    "flexible_delta": (IMPROVED, 1e-10),
    "flexible_nbPlugin": (replace(IMPROVED, bound="nbPlugin"), 0.0),
    "flexible_muan": (replace(IMPROVED, bound="muan"), 0.0),
}


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    known = known_answers(reference)
    agona = counted(reference, "salmonella_agona_weekly.csv", "observed")
    yield from _farrington(reference, agona)
    yield from _cusum(reference, agona, known["cusum"])
    yield from _coal(reference, known["change_point_one"])


def counted(reference: Path, name: str, column: str) -> Ints:
    """A column of counts of a reference file."""
    return np.array(columns(reference, name)[column], dtype=np.int64)


def figures(reference: Path, name: str, column: str) -> Floats:
    """A column of figures; what is not given is 0, as where a version prints no bound."""
    values = columns(reference, name)[column]
    return np.array([float(v) if v not in ("NA", "") else 0.0 for v in values])


def _farrington(reference: Path, agona: Ints) -> Iterator[Check]:
    for version, (settings, tolerance) in VERSIONS.items():
        name = f"salmonella_agona_farrington_{version}.csv"
        found = farrington(agona, settings=settings, first=FIRST)
        target = f"Agona, {version}"
        bounds = np.nan_to_num(found.bound)
        yield from same(
            "farrington", f"{target}: bound", list(figures(reference, name, "ub")),
            list(bounds), tolerance,
        )  # fmt: skip
        yield from same(
            "farrington", f"{target}: alarm", list(figures(reference, name, "alarm")),
            list(found.alarm.astype(float)), 0,
        )  # fmt: skip


def _cusum(reference: Path, agona: Ints, known: dict[str, Any]) -> Iterator[Check]:
    mean = np.array(agona[:FIRST].mean())
    yield Check("cusum", "Agona: m", known["m"], float(mean), 5e-10)
    found = cusum(agona[FIRST:], mean, k=known["k"], h=known["h"], transform="standard")
    path = figures(reference, "salmonella_agona_cusum.csv", "cusum")
    yield from same("cusum", "Agona: path", list(path), list(found.path), 5.001e-7)
    alarms = np.flatnonzero(found.alarm) + FIRST + 1
    yield from same("cusum", "Agona: alarm", known["alarms_t"], list(alarms.astype(float)), 0)


def _coal(reference: Path, known: dict[str, Any]) -> Iterator[Check]:
    name = "coal_disasters_by_year.csv"
    coal, years = counted(reference, name, "disasters"), counted(reference, name, "year")
    work = np.ones(coal.size)
    found = change_point(coal, work)
    published = figures(reference, name, "posterior_last_year_of_old_rate")
    for year, expected, got in zip(years, published, found.posterior, strict=True):
        digits = max(5.001e-10 * expected, 1e-300)  # ten figures are given
        yield Check("change-point", f"coal: {year}", float(expected), float(got), digits)
    last = int(found.posterior.argmax())
    mode = known["mode_last_year_of_old_rate"]
    yield Check("change-point", "coal: mode", mode, float(years[last]), 0)
    rates = rates_at(coal, work, last)
    yield from same(
        "change-point", "coal: mean", known["segment_mean_rates_at_mode"], rates.mean, 5e-7
    )
    yield from same(
        "change-point", "coal: posterior mean", known["posterior_mean_rates_at_mode"],
        rates.posterior_mean, 5e-7,
    )  # fmt: skip
    few = coal[36:46]
    ours, theirs = online(few, np.ones(few.size)), brute_force(few, np.ones(few.size))
    yield from same("online", "coal 1887-1896: run", list(theirs.run), list(ours.run[-1]), 1e-12)
    yield Check(
        "online", "coal 1887-1896: log evidence", theirs.log_evidence, float(ours.log_evidence),
        1e-9,
    )  # fmt: skip
