"""Permission, asked at the door of each service."""

from __future__ import annotations

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Viewer
from outrider.domain.errors import Forbidden


def need(viewer: Viewer, permission: Permission) -> None:
    """Raises `Forbidden`, naming the roles that may."""
    if viewer.may(permission):
        return
    who = [role.label for role, held in ROLE_PERMISSIONS.items() if permission in held]
    raise Forbidden(
        f"{viewer.role.label} cannot do this.",
        f"Ask: {', '.join(who).lower()}." if who else "Nobody can do this here.",
    )
