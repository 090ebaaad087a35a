"""A client of the live picture in plain Python: a snapshot, and the change events applied to it.

The property that everything live stands on: snapshot + events = fresh snapshot. `difference` says
in words what is wrong when it does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Entity = dict[str, Any]
Key = tuple[str, str]


class Picture:
    """What a client holds: entities by type and id, and the cursor that they are as new as."""

    def __init__(self, snapshot: Mapping[str, Any]) -> None:
        self.cursor: int = snapshot["cursor"]
        self.entities: dict[Key, Entity] = {key_of(one): one for one in snapshot["entities"]}

    def apply(self, event: str, data: Mapping[str, Any]) -> None:
        """One event of the stream. An event that was applied before changes nothing."""
        if event == "change" and data["cursor"] > self.cursor:
            for one in data["gone"]:
                self.entities.pop((one["type"], one["id"]), None)
            for one in data["upsert"]:
                self.entities[key_of(one)] = one
            self.cursor = data["cursor"]
        elif event == "beat":
            self.cursor = max(self.cursor, data["cursor"])

    def of(self, kind: str) -> list[Entity]:
        """The entities of one type."""
        return [one for (type_, _), one in self.entities.items() if type_ == kind]


def key_of(entity: Mapping[str, Any]) -> Key:
    """Type and id."""
    return entity["type"], entity["id"]


def difference(picture: Picture, fresh: Mapping[str, Any]) -> list[str]:
    """How the client's picture differs from a fresh snapshot; empty when it does not."""
    wanted = Picture(fresh).entities
    held = picture.entities
    told = [f"missing {kind} {name}" for kind, name in wanted.keys() - held.keys()]
    told += [f"should be gone: {kind} {name}" for kind, name in held.keys() - wanted.keys()]
    for key in sorted(wanted.keys() & held.keys()):
        told += _fields(key, held[key], wanted[key])
    return sorted(told)


def _fields(key: Key, held: Entity, wanted: Entity) -> list[str]:
    names = sorted(held.keys() | wanted.keys())
    return [
        f"{key[0]} {key[1]} {name}: client has {held.get(name)!r}, fresh is {wanted.get(name)!r}"
        for name in names
        if held.get(name) != wanted.get(name)
    ]
