"""A scenario's file -> `Scenario`, or every fault that it has."""

from __future__ import annotations

import json
import re
import tomllib
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from outrider.trial.scenario.checks import check, files_of, packs_of
from outrider.trial.scenario.errors import Fault, ScenarioError
from outrider.trial.scenario.lines import find_lines
from outrider.trial.scenario.origins import origins_of
from outrider.trial.scenario.paths import pack_data, path_of
from outrider.trial.scenario.reading import Reader
from outrider.trial.scenario.whole import Parts, Scenario

_PLACE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
PACKAGED: Final = files("outrider.trial.scenario") / "data"


def load_scenario(path: Path | str) -> Scenario:
    """Reads and checks a scenario, and the files that it names.

    Raises:
        ScenarioError: with every fault, its line and its remedy.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as wrong:
        remedy = "Check the path, or write one with “outrider trial new”."
        raise ScenarioError(
            path, [Fault(0, f"It cannot be read: {wrong.strerror}.", remedy)]
        ) from None
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        raise ScenarioError(path, [Fault(line, "It is not UTF-8.", "Save it as UTF-8.")]) from None
    return parse_scenario(text, path.parent, path)


def packaged(name: str) -> Scenario:
    """A scenario that ships with the product: “demo” and those of real schemes."""
    file = PACKAGED / f"{name}.toml"
    return parse_scenario(file.read_text(encoding="utf-8"), Path(str(PACKAGED)), Path(file.name))


def parse_scenario(text: str, folder: Path, path: Path | None = None) -> Scenario:
    """The same from its text.

    Raises:
        ScenarioError: with every fault, its line and its remedy.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ScenarioError(path, [_not_toml(str(wrong), text)]) from None
    lines = find_lines(text)
    reader = Reader(lines)
    parts = reader.table(Parts, data, ())
    if not reader.hollow:
        _check_rest(parts, reader, folder)
    if reader.faults:
        raise ScenarioError(path, reader.faults)
    return Scenario(parts, _hash(text, parts, folder), folder, origins_of(data, lines), lines)


def _check_rest(parts: Parts, reader: Reader, folder: Path) -> None:
    """What does not fit together, but on lines that are wrong by themselves."""
    before = list(reader.faults)
    check(parts, reader, folder)
    told = {fault.line for fault in before}
    reader.faults = before + [one for one in reader.faults[len(before) :] if one.line not in told]


def _not_toml(message: str, text: str) -> Fault:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    said = _PLACE.sub("", message)
    return Fault(line, f"This is not TOML: {said}.", "Look at this line and the one before it.")


def _hash(text: str, parts: Parts, folder: Path) -> str:
    """Of the file and of every file that it names, whatever they are called.

    A pack is hashed as it is written: a set's order is another in each process.
    """
    digest = sha256(text.encode())
    for _, words in files_of(parts):
        digest.update(sha256(path_of(words, folder).read_bytes()).digest())
    for _, words in packs_of(parts):
        digest.update(json.dumps(pack_data(words, folder), default=str).encode())
    return digest.hexdigest()
