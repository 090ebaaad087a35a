"""Plain sentences about a case, for the person it happened to and those who look after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.codes import PASSIVE
from outrider.domain.safety.decider import Classification


def joined(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def told(what: Iterable[str], subject: str = "You were") -> str:
    """ "You were kicked, spat at and abused about who you are." """
    found = [PASSIVE[code] for code in PASSIVE if code in set(what)]
    if subject != "You were":
        found = [words.replace("who you are", "who they are") for words in found]
    return f"{subject} {joined(found)}." if found else "What happened is not described yet."


def day(on: date) -> str:
    """ "Saturday 14 November" """
    return f"{on:%A} {on.day} {on:%B}"


def short_day(on: date) -> str:
    """ "Sat 14 Nov" """
    return f"{on:%a} {on.day} {on:%b}"


def due_text(due_at: datetime | None, now: datetime, calendar: Calendar) -> str:
    """When it is due, and how far that is: "Wed 25 Nov, 3 working days left"."""
    if due_at is None:
        return "No date"
    last = calendar.day(due_at - (due_at - due_at.replace(microsecond=0)))
    if due_at.astimezone(calendar.zone).hour == 0:
        # to the end of a day: that day is meant, not the midnight after it
        last = date.fromordinal(last.toordinal() - 1)
    today = calendar.day(now)
    if due_at <= now:
        return f"{short_day(last)}, {late(due_at, now)}"
    if last == today:
        return f"today by {due_at.astimezone(calendar.zone):%H:%M}".replace(
            "by 00:00", "by midnight"
        )
    left = calendar.working_days_between(today, last)
    unit = "working day" if left == 1 else "working days"
    return f"{short_day(last)}, {left} {unit} left"


def late(due_at: datetime, now: datetime) -> str:
    """ "2 hours late", "1 day late" """
    hours = int((now - due_at).total_seconds() // 3600)
    if hours < 1:
        return "due now"
    if hours < 24:
        return f"{hours} hour{'s' if hours > 1 else ''} late"
    days = hours // 24
    return f"{days} day{'s' if days > 1 else ''} late"


CLASS_WORDS = {
    Classification.ASSAULT: "Assault",
    Classification.NO_CONTACT: "Assault without contact",
    Classification.INJURY: "Injury on duty",
    Classification.ABUSE: "Abuse about who you are",
    Classification.UNSURE: "A reviewer will say what it is",
}
