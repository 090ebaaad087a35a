"""A list of calls that happened, as a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from outrider.domain.coresponse.rules import AGE_BANDS, Pack
from outrider.trial.demand.cells import latitude, longitude, rows_of, word
from outrider.trial.returning import Floats, Indices
from outrider.trial.scenario import Fault, Scenario, ScenarioError
from outrider.trial.scenario.demand_parts import Imported
from outrider.trial.scenario.paths import path_of


class CallList(NamedTuple):
    """By `received`, seconds of the run. -1: to be drawn (complaint), not known (age)."""

    received: Floats
    category: Indices
    complaint: Indices
    age: Indices
    lat: Floats
    lon: Floats


def read_calls(scenario: Scenario, complaints: tuple[str, ...]) -> CallList | None:
    """The scenario's list; None if its calls are drawn from rates.

    Raises:
        ScenarioError: with every line that cannot be read.
    """
    named = scenario.parts.demand.imported
    if named is None:
        return None
    return _read(scenario, named, path_of(named.file, scenario.folder), complaints)


def _read(scenario: Scenario, named: Imported, path: Path, complaints: tuple[str, ...]) -> CallList:
    wanted = (named.received, named.category, named.lat, named.lon)
    categories = [one.name for one in scenario.parts.demand.categories]
    faults: list[Fault] = []
    rows: list[tuple[float, int, int, int, float, float]] = []
    for line, row in rows_of(path, wanted):
        try:
            rows.append((
                _seconds(word(row, named.received), scenario),
                _of(word(row, named.category), categories, "category"),
                _of(word(row, named.complaint), complaints, "complaint", empty=True),
                _of(word(row, named.age), list(AGE_BANDS), "age band", empty=True),
                latitude(row, named.lat), longitude(row, named.lon),
            ))  # fmt: skip
        except ValueError as wrong:
            faults.append(Fault(line, f"{wrong}.", "Correct the line or take it out."))
    if not rows and not faults:
        faults = [Fault(0, "It holds no calls.", "Give a list with at least one.")]
    if faults:
        raise ScenarioError(path, faults)
    table = np.array(sorted(rows))
    whole = table[:, 1:4].astype(np.int32)
    return CallList(table[:, 0], whole[:, 0], whole[:, 1], whole[:, 2], table[:, 4], table[:, 5])


def _seconds(words: str, scenario: Scenario) -> float:
    try:
        seconds = float(words)
    except ValueError:
        start = datetime.combine(scenario.parts.horizon.start, datetime.min.time())
        try:
            seconds = (datetime.fromisoformat(words).replace(tzinfo=None) - start).total_seconds()
        except ValueError:
            raise ValueError(f"“{words}” is neither a time nor seconds") from None
    if not 0 <= seconds < scenario.parts.horizon.days * 86_400:
        raise ValueError(f"“{words}” is not within the days of the scenario")
    return seconds


def _of(word: str, known: list[str] | tuple[str, ...], what: str, *, empty: bool = False) -> int:
    if empty and not word.strip():
        return -1
    if word not in known:
        raise ValueError(f"“{word}” is no {what} of the scenario: {', '.join(known)}")
    return list(known).index(word)


def check_listed(
    scenario: Scenario, listed: CallList, complaints: tuple[str, ...], packs: Mapping[str, Pack]
) -> None:
    """Every arm's rule pack knows the complaints of the list.

    Raises:
        ScenarioError: one does not.
    """
    used = {complaints[number] for number in np.unique(listed.complaint) if number >= 0}
    for arm, pack in packs.items():
        missing = sorted(used - pack.complaints.keys())
        if missing:
            wrong = f"The rule pack of the arm {arm} has no complaint “{missing[0]}” of the list."
            line = scenario.lines.of(("demand", "imported"))
            raise ScenarioError(None, [Fault(line, wrong, "Add it to the pack.")])
