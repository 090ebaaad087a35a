"""Plain sentences about a case, for the person it happened to and those who look after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

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


def last_day(due_at: datetime, calendar: Calendar) -> date:
    """The day that a due time means: midnight is the end of the day before it."""
    local = due_at.astimezone(calendar.zone)
    return calendar.day(due_at - timedelta(seconds=1)) if _midnight(local) else local.date()


def _midnight(local: datetime) -> bool:
    return local.time() == time()


def due_text(due_at: datetime | None, now: datetime, calendar: Calendar) -> str:
    """When it is due, and how far that is: "Wed 25 Nov, 3 working days left"."""
    if due_at is None:
        return "No date"
    last = last_day(due_at, calendar)
    local = due_at.astimezone(calendar.zone)
    if due_at <= now:
        return f"{short_day(last)}, {late(due_at, now)}"
    if last == calendar.day(now):
        return "today by midnight" if _midnight(local) else f"today by {local:%H:%M}"
    if not _midnight(local):
        return f"{short_day(last)}, {local:%H:%M}"
    left = calendar.working_days_between(calendar.day(now), last)
    if left < 1:
        return short_day(last)
    return f"{short_day(last)}, {left} working day{'s' if left > 1 else ''} left"


def by_when(due_at: datetime, now: datetime, calendar: Calendar) -> str:
    """For the person who waits for it: "by Monday 30 November", "today by 2.10pm"."""
    last, local = last_day(due_at, calendar), due_at.astimezone(calendar.zone)
    timed = "" if _midnight(local) else clock_words(local)
    if last == calendar.day(now):
        return f"today by {timed or 'midnight'}"
    return f"by {timed} on {day(last)}" if timed else f"by {day(last)}"


def clock_words(local: datetime) -> str:
    """ "2.10pm", "9am": a time on a page that somebody reads, not in a control room."""
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{hour}.{local.minute:02}{half}" if local.minute else f"{hour}{half}"


def took(passed: timedelta) -> str:
    """ "2 h 35 min", "3 days": how long it took."""
    minutes = max(0, round(passed.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours // 24} days"


def ordinal(number: int) -> str:
    """ "first", "second" … "12th"."""
    names = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    if number <= len(names):
        return names[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0)
    return f"{number}{ending or 'th'}"


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
