"""Whether a begun conversation still has a link officer of its station to go on with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from outrider.domain.access import Role
from outrider.people.models import LinkAppointment, Officer, RoleGrant
from outrider.safety.models import Case, Lesson, Talk

BEGUN: Final = "talked"
OVER: Final = "finished"


def is_link_officer(officer_id: UUID | None, station_id: int, now: datetime) -> bool:
    """Serving, and appointed at the station or holding the role there."""
    officer = Officer.objects.filter(pk=officer_id).first() if officer_id else None
    if officer is None or (officer.left_on is not None and officer.left_on <= now.date()):
        return False
    appointed = LinkAppointment.objects.filter(
        officer=officer, station=station_id, ended_on__isnull=True
    )
    return appointed.exists() or _has_role(officer, station_id, now)


def _has_role(officer: Officer, station_id: int, now: datetime) -> bool:
    return (
        RoleGrant.objects.filter(
            Q(station=station_id) | Q(station__isnull=True),
            Q(valid_from__isnull=True) | Q(valid_from__lte=now),
            Q(valid_to__isnull=True) | Q(valid_to__gt=now),
            user=officer.user_id,
            role=Role.LINK_OFFICER.value,
        ).exists()
        if officer.user_id is not None
        else False
    )


def no_link_officer(case: Case, now: datetime) -> bool:
    """Whoever holds the conversation is no link officer of the case's station (any more)."""
    talk = Talk.objects.filter(case=case).first()
    return talk is None or not is_link_officer(talk.link_officer_id, case.station_id, now)


def without_link_officer(case: Case, now: datetime) -> bool:
    """It has begun, and nobody can go on with it."""
    return Talk.objects.filter(case=case, state=BEGUN).exists() and no_link_officer(case, now)


def lesson_without_link_officer(case: Case, now: datetime) -> bool:
    """It is over, nobody can agree to its lesson, and its officer has not said more."""
    waits = lessons_waiting().filter(case=case, case__talk__link_officer__isnull=False)
    return waits.exists() and no_link_officer(case, now)


def lessons_waiting() -> QuerySet[Lesson]:
    """Of finished conversations, without the link officer's agreement."""
    return Lesson.objects.filter(
        case__talk__state=OVER, link_agreed_at__isnull=True, shared_at__isnull=True
    )


def begun_with(officer_id: UUID, station_ids: Iterable[int]) -> int:
    """How many conversations at these stations an officer has begun and not finished."""
    return Talk.objects.filter(
        link_officer=officer_id,
        state=BEGUN,
        case__station__in=list(station_ids),
        case__withdrawn_at__isnull=True,
    ).count()


def waiting_for_their_officer(station_ids: Iterable[int] | None, now: datetime) -> int:
    """Begun conversations whose officer has not said yet how they want to go on; never whose."""
    begun = Case.objects.filter(talk__state=BEGUN, withdrawn_at__isnull=True)
    if station_ids is not None:
        begun = begun.filter(station__in=list(station_ids))
    return sum(without_link_officer(case, now) for case in begun)
