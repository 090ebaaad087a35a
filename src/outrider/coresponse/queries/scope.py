"""`visible_to(viewer)` for every kind of row: the one place that decides who sees which."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from outrider.coresponse.models import Call, Mission, TestAlert
from outrider.domain.access import Field, Role, Viewer
from outrider.domain.coresponse.mission import CARE, Phase
from outrider.people.models import ResponderScheme, Unit

_POLICE = frozenset({Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.INSPECTOR})
_AMBULANCE = frozenset({Role.AMBULANCE_CONTROL, Role.SCHEME_MANAGER})
_HANDED_OVER = [phase.value for phase in (*CARE, Phase.CLEAR)]


def units_visible_to(viewer: Viewer) -> QuerySet[Unit]:
    """Own agency's units for the police and fire side, the scheme's for the ambulance side."""
    units = Unit.objects.filter(active=True)
    role = viewer.role
    if not viewer.sees(Field.UNIT_PUBLIC):
        return units.none()
    if role in _POLICE:
        units = units.filter(scheme__owner="police")
        if viewer.station_ids is not None:
            units = units.filter(station_id__in=viewer.station_ids)
        return units
    if role is Role.FIRE_CONTROL:
        return units.filter(scheme__owner="fire")
    if role in _AMBULANCE:
        # an agreement that is taken back ends nothing under way: its units stay in sight till then
        busy = Exists(Mission.objects.filter(unit=OuterRef("pk"), ended_at__isnull=True))
        return units.filter(busy | Q(scheme__agreed_by_ambulance_at__isnull=False))
    if role is Role.CO_RESPONDER and viewer.unit_id is not None:
        return units.filter(pk=viewer.unit_id)
    return units.none()


def missions_visible_to(viewer: Viewer) -> QuerySet[Mission]:
    """Missions of visible units. A crew hears of its own only once its owner has agreed."""
    role = viewer.role
    missions = Mission.objects.filter(call__archived_at__isnull=True)
    if role in _AMBULANCE:
        return missions
    if role in _POLICE or role is Role.FIRE_CONTROL:
        return missions.filter(unit__in=units_visible_to(viewer))
    if role is Role.CO_RESPONDER and viewer.unit_id is not None:
        asked = Q(offered_at__isnull=False) | Q(origin="came-across")
        return missions.filter(asked, unit_id=viewer.unit_id)
    if role is Role.AMBULANCE_CREW:
        care = missions.filter(phase__in=_HANDED_OVER, with_patient_at__isnull=False)
        if viewer.station_ids is not None:
            care = care.filter(call__ambulance__station_id__in=viewer.station_ids)
        return care
    return missions.none()


def calls_visible_to(viewer: Viewer) -> QuerySet[Call]:
    """Every live call for the ambulance side; for the others, those that concern them."""
    calls = Call.objects.filter(archived_at__isnull=True)
    if not viewer.sees(Field.CALL_TASKING):
        return calls.none()
    if viewer.role in _AMBULANCE:
        return calls
    concerns = Exists(missions_visible_to(viewer).filter(call=OuterRef("pk")))
    if viewer.role in _POLICE:
        # a call that the rules route to the police is theirs to see, crew or no crew
        return calls.filter(concerns | Q(outcome="route_to_police"))
    if viewer.role in (Role.FIRE_CONTROL, Role.CO_RESPONDER, Role.AMBULANCE_CREW):
        return calls.filter(concerns)
    return calls.none()


def alerts_visible_to(viewer: Viewer) -> QuerySet[TestAlert]:
    if not viewer.sees(Field.ALERTS):
        return TestAlert.objects.none()
    return TestAlert.objects.filter(unit__in=units_visible_to(viewer))


def schemes_visible_to(viewer: Viewer) -> QuerySet[ResponderScheme]:
    if not viewer.sees(Field.SCHEME_STATE):
        return ResponderScheme.objects.none()
    return ResponderScheme.objects.all()
