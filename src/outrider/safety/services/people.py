"""Who looks after a case at a station just now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from outrider.domain.access import Role
from outrider.people.models import DutySpell, Officer, RoleGrant

SUPERVISING = (Role.SUPERVISOR, Role.DUTY_SERGEANT)


def holders_of(roles: Iterable[Role], station_id: int, now: datetime) -> QuerySet[Officer]:
    """Officers who hold one of the roles at the station, those on duty now first."""
    grants = _grants(roles, now)
    here = grants.filter(station_id=station_id)
    known_here = grants.filter(Q(station_id=station_id) | Q(station_id__isnull=True))
    return (
        Officer.objects.filter(Exists(known_here), left_on__isnull=True)
        .annotate(on_duty=Exists(on_duty_at(now)), here=Exists(here))
        .order_by("-here", "-on_duty", "number")
    )


def _grants(roles: Iterable[Role], now: datetime) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=now),
        Q(valid_to__isnull=True) | Q(valid_to__gt=now),
        user__officer=OuterRef("pk"),
        role__in=[role.value for role in roles],
    )


def holders_anywhere(roles: Iterable[Role], now: datetime) -> QuerySet[Officer]:
    """Officers who hold one of the roles at whatever station, those on duty now first."""
    return (
        Officer.objects.filter(Exists(_grants(roles, now)), left_on__isnull=True)
        .annotate(on_duty=Exists(on_duty_at(now)))
        .order_by("-on_duty", "number")
    )


def on_duty_at(now: datetime) -> QuerySet[DutySpell]:
    return DutySpell.objects.filter(officer=OuterRef("pk"), starts_at__lte=now, ends_at__gt=now)


def first_other(found: QuerySet[Officer], *, than: UUID | None) -> UUID | None:
    """The first of them who is not the victim."""
    others = found if than is None else found.exclude(pk=than)
    return others.values_list("pk", flat=True).first()


def owners_at(station_id: int, victim: UUID, now: datetime) -> dict[str, str]:
    """Who takes each owner role of the plan at this station, never the victim.

    A small station may have nobody, or only the victim: then the case goes to the next rank there,
    and in the end to another station, so that no plan is nobody's.
    """
    here = {
        rank: first_other(holders_of(roles, station_id, now), than=victim)
        for rank, roles in _RANKS.items()
    }
    supervisor = here["supervisor"] or here["inspector"]
    inspector = here["inspector"] or first_other(
        holders_anywhere(_RANKS["inspector"], now), than=victim
    )
    if supervisor is None:
        supervisor = inspector or first_other(
            holders_anywhere(_RANKS["supervisor"], now), than=victim
        )
    found = {
        "victims-supervisor": supervisor,
        "incident-supervisor": supervisor,
        "inspector": inspector,
        "dmm-chair": inspector,
    }
    return {role: str(officer) for role, officer in found.items() if officer is not None}


_RANKS = {"supervisor": SUPERVISING, "inspector": (Role.INSPECTOR,)}
