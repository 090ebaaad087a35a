"""The text of a scenario that somebody gave on a page -> `Scenario`, or every fault it has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from outrider.evidence.trials.roads import is_offered, told
from outrider.trial.scenario import Fault, Scenario, ScenarioError, parse_scenario
from outrider.trial.scenario.commands import names
from outrider.trial.scenario.lines import find_lines
from outrider.trial.scenario.loading import PACKAGED
from outrider.trial.scenario.paths import DEFAULT, SYNTHETIC

LARGEST: Final = 1024 * 1024
"""Characters; a scenario with its comments has some 30,000."""

Key = tuple[str | int, ...]
_REMEDY: Final = (
    "Leave it out here, or run the scenario where its files are: outrider trial run SCENARIO."
)


def shipped() -> list[tuple[str, str]]:
    """Scenarios that ship and need no file beside them: (name, what it is called)."""
    found = []
    for name in names():
        text = shipped_text(name)
        if not list(_named(tomllib.loads(text))):
            found.append((name, str(tomllib.loads(text).get("name", name))))
    return found


def shipped_text(name: str) -> str:
    """The file of a scenario that ships. KeyError: there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return (PACKAGED / f"{name}.toml").read_text(encoding="utf-8")


def read(text: str, ships_as: str = "") -> Scenario:
    """A text from a page never reads a file of the server: not its paths, not its variables.

    Raises:
        ScenarioError: with every fault, its line and its remedy.
    """
    if ships_as:  # as it was when it was set up, whatever ships by now
        return parse_scenario(text or shipped_text(ships_as), Path(str(PACKAGED)))
    if len(text) > LARGEST:
        said = f"It has {len(text):,} characters; {LARGEST:,} are taken here."
        raise ScenarioError(None, [Fault(0, said, "Leave out what it does not need.")])
    if faults := list(_reaching_out(text)):
        raise ScenarioError(None, faults)
    return parse_scenario(text, Path("/nonexistent"))


def _reaching_out(text: str) -> Iterator[Fault]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # told with its line by whoever reads the whole
    lines = find_lines(text)
    for key in _named(data):
        said = f"“{'.'.join(map(str, key))}” names a file, and there are none beside this page."
        remedy = f"{told()} {_REMEDY}" if key == ("roads", "network") else _REMEDY
        yield Fault(lines.of(key), said, remedy)


def _named(data: Mapping[str, Any]) -> Iterator[Key]:
    """Where the scenario names a file."""
    network = _at(data, "roads", "network")
    if network not in (None, SYNTHETIC) and not is_offered(network):
        yield ("roads", "network")
    for name in ("points", "country", "ages"):
        if _at(data, "places", name, "file") is not None:
            yield ("places", name, "file")
    if _at(data, "demand", "imported", "file") is not None:
        yield ("demand", "imported", "file")
    if _at(data, "rules", "pack") not in (None, DEFAULT):
        yield ("rules", "pack")
    arms = data.get("arms")
    for place, arm in enumerate(arms if isinstance(arms, list) else []):
        if isinstance(arm, Mapping) and arm.get("pack") not in (None, "", DEFAULT):
            yield ("arms", place, "pack")


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data
