"""What a co-responder is signed off for, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Skill(StrEnum):
    """Skills of the scheme, as the ambulance service signs them off."""

    LIFE_SUPPORT = "life-support"
    DEFIBRILLATION = "defibrillation"
    OXYGEN = "oxygen"
    CHOKING = "choking"
    BLEEDING = "bleeding"
    STROKE = "stroke"
    SHOCK = "shock"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Skill.LIFE_SUPPORT: "Basic life support",
    Skill.DEFIBRILLATION: "Defibrillation",
    Skill.OXYGEN: "Oxygen",
    Skill.CHOKING: "Choking",
    Skill.BLEEDING: "Catastrophic bleeding",
    Skill.STROKE: "Stroke recognition",
    Skill.SHOCK: "Shock",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """One skill of one officer, with its last valid day."""

    skill: Skill
    expires_on: date


@dataclass(frozen=True, slots=True)
class Lacking:
    skill: Skill
    expired_on: date | None  # None: never signed off


def lacking(needed: Iterable[Skill], held: Iterable[Signed], *, on: date) -> tuple[Lacking, ...]:
    """Skills of `needed` that nobody holds in date on that day; valid on the last day itself."""
    latest: dict[Skill, date] = {}
    for signed in held:
        known = latest.get(signed.skill)
        if known is None or signed.expires_on > known:
            latest[signed.skill] = signed.expires_on
    return tuple(
        Lacking(skill, latest.get(skill))
        for skill in sorted(set(needed))
        if skill not in latest or latest[skill] < on
    )
