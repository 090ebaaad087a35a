"""Decide a hazard: confirm it with its last day, turn it down, extend or end it; it expires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from outrider.coresponse.services import hazards as calls
from outrider.crossover.hazards import holds, in_force
from outrider.crossover.models import Hazard
from outrider.crossover.queries.scope import hazards_visible_to
from outrider.crossover.services.entries import hazard_entry
from outrider.crossover.services.guards import need
from outrider.domain.access import Permission, Viewer
from outrider.domain.crossover.hazard import PRESSES, Press, State, after, check_last_day
from outrider.domain.errors import NotFound, invalid
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import SYSTEM, Actor, actor_of

LONGEST_REASON: Final = 200
RADII: Final = (25, 500)  # metres: a house to a caravan site
KINDS: Final = {
    Press.CONFIRM: "confirmed",
    Press.TURN_DOWN: "turned-down",
    Press.EXTEND: "extended",
    Press.END: "ended",
    Press.EXPIRE: "expired",
}
NEEDS_REASON: Final = frozenset({Press.TURN_DOWN, Press.END})
NEEDS_DAY: Final = frozenset({Press.CONFIRM, Press.EXTEND})


@dataclass(frozen=True, slots=True)
class HazardPressIn:
    press: str
    reason: str = ""
    expires_on: date | None = None
    radius_metres: int | None = None


def press_hazard(
    *,
    hazard_id: UUID,
    message: HazardPressIn,
    by: Viewer,
    now: datetime,
    press_id: UUID | None = None,
) -> Hazard:
    """Take one decision about a hazard; calls nearby follow in the same transaction.

    Raises:
        Forbidden, NotFound, Invalid, Refused: nothing was changed.
    """
    need(by, Permission.DECIDE_HAZARD)
    press = _press(message)
    with transaction.atomic():
        row = _lock(hazard_id, by)
        then = after(State(row.state), press)
        if message.expires_on is not None and press in NEEDS_DAY:
            check_last_day(message.expires_on, timezone.localdate(now))
            row.expires_on = message.expires_on
        if message.reason:
            row.reason = message.reason.strip()
        if press is Press.CONFIRM and message.radius_metres is not None:
            row.radius_metres = message.radius_metres
        row.decided_at, row.decided_by = now, by.pseudonym
        append(_moved(row, press, then, actor_of(by, cause=press_id), now))
    return row


def _press(message: HazardPressIn) -> Press:
    if message.press not in PRESSES:
        raise invalid("press", f"Use one of: {', '.join(PRESSES)}.")
    press = Press(message.press)
    if press in NEEDS_REASON and not message.reason.strip():
        raise invalid("reason", "Say why in a few words. Name nobody.")
    if len(message.reason.strip()) > LONGEST_REASON:
        raise invalid("reason", f"Shorten this to {LONGEST_REASON} characters.")
    if press in NEEDS_DAY and message.expires_on is None:
        raise invalid("expires_on", "Choose the last day on which it stands.")
    low, high = RADII
    if message.radius_metres is not None and not low <= message.radius_metres <= high:
        raise invalid("radius_metres", f"Use {low} to {high} metres.")
    return press


def _lock(hazard_id: UUID, by: Viewer) -> Hazard:
    row = hazards_visible_to(by).select_for_update(of=("self",)).filter(pk=hazard_id).first()
    if row is None:
        raise NotFound
    return row


def _moved(row: Hazard, press: Press, then: State, by: Actor, now: datetime) -> list[NewEntry]:
    """Save the hazard and everything that follows from it; what the journal is to be told."""
    row.state = then.value
    row.version += 1
    if then not in (State.PROPOSED, State.IN_FORCE):
        row.ended_at = now
    row.save()
    key = str(row.pk)
    followed = _calls_follow(row, press, now)
    touched = tuple(str(call.pk) for call in calls.calls_of(key))
    day = row.expires_on.isoformat() if row.expires_on and press in NEEDS_DAY else None
    text = row.reason if press in NEEDS_REASON else None
    entry = hazard_entry(row, KINDS[press], by, now, calls=touched, text=text, last_day=day)
    return [entry, *followed]


def _calls_follow(row: Hazard, press: Press, now: datetime) -> list[NewEntry]:
    key = str(row.pk)
    match press:
        case Press.CONFIRM:
            return calls.hold_off_near(key, lambda lat, lon: holds(row, lat, lon), now)
        case Press.END | Press.EXPIRE:
            return calls.hazard_over(key, now)
        case _:
            return []


def expire_due(now: datetime, *, at_most: int = 100) -> int:
    """End each hazard whose last day is over, once, whichever process gets to it; how many."""
    done = 0
    while done < at_most and _expire_one(now):
        done += 1
    return done


@transaction.atomic
def _expire_one(now: datetime) -> bool:
    today = timezone.localdate(now)
    rows = Hazard.objects.filter(state=State.IN_FORCE.value, expires_on__lt=today)
    if connection.vendor == "postgresql":
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    row = rows.order_by("expires_on", "pk").first()
    if row is None:
        return False
    append(_moved(row, Press.EXPIRE, after(State(row.state), Press.EXPIRE), SYSTEM, now))
    return True


def hold_off_late_calls(now: datetime) -> int:
    """A call that came in while its hazard was being confirmed is held off now; how many."""
    held = 0
    for key in sorted(calls.unheld(now)):
        with transaction.atomic():
            row = in_force(now).select_for_update(of=("self",)).filter(pk=key).first()
            if row is None:
                continue
            entries = _calls_follow(row, Press.CONFIRM, now)
            append(entries)
            held += len(entries)
    return held
