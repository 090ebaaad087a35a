"""When an assault proposes a hazard at its place, and what may become of a hazard.

A hazard is about a place and names nobody. It turns a send into a hold-off and nothing else: it
never refuses help. No national rule sets its life; radius and months are Outrider's own defaults,
which a force sets.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from outrider.domain.refusal import Refused
from outrider.domain.safety.codes import ACTS
from outrider.domain.safety.decider import Classification

LONGEST: Final = timedelta(days=366)
"""Nothing stands longer without somebody looking at it again."""

WEAPONS: Final = frozenset({"knife", "firearm", "blunt", "vehicle", "thrown-object", "other"})
HOMES: Final = frozenset({"dwelling"})
COUNTED: Final = frozenset({Classification.ASSAULT, Classification.NO_CONTACT})


class Because(StrEnum):
    """Why a place is proposed. For the police side alone."""

    WEAPON = "weapon"
    VIOLENCE = "violence"
    THREAT = "threat"

    @property
    def rule(self) -> str:
        return f"hazard.{self.value}"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Final[Mapping[Because, str]] = {
    Because.WEAPON: "A weapon was used against an officer here",
    Because.VIOLENCE: "Violence against an officer here",
    Because.THREAT: "An officer was put in fear of violence here",
}


@dataclass(frozen=True, slots=True)
class Attack:
    """What a record says of one victim's assault, as far as a place is concerned."""

    methods: frozenset[str]
    weapon: str
    classification: Classification
    in_a_home: bool
    placed: bool  # with a point, not only words: a call must be found to be near it


def proposes(attack: Attack) -> Because | None:
    """Whether this assault proposes a hazard, and why.

    It does when the place is known to a point, is somebody's home (crews are called back there;
    a street is not the same place tomorrow), and what happened is an assault. An injury in a
    struggle, abuse without threat and what nobody has classified yet propose nothing.
    """
    if not (attack.placed and attack.in_a_home) or attack.classification not in COUNTED:
        return None
    if attack.weapon in WEAPONS or attack.methods & {"weapon", "vehicle"}:
        return Because.WEAPON
    if attack.classification is Classification.NO_CONTACT:
        return Because.THREAT
    return Because.VIOLENCE if attack.methods & (ACTS | {"other"}) else None


class State(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    TURNED_DOWN = "turned-down"
    ENDED = "ended"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()


OPEN: Final = frozenset({State.PROPOSED, State.IN_FORCE})


class Press(StrEnum):
    CONFIRM = "confirm"
    TURN_DOWN = "turn-down"
    EXTEND = "extend"
    END = "end"
    EXPIRE = "expire"  # by itself, on the day after its last


_STEPS: Final[Mapping[Press, tuple[State, State]]] = {
    Press.CONFIRM: (State.PROPOSED, State.IN_FORCE),
    Press.TURN_DOWN: (State.PROPOSED, State.TURNED_DOWN),
    Press.EXTEND: (State.IN_FORCE, State.IN_FORCE),
    Press.END: (State.IN_FORCE, State.ENDED),
    Press.EXPIRE: (State.IN_FORCE, State.EXPIRED),
}
PRESSES: Final = tuple(press for press in Press if press is not Press.EXPIRE)


def after(state: State, press: Press) -> State:
    """The state after a press.

    Raises:
        Refused: the hazard is not where this press begins.
    """
    before, then = _STEPS[press]
    if state is not before:
        raise Refused(
            "hazard.state",
            f"This hazard is {state.label.lower()}, so it cannot be changed in that way.",
            "Look at it again: somebody else may have decided it.",
        )
    return then


def can(state: State) -> tuple[Press, ...]:
    """The presses that a person may make now."""
    return tuple(press for press in PRESSES if _STEPS[press][0] is state)


def check_last_day(last: date, today: date) -> None:
    """Raises `Refused` when a hazard would never stand, or too long without another look."""
    if last < today:
        raise Refused(
            "hazard.last-day",
            "That day is over.",
            "Choose today or a later day. To stop the hazard now, end it.",
        )
    if last - today > LONGEST:
        raise Refused(
            "hazard.last-day",
            "A hazard stands for a year at most without another look.",
            f"Choose a day up to {today + LONGEST:%d %B %Y}.",
        )


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stands_on(last: date, day: date) -> bool:
    """Whether a confirmed hazard still stands on this day: its last day is included."""
    return day <= last
