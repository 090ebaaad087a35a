"""What a unit is doing, and on whose books it is. A police state can end a medical job."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from outrider.coresponse.actors import Actor, actor_of
from outrider.coresponse.choosing.look import police_table
from outrider.coresponse.errors import Forbidden, invalid
from outrider.coresponse.inputs import MadeIn
from outrider.coresponse.models import Mission
from outrider.coresponse.services.going_on import go_on
from outrider.coresponse.services.guards import need, visible_unit
from outrider.coresponse.services.record import OpenCall, lock_call, lock_units
from outrider.coresponse.services.refresh import note_unit
from outrider.coresponse.timing import Effective, effective_time
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.mission import WAITING, Phase
from outrider.domain.people.police_state import MedicalOffer
from outrider.journal.append import append
from outrider.journal.models import Entry
from outrider.journal.new_entry import NewEntry
from outrider.people.models import PoliceStateRule, Unit, UnitStatus

ON_RECEIPT = MadeIn()
_ENDS_A_JOB = frozenset({MedicalOffer.NEVER, MedicalOffer.OFF, MedicalOffer.EMERGENCY})


@transaction.atomic
def set_police_state(
    *,
    unit_id: UUID,
    code: int,
    by: Viewer,
    now: datetime,
    doing: str = "",
    press_id: UUID | None = None,
    made: MadeIn = ON_RECEIPT,
) -> Unit:
    """The unit's radio state, from its own crew or from police control.

    A state in which nobody may be asked ends a job that has not reached the patient; after that
    it raises a conflict for people to settle. State 0 releases any medical job at once.
    A press that was kept without signal counts from when it was made; one older than the state
    that is known changes nothing, except state 0.

    Raises:
        Invalid: no such state. Forbidden, NotFound.
    """
    need(by, Permission.SET_POLICE_STATE)
    unit = visible_unit(unit_id, by)
    _own_unit_only(unit, by)
    rule = _rule(code)
    actor = actor_of(by, device=made.device, cause=press_id)
    when = effective_time(made, now)
    if rule.offer == MedicalOffer.UNCHANGED.value:
        _journal_state(unit, code, actor, when, "unit.message")
        return unit
    mission = Mission.objects.filter(unit_id=unit.pk, ended_at__isnull=True).first()
    opened = OpenCall(lock_call(mission.call_id), now) if mission is not None else None
    lock_units([unit.pk])
    since = UnitStatus.objects.filter(unit=unit).values_list("state_since", flat=True).first()
    if since is not None and when.at < since:
        if rule.offer != MedicalOffer.EMERGENCY.value:
            # something newer is known of the unit: the journal keeps the old word, no more
            _journal_state(unit, code, actor, when, "unit.late-state")
            return unit
        when = Effective(since, when.clock)
    UnitStatus.objects.update_or_create(
        unit=unit,
        defaults={"police_state": code, "state_since": when.at, "doing": doing[:80]},
    )
    if opened is not None and mission is not None:
        _end_job(opened, mission, rule, actor, when)
    _journal_state(unit, code, actor, when, "unit.police-state")
    return Unit.objects.get(pk=unit.pk)


def _end_job(
    opened: OpenCall, mission: Mission, rule: PoliceStateRule, by: Actor, when: Effective
) -> None:
    offer = MedicalOffer(rule.offer)
    # en route or at scene is progress of a medical job; before the crew has accepted one it can
    # only be a police job
    waiting = Phase(mission.phase) in WAITING
    if offer in _ENDS_A_JOB or (offer is MedicalOffer.ON_JOB and waiting):
        emergency = offer is MedicalOffer.EMERGENCY
        opened.decide(
            c.StateForbids(str(mission.pk), rule.code, emergency, when.at),
            by,
            extra={e.MissionMoved: {"clock": when.clock}},
        )
        go_on(opened)
        opened.finish()


def _rule(code: int) -> PoliceStateRule:
    rule = PoliceStateRule.objects.filter(code=code).first()
    if rule is None:
        known = ", ".join(str(each) for each in police_table())
        raise invalid("code", f"No such state. Known states: {known}.")
    return rule


def _own_unit_only(unit: Unit, by: Viewer) -> None:
    if by.may(Permission.PRESS_OWN) and by.unit_id != str(unit.pk):
        raise Forbidden("You crew another unit.", "Ask: police control.")


def _journal_state(unit: Unit, code: int, by: Actor, when: Effective, kind: str) -> None:
    changed = kind == "unit.police-state"
    _journal(unit, kind, {"code": code, "clock": when.clock}, by, when, touches=changed)


def _journal(
    unit: Unit, kind: str, payload: dict[str, Any], by: Actor, when: Effective, *, touches: bool
) -> None:
    append(
        [
            NewEntry(
                stream=f"unit:{unit.pk}",
                kind=kind,
                payload=payload,
                actor=by.id,
                device=by.device,
                cause=by.cause,
                effective_at=when.at,
                touches=(f"unit:{unit.pk}",) if touches else (),
            )
        ]
    )


@transaction.atomic
def book_on(
    *,
    unit_id: UUID,
    side: str,
    on: bool,
    by: Viewer,
    now: datetime,
    press_id: UUID | None = None,
    made: MadeIn = ON_RECEIPT,
) -> Unit:
    """Book a unit on or off with one control; it is asked only when it is on with both.

    A press that was kept without signal, and is older than the last booking, changes nothing.

    Raises:
        Invalid: no such side. Forbidden, NotFound.
    """
    need(by, Permission.BOOK_ON)
    unit = visible_unit(unit_id, by)
    _own_unit_only(unit, by)
    if side not in ("owner", "ambulance"):
        raise invalid("side", "Say which control: owner or ambulance.")
    lock_units([unit.pk])
    actor = actor_of(by, device=made.device, cause=press_id)
    when = effective_time(made, now)
    payload = {"side": side, "clock": when.clock}
    if when.at < _last_booked(unit, side, when.at):
        _journal(unit, "unit.late-booking", payload | {"on": on}, actor, when, touches=False)
        return unit
    status, _ = UnitStatus.objects.get_or_create(unit=unit, defaults={"state_since": now})
    if side == "owner":
        status.booked_on_owner = on
    else:
        status.booked_on_ambulance = on
    status.save(update_fields=[f"booked_on_{side}"])
    kind = "unit.booked-on" if on else "unit.booked-off"
    _journal(unit, kind, payload, actor, when, touches=True)
    note_unit(unit.pk, now)
    return Unit.objects.get(pk=unit.pk)


def _last_booked(unit: Unit, side: str, otherwise: datetime) -> datetime:
    """When the unit was last booked on or off with this control."""
    last = (
        Entry.objects.filter(
            stream=f"unit:{unit.pk}",
            kind__in=("unit.booked-on", "unit.booked-off"),
            payload__side=side,
        )
        .order_by("-seq")
        .values_list("effective_at", flat=True)
        .first()
    )
    return last or otherwise
