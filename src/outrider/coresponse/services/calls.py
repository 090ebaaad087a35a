"""Take a call, and what is not about one unit: risk check, hold off, stand down, close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from outrider.coresponse.actors import Actor, actor_of
from outrider.coresponse.errors import FieldError, Invalid, Replayed, invalid
from outrider.coresponse.inputs import CallIn, PlaceIn
from outrider.coresponse.models import Call
from outrider.coresponse.packs import pack_for_calls
from outrider.coresponse.ports import hazards
from outrider.coresponse.services.going_on import look_first
from outrider.coresponse.services.guards import need, visible_call
from outrider.coresponse.services.numbers import next_number
from outrider.coresponse.services.places import Placed, place_of
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.mission import CLOSE_REASONS, REASONS, Press
from outrider.domain.coresponse.rules import AGE_BANDS, CATEGORIES, CallFacts, Pack, Ruled, rule_on
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry

OLDEST_CALL = timedelta(hours=24)
AHEAD = timedelta(minutes=2)  # clocks of two agencies differ a little
LONGEST_NOTE = 2000
SEXES = ("", "female", "male", "other", "unknown")


@dataclass(frozen=True, slots=True)
class Received:
    call: Call
    created: bool  # False: the sender had sent this very call before


def receive_call(
    *, call: CallIn, by: Viewer, now: datetime, press_id: UUID | None = None
) -> Received:
    """Take a call and rule on it; the same sender's id again gives the same call.

    Raises:
        Invalid: field by field what to correct.
        Replayed: this sender's id was used for another call.
    """
    need(by, Permission.TAKE_CALL)
    known = _known(call)
    if known is not None:
        return known
    pack = pack_for_calls(now)
    _check(call, pack, now)
    placed = place_of(call.place)
    try:
        with transaction.atomic():
            row, entry = create_call(call, placed, pack, now, actor_of(by, cause=press_id))
            append([entry])
    except IntegrityError:
        known = _known(call)  # two processes took the same message at once
        if known is None:
            raise
        return known
    return Received(row, created=True)


def create_call(
    call: CallIn, placed: Placed, pack: Pack, now: datetime, by: Actor
) -> tuple[Call, NewEntry]:
    """The row, and the journal entry that its caller appends last."""
    near = hazards().near(placed.lat, placed.lon, now)
    ruled = _rule(call, pack, at_hazard=bool(near))
    number, reference = next_number(now)
    row = Call.objects.create(
        number=number,
        reference=reference,
        sender=call.sender,
        sender_id=call.sender_id,
        connected_at=min(call.connected_at, now),
        received_at=now,
        category=call.category,
        complaint=call.complaint,
        age_band=call.age_band,
        sex=call.sex,
        note=call.note,
        access_note=call.access_note,
        flags=sorted(call.flags),
        lat=placed.lat,
        lon=placed.lon,
        place=placed.label,
        town=placed.town,
        os_grid=placed.os_grid,
        what3words=call.place.what3words,
        uprn=call.place.uprn,
        exercise=call.exercise,
        outcome=ruled.outcome.value,
        outcome_rule=ruled.rule,
        outcome_text=ruled.text,
        condition=ruled.condition.value,
        pack_version=ruled.pack,
        hold_off=ruled.outcome.value == "hold_off",
        hazard_ids=near,
    )
    return row, _received_entry(row, by, now)


def _received_entry(row: Call, by: Actor, now: datetime) -> NewEntry:
    return NewEntry(
        stream=f"call:{row.pk}",
        kind="call.received",
        payload={
            "number": row.number,
            "category": row.category,
            "outcome": row.outcome,
            "rule": row.outcome_rule,
            "pack": row.pack_version,
            "exercise": row.exercise,
            "connected_at": row.connected_at.isoformat(),
        },
        actor=by.id,
        on_behalf_of=by.on_behalf_of,
        device=by.device,
        cause=by.cause,
        effective_at=min(row.connected_at, now),
        touches=(f"call:{row.pk}",),
        text=row.note or None,
    )


def _known(call: CallIn) -> Received | None:
    row = Call.objects.filter(sender=call.sender, sender_id=call.sender_id).first()
    if row is None:
        return None
    if not (_same_words(row, call) and _same_place(row, call.place)):
        raise Replayed
    return Received(row, created=False)


def _same_words(row: Call, call: CallIn) -> bool:
    return (
        row.category == call.category
        and row.complaint == call.complaint
        and row.note == call.note
        and row.access_note == call.access_note
        and row.age_band == call.age_band
        and row.sex == call.sex
        and row.flags == sorted(call.flags)
        and row.exercise == call.exercise
    )


def _same_place(row: Call, place: PlaceIn) -> bool:
    """Words are looked up again: two ways of saying one place are one place."""
    placed = place_of(place)
    return (
        (row.lat, row.lon, row.place) == (placed.lat, placed.lon, placed.label)
        and row.what3words == place.what3words
        and row.uprn == place.uprn
    )


def _rule(call: CallIn, pack: Pack, *, at_hazard: bool) -> Ruled:
    facts = CallFacts(
        category=call.category,
        complaint=call.complaint,
        age_band=call.age_band,
        flags=frozenset(call.flags),
        at_hazard=at_hazard,
    )
    return rule_on(pack, facts)


def _check(call: CallIn, pack: Pack, now: datetime) -> None:
    wrong: list[FieldError] = []
    if call.category not in CATEGORIES:
        wrong.append(FieldError("category", f"Choose a category: {', '.join(CATEGORIES)}."))
    if call.complaint not in pack.complaints:
        wrong.append(FieldError("complaint", "Choose a complaint from the list."))
    if call.age_band not in AGE_BANDS:
        wrong.append(FieldError("age_band", f"Choose an age band: {', '.join(AGE_BANDS)}."))
    if call.sex not in SEXES:
        wrong.append(FieldError("sex", "Choose female, male, other or unknown, or leave it empty."))
    unknown = sorted(set(call.flags) - pack.flags.keys())
    if unknown:
        known = ", ".join(sorted(pack.flags))
        wrong.append(FieldError("flags", f"“{unknown[0][:40]}” is not a flag. Known: {known}."))
    wrong += _check_time(call.connected_at, now)
    for name in ("note", "access_note"):
        if len(getattr(call, name)) > LONGEST_NOTE:
            wrong.append(FieldError(name, f"Shorten this to {LONGEST_NOTE} characters."))
    if not call.sender_id.strip():
        wrong.append(FieldError("sender_id", "Give the sender's own id for this call."))
    if wrong:
        raise Invalid(wrong)


def _check_time(connected_at: datetime, now: datetime) -> list[FieldError]:
    local = timezone.localtime(now)
    if connected_at > now + AHEAD:
        message = f"This time is in the future. It is now {local:%H:%M:%S on %d %b %Y}."
        return [FieldError("connected_at", message)]
    if connected_at < now - OLDEST_CALL:
        message = "This call is more than a day old. Check the date, or record it as a past call."
        return [FieldError("connected_at", message)]
    return []


@transaction.atomic
def press_call(
    *,
    call_id: UUID,
    press: str,
    by: Viewer,
    now: datetime,
    reason: str = "",
    press_id: UUID | None = None,
) -> Call:
    """One of the call's own buttons.

    Raises:
        Refused, Forbidden, NotFound, Invalid.
    """
    permission, command = _call_command(press, reason)
    need(by, permission)
    visible_call(call_id, by)
    opened = OpenCall(lock_call(call_id), now)
    actor = actor_of(by, cause=press_id)
    opened.decide(command, actor)
    if isinstance(command, c.Close):
        opened.call.close_reason = reason
    if isinstance(command, c.RiskChecked):
        look_first(opened)
    opened.finish()
    return opened.call


def _call_command(press: str, reason: str) -> tuple[Permission, c.Command]:
    match press:
        case "risk_checked":
            return Permission.HOLD_OFF, c.RiskChecked()
        case "hold_off":
            return Permission.HOLD_OFF, c.HoldOff()
        case "lift_hold_off":
            return Permission.HOLD_OFF, c.LiftHoldOff()
        case "stand_down":
            if reason not in REASONS[Press.STAND_DOWN]:
                raise invalid("reason", "Say why: choose a reason from the list.")
            return Permission.STAND_DOWN, c.StandDownAll(reason)
        case "acknowledge_alarm":
            return Permission.STAND_DOWN, c.AcknowledgeAlarm()
        case "close":
            if reason not in CLOSE_REASONS:
                raise invalid("reason", "Say why the call is closed: choose from the list.")
            return Permission.STAND_DOWN, c.Close(reason)
        case _:
            raise invalid(
                "press",
                "Use risk_checked, hold_off, lift_hold_off, stand_down, acknowledge_alarm or "
                "close.",
            )
