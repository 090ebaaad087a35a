"""What a form of these pages says, as the services take it; what cannot be read, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from outrider.domain.errors import invalid
from outrider.safety.calendar import policy

Parts = dict[str, Any]
NO_NUMBER: Final = -1


def press_id(form: QueryDict) -> UUID:
    """The id that the page gave its form, so that sending it twice counts once."""
    try:
        return UUID(form.get("press_id", ""))
    except ValueError:
        return uuid4()


def day_in(form: QueryDict, name: str) -> date | None:
    """A day as the browser's field sends it; None when it was left empty."""
    typed = form.get(name, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise invalid(name, "Give the day like 2026-12-03, or pick it.") from None


def moment_in(form: QueryDict, day_name: str, clock_name: str) -> datetime | None:
    """A local day and time; None when both were left empty."""
    day, typed = day_in(form, day_name), form.get(clock_name, "").strip()
    if day is None and not typed:
        return None
    if day is None:
        raise invalid(day_name, "Give the day too.")
    try:
        clock = time.fromisoformat(typed)
    except ValueError:
        raise invalid(clock_name, "Give the time like 14:30.") from None
    return datetime.combine(day, clock.replace(tzinfo=None), policy().calendar.zone)


def number_in(form: QueryDict, name: str) -> float | None:
    typed = form.get(name, "").strip().replace(",", ".")
    try:
        return float(typed) if typed else None
    except ValueError:
        return NO_NUMBER


def whole_in(form: QueryDict, name: str) -> int | None:
    """A whole number; something else as one that no service takes."""
    typed = form.get(name, "").strip()
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else NO_NUMBER


def _time_of(form: QueryDict) -> Parts:
    chosen = parse_chosen(form.get("chosen", ""))
    at = chosen or moment_in(form, "day", "clock")
    return {"at": at} if at else {}


def parse_chosen(text: str) -> datetime | None:
    """One of the suggested times, as the page spelled it."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _video(form: QueryDict) -> Parts:
    start = moment_in(form, "video_day", "video_from")
    end = moment_in(form, "video_day", "video_to")
    if start and end and end < start:
        end += timedelta(days=1)  # watched past midnight
    return {
        "reference": form.get("reference", ""),
        "from": start,
        "to": end,
        "together": form.get("together") != "alone",
    }


def _lesson(form: QueryDict) -> Parts:
    return {"text": form.get("text", ""), "codes": form.getlist("codes")}


def _note(form: QueryDict) -> Parts:
    return {"heading": form.get("heading", ""), "text": form.get("text", "")}


def _request(form: QueryDict) -> UUID | None:
    try:
        return UUID(form.get("request", ""))
    except ValueError:
        return None


def _book(form: QueryDict) -> Parts:
    return {"request": _request(form), "on": day_in(form, "on"), "where": form.get("where", "")}


PARTS: Final[Mapping[str, Callable[[QueryDict], Parts]]] = {
    "offer-talk": _time_of,
    "agree-time": _time_of,
    "take-over": lambda form: {},
    "pass-on": lambda form: {},
    "video-seen": _video,
    "save-talk": _note,
    "take-out": lambda form: {"heading": form.get("heading", "")},
    "save-lesson": _lesson,
    "agree-lesson": lambda form: {},
    "finish-talk": lambda form: {"minutes": whole_in(form, "minutes")},
    "request-training": lambda form: {"topic": form.get("topic", "")},
    "book-training": _book,
    "training-done": _book,
    "training-outcome": lambda form: {
        "request": _request(form),
        "outcome": form.get("outcome", ""),
    },
}
"""Steps of a case that these pages take, with what each reads from its form."""
