"""What a unit is doing, and on whose books it is. A police state can end a medical job."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from outrider.coresponse.actors import Actor, actor_of
from outrider.coresponse.choosing.look import police_table
from outrider.coresponse.errors import Forbidden, invalid
from outrider.coresponse.models import Mission
from outrider.coresponse.services.going_on import go_on
from outrider.coresponse.services.guards import need, visible_unit
from outrider.coresponse.services.record import OpenCall, lock_call, lock_units
from outrider.coresponse.services.refresh import note_unit
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.mission import WAITING, Phase
from outrider.domain.people.police_state import MedicalOffer
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import PoliceStateRule, Unit, UnitStatus

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
) -> Unit:
    """The unit's radio state, from its own crew or from police control.

    A state in which nobody may be asked ends a job that has not reached the patient; after that
    it raises a conflict for people to settle. State 0 releases any medical job at once.

    Raises:
        Invalid: no such state. Forbidden, NotFound.
    """
    need(by, Permission.SET_POLICE_STATE)
    unit = visible_unit(unit_id, by)
    _own_unit_only(unit, by)
    rule = _rule(code)
    actor = actor_of(by, cause=press_id)
    if rule.offer == MedicalOffer.UNCHANGED.value:
        _journal_state(unit, code, actor, now, changed=False)
        return unit
    mission = Mission.objects.filter(unit_id=unit.pk, ended_at__isnull=True).first()
    opened = OpenCall(lock_call(mission.call_id), now) if mission is not None else None
    lock_units([unit.pk])
    UnitStatus.objects.update_or_create(
        unit=unit,
        defaults={"police_state": code, "state_since": now, "doing": doing[:80]},
    )
    if opened is not None and mission is not None:
        _end_job(opened, mission, rule, actor)
    _journal_state(unit, code, actor, now, changed=True)
    return Unit.objects.get(pk=unit.pk)


def _end_job(opened: OpenCall, mission: Mission, rule: PoliceStateRule, by: Actor) -> None:
    offer = MedicalOffer(rule.offer)
    # en route or at scene is progress of a medical job; before the crew has accepted one it can
    # only be a police job
    waiting = Phase(mission.phase) in WAITING
    if offer in _ENDS_A_JOB or (offer is MedicalOffer.ON_JOB and waiting):
        emergency = offer is MedicalOffer.EMERGENCY
        opened.decide(c.StateForbids(str(mission.pk), rule.code, emergency), by)
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


def _journal_state(unit: Unit, code: int, by: Actor, now: datetime, *, changed: bool) -> None:
    append(
        [
            NewEntry(
                stream=f"unit:{unit.pk}",
                kind="unit.police-state" if changed else "unit.message",
                payload={"code": code},
                actor=by.id,
                cause=by.cause,
                effective_at=now,
                touches=(f"unit:{unit.pk}",) if changed else (),
            )
        ]
    )


@transaction.atomic
def book_on(
    *, unit_id: UUID, side: str, on: bool, by: Viewer, now: datetime, press_id: UUID | None = None
) -> Unit:
    """Book a unit on or off with one control; it is asked only when it is on with both.

    Raises:
        Invalid: no such side. Forbidden, NotFound.
    """
    need(by, Permission.BOOK_ON)
    unit = visible_unit(unit_id, by)
    _own_unit_only(unit, by)
    if side not in ("owner", "ambulance"):
        raise invalid("side", "Say which control: owner or ambulance.")
    lock_units([unit.pk])
    status, _ = UnitStatus.objects.get_or_create(unit=unit, defaults={"state_since": now})
    if side == "owner":
        status.booked_on_owner = on
    else:
        status.booked_on_ambulance = on
    status.save(update_fields=[f"booked_on_{side}"])
    actor = actor_of(by, cause=press_id)
    append(
        [
            NewEntry(
                stream=f"unit:{unit.pk}",
                kind="unit.booked-on" if on else "unit.booked-off",
                payload={"side": side},
                actor=actor.id,
                cause=actor.cause,
                effective_at=now,
                touches=(f"unit:{unit.pk}",),
            )
        ]
    )
    note_unit(unit.pk, now)
    return Unit.objects.get(pk=unit.pk)
