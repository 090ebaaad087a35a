"""Which page a role starts on."""

from __future__ import annotations

from typing import Final

from outrider.domain.access import Permission, Viewer

ROOMS: Final = (
    (Permission.OPEN_PHONE, "/phone", "Phone"),
    (Permission.OPEN_CONSOLE, "/console", "Console"),
    (Permission.OPEN_BOARD, "/board", "Board"),
    (Permission.OPEN_HANDOVER, "/phone/handovers", "Handovers"),
    (Permission.OPEN_LINK_QUEUE, "/link", "Talks"),
    (Permission.OPEN_TRAINING, "/training", "Training"),
    (Permission.OPEN_PLANS, "/plans", "Plans"),
    (Permission.OPEN_HEALTH, "/plans", "Plans"),
    (Permission.OPEN_MY_CASE, "/my-case", "My case"),
    (Permission.OPEN_EVIDENCE, "/evidence", "Evidence"),
    (Permission.OPEN_COVERAGE, "/coverage", "Link officers"),
    (Permission.OPEN_HAZARDS, "/hazards", "Hazards"),
    (Permission.OPEN_SUPPORT, "/support", "Support"),
    (Permission.REACH_OFFICER, "/support", "Support"),
    (Permission.IMPORT_REGISTER, "/set-up", "Set-up"),
    (Permission.OPEN_AGREEMENT, "/agreement", "Agreement"),
    # last: nobody's home who has another room
    (Permission.RECORD_ASSAULT, "/phone/record", "Record"),
)
NOWHERE: Final = "/account"
_AGREES: Final = (
    Permission.APPROVE_PACK_POLICE,
    Permission.APPROVE_PACK_AMBULANCE,
    Permission.APPROVE_SCHEME_FIRE,
)


def home_of(viewer: Viewer) -> str:
    """The address of the first room that the viewer may open; their account when none is."""
    if any(viewer.may(one) for one in _AGREES):
        return "/agreement"
    return next((address for may, address, _ in ROOMS if viewer.may(may)), NOWHERE)


def rooms_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Address and name of each room that the viewer may open."""
    open_to = ((address, name) for may, address, name in ROOMS if viewer.may(may))
    return list(dict.fromkeys(open_to))  # a room with two keys is named once
