"""Reading the register for sign-in: who somebody may act as, and what that lets them see."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from outrider.domain.access import Role, Viewer
from outrider.people.models import Crewing, Officer, RoleGrant

if TYPE_CHECKING:
    from outrider.people.models import User


def grants_in_force(user_id: int, now: datetime) -> QuerySet[RoleGrant]:
    """The user's grants that are valid at `now`; a grant without a date is valid on that side."""
    return RoleGrant.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=now),
        Q(valid_to__isnull=True) | Q(valid_to__gt=now),
        user_id=user_id,
    )


def roles_of(user_id: int, now: datetime) -> list[Role]:
    """Every role that the user holds at `now`, in the order of the role list."""
    held = set(grants_in_force(user_id, now).values_list("role", flat=True))
    return [role for role in Role if role.value in held]


def viewer_for(user: User, wanted: str | None, now: datetime) -> Viewer | None:
    """The user in the wanted role, or in their first one; None when they hold no role now."""
    if not user.is_active:
        return None
    grants = list(grants_in_force(user.pk, now).order_by("pk"))
    held = [role for role in Role if any(grant.role == role.value for grant in grants)]
    if not held:
        return None
    role = next((role for role in held if role.value == wanted), held[0])
    officer = Officer.objects.filter(user_id=user.pk).first()
    crews = role is Role.CO_RESPONDER and officer is not None
    return Viewer(
        user_id=user.pk,
        pseudonym=str(user.pseudonym),
        name=user.display_name or (officer.spoken_name if officer else user.get_username()),
        role=role,
        station_ids=_stations([grant for grant in grants if grant.role == role.value]),
        unit_id=_unit_now(officer, now) if crews and officer else None,
        officer_id=str(officer.pk) if officer else None,
    )


def _stations(grants: list[RoleGrant]) -> frozenset[int] | None:
    if any(grant.station_id is None for grant in grants):
        return None
    return frozenset(grant.station_id for grant in grants if grant.station_id is not None)


def _unit_now(officer: Officer, now: datetime) -> str | None:
    """The unit that the officer crews at `now`; of two shifts that overlap, the later one."""
    crewing = (
        Crewing.objects.filter(officer=officer, starts_at__lte=now, ends_at__gt=now)
        .order_by("-starts_at", "-pk")
        .first()
    )
    return str(crewing.unit_id) if crewing else None
