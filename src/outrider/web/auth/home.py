"""Which page a role starts on."""

from __future__ import annotations

from typing import Final

from outrider.domain.access import Permission, Viewer

ROOMS: Final = (
    (Permission.OPEN_PHONE, "/phone", "Phone"),
    (Permission.OPEN_CONSOLE, "/console", "Console"),
    (Permission.OPEN_BOARD, "/board", "Board"),
    (Permission.OPEN_HANDOVER, "/phone/handovers", "Handovers"),
    (Permission.OPEN_EVIDENCE, "/evidence", "Evidence"),
    (Permission.APPROVE_PACK_POLICE, "/set-up/schemes", "Agreements"),
    (Permission.APPROVE_PACK_AMBULANCE, "/set-up/schemes", "Agreements"),
    (Permission.IMPORT_REGISTER, "/set-up", "Set-up"),
)
NOWHERE: Final = "/account"


def home_of(viewer: Viewer) -> str:
    """The address of the first room that the viewer may open; their account when none is."""
    return next((address for may, address, _ in ROOMS if viewer.may(may)), NOWHERE)


def rooms_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Address and name of each room that the viewer may open."""
    return [(address, name) for may, address, name in ROOMS if viewer.may(may)]
