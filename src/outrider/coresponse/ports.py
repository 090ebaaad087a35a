"""What co-response needs from outside: whether a place is one where crews hold off, and why.

The source is supplied at start-up by the room where the schemes meet. Without one no place is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol


class HazardSource(Protocol):
    """Knows places with a hazard. What it tells of one is for the police side alone."""

    def near(self, lat: float, lon: float, now: datetime) -> list[str]:
        """Ids of the hazards that stand now and whose radius holds this point."""
        ...

    def told(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Those of them that still stand, by id, as a viewer with `Field.HAZARD_REASON` reads."""
        ...


class NoHazards:
    """Nobody has told of any."""

    def near(self, lat: float, lon: float, now: datetime) -> list[str]:
        return []

    def told(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {}


_sources: list[HazardSource] = [NoHazards()]


def supply_hazards(source: HazardSource) -> None:
    """Once, at start-up."""
    _sources[0] = source


def hazards() -> HazardSource:
    return _sources[0]
