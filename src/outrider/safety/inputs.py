"""What comes into the services, already typed. The API and the forms fill these in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class WhereIn:
    kind: str = "unknown"  # mission, place, unknown
    label: str = ""
    lat: float | None = None
    lon: float | None = None
    mission_id: UUID | None = None
    call_number: str = ""


@dataclass(frozen=True, slots=True)
class RecordIn:
    draft_id: UUID
    what: tuple[str, ...]
    hurt: str = "no"
    safe: str = "yes"
    when: str = "now"
    at: datetime | None = None
    where: WhereIn = field(default_factory=WhereIn)
    in_a_home: bool | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    on_behalf_of: str = ""  # the number of the officer it happened to
    also: tuple[str, ...] = ()  # numbers of others it happened to
    pressed_at: datetime | None = None
    ago_ms: float | None = None
    seconds: int | None = None  # how long the record took


@dataclass(frozen=True, slots=True)
class DetailsIn:
    """What is added later. A part that is absent stays as it was."""

    press_id: UUID
    parts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CasePressIn:
    press_id: UUID
    press: str
    parts: Mapping[str, Any] = field(default_factory=dict)
