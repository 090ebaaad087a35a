"""What a form sent, as the services take it. Days and times are the place's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from outrider.domain.errors import invalid

Read = Callable[[QueryDict, str], Any]


def text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def day(sent: QueryDict, name: str) -> date | None:
    told = text(sent, name)
    if not told:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise invalid(name, "This is not a day. Choose it in the calendar.") from None


def moment(sent: QueryDict, name: str) -> datetime | None:
    told = text(sent, name)
    if not told:
        return None
    try:
        local = datetime.fromisoformat(told)
    except ValueError:
        raise invalid(name, "This is not a day and time. Choose it in the calendar.") from None
    return local if local.tzinfo else timezone.make_aware(local)


def flag(sent: QueryDict, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(text(sent, name))


def many(sent: QueryDict, name: str) -> list[str]:
    return [value for value in sent.getlist(name) if value]


def identity(sent: QueryDict, name: str) -> UUID | None:
    try:
        return UUID(text(sent, name))
    except ValueError:
        return None


PARTS: Final[Mapping[str, Mapping[str, Read]]] = {
    "confirm": {},
    "not-me": {},
    "see-differently": {"classification": text, "reason": text},
    "give-view": {"view": text},
    "wishes": {"contact": text, "may_know": text, "federation": flag, "statement": text},
    "impact": {"text": text},
    "accept-talk": {"at": moment},
    "not-now": {},
    "go-on": {"notes": flag},
    "pass-lesson": {},
    "keep-lesson": {},
    "take-out": {"heading": text},
    "agree-lesson": {},
    "request-training": {"topic": text},
    "training-outcome": {"request": identity, "outcome": text},
    "withdraw": {},
    "reclassify": {"classification": text, "reason": text},
    "assign-oic": {"officer": text},
    "assign-statement-taker": {"officer": text},
    "assign-supervisor": {"officer": text},
    "assign-task": {"task": text, "officer": text},
    "hand-over": {"from": text, "to": text},
    "task-done": {"task": text, "evidence": text, "at": moment},
    "task-waived": {"task": text, "reason": text},
    "task-reopened": {"task": text},
    "off-work": {"since": day},
    "back-at-work": {"on": day},
    "investigation": {"state": text, "outcome": text},
    "close": {},
}
"""Steps that the case pages have a form for, with the parts that each takes."""

DETAILS: Final[Mapping[str, Read]] = {
    "injuries": many,
    "body": many,
    "medical": text,
    "hs_ref": text,
    "crime_ref": text,
    "uof_ref": text,
    "own_characteristic": many,
}
"""Parts of the record that can be added on a case page."""


def parts_of(press: str, sent: QueryDict) -> dict[str, Any]:
    """The parts of a step that were filled in.

    Raises:
        Invalid: a day or a time cannot be read.
    """
    found = {name: read(sent, name) for name, read in PARTS[press].items()}
    return {name: value for name, value in found.items() if value is not None}


def details_of(sent: QueryDict) -> dict[str, Any]:
    """Parts of the record that the form has: those that it names in `parts`."""
    named = [name for name in sent.getlist("parts") if name in DETAILS]
    return {name: DETAILS[name](sent, name) for name in named}
