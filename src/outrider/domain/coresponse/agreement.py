"""If agreed, and only then: which rule pack is in force, and what stands in another's way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Side(StrEnum):
    """An agency that has to agree."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    FIRE = "fire"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Side.POLICE: "Police",
    Side.AMBULANCE: "Ambulance service",
    Side.FIRE: "Fire and rescue service",
}

PACK_SIDES = (Side.POLICE, Side.AMBULANCE)


class Standing(StrEnum):
    """Where a rule pack stands at an instant."""

    IN_FORCE = "in-force"
    NOT_STARTED = "not-started"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Paper:
    """A rule pack as a thing to be agreed: its dates, and who has said yes."""

    version: str
    valid_from: datetime
    valid_to: datetime | None
    police_at: datetime | None
    ambulance_at: datetime | None
    withdrawn_at: datetime | None = None

    @property
    def agreed(self) -> bool:
        return self.police_at is not None and self.ambulance_at is not None

    def holds(self, at: datetime) -> bool:
        """Whether `at` is between its dates."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


def in_force(papers: Iterable[Paper], at: datetime) -> Paper | None:
    """The pack that calls are ruled by at an instant; None: nobody is sent to any call.

    One that was withdrawn while it was in force leaves nothing in force: calls must never fall
    back in silence to older rules that somebody has since thought better of.
    """
    last = _last_agreed(papers, at)
    return last if last is not None and last.agreed else None


def _last_agreed(papers: Iterable[Paper], at: datetime) -> Paper | None:
    were = (one for one in papers if one.holds(at) and (one.agreed or one.withdrawn_at))
    return max(were, key=lambda one: one.valid_from, default=None)


def standing(paper: Paper, papers: Iterable[Paper], at: datetime) -> Standing:
    """Where this pack of these stands."""
    if paper.valid_to is not None and paper.valid_to <= at:
        return Standing.ENDED
    last = _last_agreed(papers, at)
    if last is not None and last.version == paper.version:
        return Standing.IN_FORCE if paper.agreed else Standing.WITHDRAWN
    if last is not None and paper.valid_from < last.valid_from:
        return Standing.REPLACED
    if paper.agreed:
        return Standing.NOT_STARTED
    return Standing.WAITING


def missing(paper: Paper) -> tuple[Side, ...]:
    """Who has not agreed yet."""
    said = {Side.POLICE: paper.police_at, Side.AMBULANCE: paper.ambulance_at}
    return tuple(side for side in PACK_SIDES if said[side] is None)
