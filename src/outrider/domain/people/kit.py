"""The kit a co-responder must carry. No kit in date on the vehicle: police work only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

ITEMS: Final[Mapping[str, str]] = {
    "aed": "Defibrillator (AED)",
    "pads-adult": "Adult pads",
    "pads-child": "Child pads or key",
    "oxygen": "Oxygen cylinder",
    "mask-reservoir": "Reservoir mask",
    "bvm": "Bag-valve-mask",
    "airways": "Airways (OPA set)",
    "suction": "Hand suction",
    "tourniquet": "Tourniquet",
    "dressing": "Trauma dressing",
    "haemostatic": "Haemostatic gauze",
    "oximeter": "Pulse oximeter",
    "gloves": "Gloves",
    "blanket": "Blanket",
}

CHECK_VALID_FOR: Final = timedelta(hours=12)  # scheme default: a check at the start of each shift


@dataclass(frozen=True, slots=True)
class Line:
    item: str
    quantity: int
    minimum: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Bag:
    tag: str
    checked_at: datetime | None
    lines: tuple[Line, ...]


def problems(bags: Iterable[Bag], *, at: datetime, on: date) -> tuple[str, ...]:
    """Each reason why the kit on a vehicle is not fit for a medical call, in words.

    Args:
        at: instant of the question (for the age of the check).
        on: local date of the question (for expiry dates; valid on the last day itself).
    """
    bags = tuple(bags)
    if not bags:
        return ("No medical kit on the vehicle",)
    found: list[str] = []
    for bag in bags:
        if bag.checked_at is None:
            found.append(f"{bag.tag} has not been checked")
        elif at - bag.checked_at > CHECK_VALID_FOR:
            found.append(f"{bag.tag} last checked {bag.checked_at:%d %b}, check it again")
        found.extend(_line_problems(bag, on))
    return tuple(found)


def _line_problems(bag: Bag, on: date) -> list[str]:
    found = []
    for line in bag.lines:
        name = ITEMS.get(line.item, line.item)
        if line.expires_on is not None and line.expires_on < on:
            found.append(f"{name} in {bag.tag} expired {line.expires_on:%d %b}")
        if line.quantity < line.minimum:
            found.append(f"{name} in {bag.tag}: {line.quantity} of {line.minimum}")
    return found
