"""What a feeding system may do: the few things that it is there for, whatever its role may."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from outrider.domain.access import Permission, Role


class Feed(StrEnum):
    """A kind of system that sends to Outrider without a person at a screen."""

    AMBULANCE_CAD = "ambulance-cad"
    POLICE_CAD = "police-cad"
    FIRE_CAD = "fire-cad"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def role(self) -> Role:
        """The role whose fields and rows the system sees."""
        return _ROLES[self]

    def may(self, permission: Permission) -> bool:
        return permission in FEED_PERMISSIONS[self]


_LABELS: Final[Mapping[Feed, str]] = {
    Feed.AMBULANCE_CAD: "Ambulance command and control",
    Feed.POLICE_CAD: "Police command and control",
    Feed.FIRE_CAD: "Fire command and control",
}
_ROLES: Final[Mapping[Feed, Role]] = {
    Feed.AMBULANCE_CAD: Role.AMBULANCE_CONTROL,
    Feed.POLICE_CAD: Role.POLICE_CONTROL,
    Feed.FIRE_CAD: Role.FIRE_CONTROL,
}
FEED_PERMISSIONS: Final[Mapping[Feed, frozenset[Permission]]] = {
    Feed.AMBULANCE_CAD: frozenset(
        {Permission.TAKE_CALL, Permission.SET_AMBULANCE, Permission.SEND_POSITIONS}
    ),
    Feed.POLICE_CAD: frozenset(
        {Permission.SET_POLICE_STATE, Permission.BOOK_ON, Permission.SEND_POSITIONS}
    ),
    Feed.FIRE_CAD: frozenset({Permission.BOOK_ON, Permission.SEND_POSITIONS}),
}
