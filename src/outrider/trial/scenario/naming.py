"""A key of a scenario in words: whose it is, and what its declaration says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from outrider.trial.scenario.kinds import SAYS
from outrider.trial.scenario.whole import Parts

UNITS: Final = ("seconds", "minutes", "metres", "km")
"""A key that has a unit ends in it."""


def in_words(parts: Parts, key: str) -> str:
    """ "schemes.1.accepts" -> "Special constables: share that the crew accepts"."""
    said = list(_said(parts, key.split(".")))
    whose, what = said[:-1], said[-1]
    words = f"{', '.join(whose)}: {what}" if whose else what
    unit = next((one for one in UNITS if key.endswith(one)), "")
    return words[0].upper() + words[1:] + (f", {unit}" if unit else "")


def _said(here: Any, way: Sequence[str]) -> Iterator[str]:
    """The name of each thing on the way that has one, then what is at its end."""
    name, rest = way[0], way[1:]
    if isinstance(here, Mapping):
        yield name
        if rest:
            yield from _said(here[name], rest)
        return
    if isinstance(here, Sequence):
        thing = here[int(name) - 1]
        yield _called(thing, name)
        if rest:
            yield from _said(thing, rest)
        return
    declared = {field.name: field for field in fields(here)} if is_dataclass(here) else {}
    inner = getattr(here, name, None)
    if not rest:
        says = str(declared[name].metadata.get(SAYS, name)) if name in declared else name
        yield _plain(says)
    elif isinstance(inner, Sequence):
        yield from _said(inner, rest)
    else:
        yield _plain(str(declared[name].metadata.get(SAYS, name))) if name in declared else name
        yield from _said(inner, rest)


def _called(thing: Any, place: str) -> str:
    if hasattr(thing, "name"):
        return str(thing.name)
    return f"grade {thing.grade}" if hasattr(thing, "grade") else place


def _plain(says: str) -> str:
    """Without its full stop and what follows it, the first letter small."""
    first = says.partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]
