"""Messages about assaults on officers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from outrider.api.schemas.base import (
    ONE_LINE,
    READABLE,
    Ago,
    Code,
    Latitude,
    Longitude,
    Message,
    Time,
    Yes,
    upto,
)

Line = Annotated[str, upto(160), ONE_LINE]
Reference = Annotated[str, upto(40), ONE_LINE]
Words = Annotated[str, upto(2000), READABLE]
LongWords = Annotated[str, upto(10_000), READABLE]
Number = Annotated[str, upto(40, 1), ONE_LINE]
Codes = Annotated[list[Code], Field(max_length=40)]


class When(Message):
    kind: Code = "now"
    at: Time | None = None


class Where(Message):
    kind: Code = "unknown"
    mission_id: UUID | None = None
    label: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None


class AssaultRecord(Message):
    """A record from a phone or a desk. Only `what` is needed; the rest may come later."""

    draft_id: UUID
    what: Annotated[list[Code], Field(min_length=1, max_length=20)]
    hurt: Code = "no"
    safe: Code = "yes"
    when: When = When()
    where: Where = Where()
    in_a_home: Yes | None = None
    answers: Annotated[dict[Code, Code], Field(max_length=10)] = {}
    on_behalf_of: Annotated[str, upto(12), ONE_LINE] = ""
    also: Annotated[list[Annotated[str, upto(12, 1), ONE_LINE]], Field(max_length=20)] = []
    pressed_at: Time | None = None
    ago_ms: Ago | None = None
    device_started_at: Time | None = None
    seconds: Annotated[int, Field(strict=True, ge=0, le=86_400)] | None = None


class Question(Message):
    """What was tapped, to hear what it would be called. Nothing is kept."""

    what: Annotated[list[Code], Field(max_length=20)] = []
    answers: Annotated[dict[Code, Code], Field(max_length=10)] = {}


class Fluid(Message):
    fluid: Code = ""
    reached: Codes = []
    infection: Annotated[str, upto(40), ONE_LINE] = ""


class PlaceOf(Message):
    label: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None


class Suspect(Message):
    reference: Reference = ""


class FootageOf(Message):
    """By id or link. A longer text is taken for the film itself and refused with the reason."""

    reference: Annotated[str, Field(strict=True, max_length=200_000)]


_UNKNOWN = frozenset({"single_crewed", "public_view", "in_a_home"})


class Details(Message):
    """What is added later. A part that is not sent stays as it was."""

    press_id: UUID
    hurt: Code | None = None
    activity: Code | None = None
    single_crewed: Yes | None = None
    public_view: Yes | None = None
    in_a_home: Yes | None = None
    weapon: Code | None = None
    fluid: Fluid | None = None
    body: Codes | None = None
    injuries: Codes | None = None
    medical: Code | None = None
    hate: Codes | None = None
    own_characteristic: Codes | None = None
    location_type: Code | None = None
    impact_factors: Codes | None = None
    suspects: Annotated[list[Suspect], Field(max_length=20)] | None = None
    footage: Annotated[list[FootageOf], Field(max_length=20)] | None = None
    crime_ref: Reference | None = None
    hs_ref: Reference | None = None
    uof_ref: Reference | None = None
    occurred_at: Time | None = None
    place: PlaceOf | None = None

    def parts(self) -> dict[str, Any]:
        """What was sent, by name. A null is nothing sent, but for what may be unknown again."""
        sent = sorted(self.model_fields_set - {"press_id"})
        parts = {name: _plain(getattr(self, name)) for name in sent}
        return {
            name: value for name, value in parts.items() if value is not None or name in _UNKNOWN
        }


class CasePress(Message):
    """One step of a case. Which parts a step takes is in docs/reference/case-steps.md."""

    press_id: UUID
    press: Literal[
        "confirm",
        "not-me",
        "see-differently",
        "reclassify",
        "assign-oic",
        "assign-statement-taker",
        "assign-supervisor",
        "assign-task",
        "hand-over",
        "task-done",
        "task-waived",
        "task-reopened",
        "off-work",
        "back-at-work",
        "investigation",
        "give-view",
        "wishes",
        "impact",
        "offer-talk",
        "accept-talk",
        "not-now",
        "video-seen",
        "save-talk",
        "take-out",
        "save-lesson",
        "agree-lesson",
        "finish-talk",
        "pass-on",
        "agree-time",
        "go-on",
        "take-over",
        "pass-lesson",
        "keep-lesson",
        "request-training",
        "book-training",
        "training-done",
        "training-outcome",
        "close",
        "withdraw",
    ]
    classification: Code | None = None
    reason: Annotated[str, upto(500), READABLE] | None = None
    officer: Number | None = None
    from_: Annotated[Number | Time | None, Field(alias="from")] = None
    to: Number | Time | None = None
    task: Code | None = None
    evidence: Annotated[str, upto(500), READABLE] | None = None
    at: Time | None = None
    since: date | None = None
    on: date | None = None
    state: Code | None = None
    outcome: Code | None = None
    view: Words | None = None
    contact: Annotated[str, upto(120), ONE_LINE] | None = None
    may_know: Annotated[str, upto(24), ONE_LINE] | None = None
    federation: Yes | None = None
    statement: Annotated[str, upto(24), ONE_LINE] | None = None
    text: LongWords | None = None
    reference: Annotated[str, upto(200), ONE_LINE] | None = None
    together: Yes | None = None
    heading: Code | None = None
    notes: Yes | None = None
    codes: Codes | None = None
    topic: Code | None = None
    request: UUID | None = None
    where: Annotated[str, upto(80), ONE_LINE] | None = None
    minutes: Annotated[int, Field(strict=True, ge=0, le=480)] | None = None

    def parts(self) -> dict[str, Any]:
        """What was sent, by the name that the step knows it by."""
        sent = self.model_fields_set - {"press_id", "press"}
        return {name.rstrip("_"): getattr(self, name) for name in sorted(sent)}


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return value.model_dump()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
