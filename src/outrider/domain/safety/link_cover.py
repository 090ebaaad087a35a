"""Whether a station has a link officer whose own training is in date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from outrider.domain.safety.refresher import spelled

NOTICE: Final = timedelta(days=60)
"""How long before the last training runs out a station is called lapsing."""


class Cover(StrEnum):
    COVERED = "covered"
    LAPSING = "lapsing"
    NONE = "none"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Cover.COVERED: "Covered",
    Cover.LAPSING: "Lapsing",
    Cover.NONE: "No link officer",
}


@dataclass(frozen=True, slots=True)
class Appointed:
    """A link officer of a station: the last day of their own link training."""

    expires_on: date | None  # None: not trained yet


@dataclass(frozen=True, slots=True)
class Covered:
    cover: Cover
    until: date | None
    words: str


def cover_of(appointed: Iterable[Appointed], today: date) -> Covered:
    """Trained cover of a station; the training still counts on its last day."""
    everybody = list(appointed)
    days = [one.expires_on for one in everybody if one.expires_on is not None]
    until = max((day for day in days if day >= today), default=None)
    if until is None:
        return Covered(Cover.NONE, None, _why_none(len(everybody), days))
    if until <= today + NOTICE:
        return Covered(Cover.LAPSING, until, f"The last training runs out on {spelled(until)}.")
    return Covered(Cover.COVERED, until, f"Training in date to {spelled(until)}.")


def _why_none(appointed: int, days: list[date]) -> str:
    if not appointed:
        return "Nobody is appointed."
    if not days:
        return "Appointed, but not trained yet."
    return f"The training ran out on {spelled(max(days))}."


def currency_words(expires_on: date | None, today: date) -> str:
    """A link officer's own training, for themselves."""
    if expires_on is None:
        return "No link training on record yet. Ask the safety trainer for a place."
    if expires_on < today:
        return f"Your link training ran out on {spelled(expires_on)}. Ask the trainer for a place."
    if expires_on <= today + NOTICE:
        return f"Your link training runs out on {spelled(expires_on)}. Book the next one now."
    return f"Your link training is in date to {spelled(expires_on)}."
