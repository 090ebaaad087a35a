"""Permission and scope, asked at the door of each service."""

from __future__ import annotations

from uuid import UUID

from outrider.coresponse.errors import Forbidden, NotFound
from outrider.coresponse.models import Call, Mission
from outrider.coresponse.queries.scope import (
    calls_visible_to,
    missions_visible_to,
    units_visible_to,
)
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Viewer
from outrider.people.models import Unit


def need(viewer: Viewer, permission: Permission) -> None:
    """Raises `Forbidden`, naming the roles that may."""
    if viewer.may(permission):
        return
    who = [role.label for role, held in ROLE_PERMISSIONS.items() if permission in held]
    raise Forbidden(
        f"{viewer.role.label} cannot do this.",
        f"Ask: {', '.join(who).lower()}." if who else "Nobody can do this here.",
    )


def visible_call(call_id: UUID, viewer: Viewer) -> Call:
    row = calls_visible_to(viewer).filter(pk=call_id).first()
    if row is None:
        raise NotFound
    return row


def visible_mission(mission_id: UUID, viewer: Viewer) -> Mission:
    row = missions_visible_to(viewer).filter(pk=mission_id).first()
    if row is None:
        raise NotFound
    return row


def visible_unit(unit_id: UUID, viewer: Viewer) -> Unit:
    row = units_visible_to(viewer).filter(pk=unit_id).first()
    if row is None:
        raise NotFound
    return row
