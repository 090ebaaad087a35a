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
    grants = RoleGrant.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=now),
        Q(valid_to__isnull=True) | Q(valid_to__gt=now),
        Q(station_id=station_id) | Q(station_id__isnull=True),
        user__officer=OuterRef("pk"),
        role__in=[role.value for role in roles],
    )
    here = grants.filter(station_id=station_id)
    return (
        Officer.objects.filter(Exists(grants), left_on__isnull=True)
        .annotate(on_duty=Exists(on_duty_at(now)), here=Exists(here))
        .order_by("-here", "-on_duty", "number")
    )


def on_duty_at(now: datetime) -> QuerySet[DutySpell]:
    return DutySpell.objects.filter(officer=OuterRef("pk"), starts_at__lte=now, ends_at__gt=now)


def first_other(found: QuerySet[Officer], *, than: UUID | None) -> UUID | None:
    """The first of them who is not the victim."""
    others = found if than is None else found.exclude(pk=than)
    return others.values_list("pk", flat=True).first()


def owners_at(station_id: int, victim: UUID, now: datetime) -> dict[str, str]:
    """Who takes each owner role of the plan at this station, never the victim."""
    supervisor = first_other(holders_of(SUPERVISING, station_id, now), than=victim)
    inspector = first_other(holders_of((Role.INSPECTOR,), station_id, now), than=victim)
    found = {
        "victims-supervisor": supervisor,
        "incident-supervisor": supervisor,
        "inspector": inspector,
        "dmm-chair": inspector,
    }
    return {role: str(officer) for role, officer in found.items() if officer is not None}
