"""`visible_to(viewer)` for cases: the one place that decides who sees which."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from outrider.domain.access import Permission, Role, Viewer
from outrider.safety.models import Case, Task, TrainingRequest

_LINE = frozenset({Role.SUPERVISOR, Role.DUTY_SERGEANT, Role.INSPECTOR})


def cases_visible_to(viewer: Viewer) -> QuerySet[Case]:
    """Own cases for whoever serves; beyond them, what the role and the case have in common.

    A withdrawn case is nobody's.
    """
    cases = Case.objects.filter(withdrawn_at__isnull=True, victim__isnull=False)
    own = Q(pk__in=[])
    if viewer.officer_id is not None and viewer.may(Permission.OPEN_MY_CASE):
        own = Q(victim_id=viewer.officer_id)
    return cases.filter(own | _others(viewer))


def _others(viewer: Viewer) -> Q:
    role, me = viewer.role, viewer.officer_id
    if role in _LINE:
        return _here(viewer) | _has_task(me)
    if role is Role.OFFICER_IN_THE_CASE and me is not None:
        return Q(oic_id=me) | Q(statement_taker_id=me) | _has_task(me)
    if role is Role.LINK_OFFICER and me is not None:
        # not their own case, nor one in which they have another part; once somebody holds the
        # conversation it is that link officer's alone
        free = Q(talk__isnull=True) | (Q(talk__link_officer__isnull=True) & _wants_somebody())
        return _here(viewer) & (free | Q(talk__link_officer_id=me)) & ~other_part(me)
    if role is Role.SAFETY_TRAINER:
        return Q(Exists(TrainingRequest.objects.filter(case=OuterRef("pk"))))
    if role is Role.OCCUPATIONAL_HEALTH:
        asked = Task.objects.filter(case=OuterRef("pk"), key="occupational-health")
        hurt = ~Q(hurt="no") | Q(classification="injury-on-duty") | ~Q(fluid={})
        return hurt | Q(Exists(asked))  # a spitting, before anybody said more about it
    if role is Role.FEDERATION_REP:
        return Q(federation=True)
    return Q(pk__in=[])


def _wants_somebody() -> Q:
    """Not over; or over but for a lesson that waits for a link officer to read it."""
    waits = Q(
        lesson__isnull=False, lesson__link_agreed_at__isnull=True, lesson__shared_at__isnull=True
    )
    return ~Q(talk__state="finished") | waits


def other_part(officer_id: str | UUID) -> Q:
    """Cases in which somebody has a part that keeps them from being their link officer."""
    officer_id = UUID(str(officer_id))
    of_them = Case.objects.filter(victim_id=officer_id, withdrawn_at__isnull=True)
    return (
        Q(oic_id=officer_id)
        | Q(statement_taker_id=officer_id)
        | Q(supervisor_id=officer_id)
        | Q(incident__in=of_them.values("incident"))
    )


def _here(viewer: Viewer) -> Q:
    return Q() if viewer.station_ids is None else Q(station_id__in=viewer.station_ids)


def _has_task(officer_id: str | None) -> Q:
    if officer_id is None:
        return Q(pk__in=[])
    tasks = Task.objects.filter(Q(owner_id=officer_id) | Q(holder_id=officer_id))
    return Q(Exists(tasks.filter(case=OuterRef("pk"))))
