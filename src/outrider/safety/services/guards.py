"""Permission and scope, asked at the door of each service."""

from __future__ import annotations

from uuid import UUID

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Viewer
from outrider.domain.errors import Forbidden, NotFound
from outrider.people.actors import Actor
from outrider.safety.models import Case
from outrider.safety.queries.scope import cases_visible_to


def need(viewer: Viewer, permission: Permission) -> None:
    """Raises `Forbidden`, naming the roles that may."""
    if viewer.may(permission):
        return
    who = [role.label for role, held in ROLE_PERMISSIONS.items() if permission in held]
    raise Forbidden(
        f"{viewer.role.label} cannot do this.",
        f"Ask: {', '.join(who).lower()}." if who else "Nobody can do this here.",
    )


def visible_case(case_id: UUID, viewer: Viewer) -> Case:
    """Raises `NotFound` when there is none or the viewer may not see it."""
    row = cases_visible_to(viewer).filter(pk=case_id).first()
    if row is None:
        raise NotFound
    return row


def is_victim(case: Case, viewer: Viewer) -> bool:
    return case.victim_id is not None and str(case.victim_id) == viewer.officer_id


def actor_on(case: Case, viewer: Viewer, cause: UUID | None = None) -> Actor:
    """The victim stands in the journal by an alias of this case, which can be erased."""
    name = str(case.alias) if is_victim(case, viewer) else viewer.pseudonym
    return Actor(name, viewer.role.value, cause=cause)
