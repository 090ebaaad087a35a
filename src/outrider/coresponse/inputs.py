"""What comes into the services, already typed. The API and the forms fill these in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlaceIn:
    """Where: degrees, or words or a grid reference for the gazetteer; the rest as entered."""

    lat: float | None = None
    lon: float | None = None
    text: str = ""  # a place name or an OS grid reference; beside degrees, what the place is called
    what3words: str = ""
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class CallIn:
    sender_id: str
    connected_at: datetime
    category: str
    complaint: str
    place: PlaceIn
    age_band: str = "unknown"
    sex: str = ""
    note: str = ""
    access_note: str = ""
    flags: tuple[str, ...] = ()
    exercise: bool = False
    sender: str = "console"


@dataclass(frozen=True, slots=True)
class AmbulanceIn:
    state: str
    call_sign: str = ""
    eta_seconds: float | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class PressIn:
    """One press of a mission's button, by the crew or for it.

    Attributes:
        ago_ms: milliseconds between the press and its sending, by the device's monotonic clock.
        pressed_at: the device's wall clock, used where the monotonic time was lost.
    """

    press_id: UUID
    press: str
    reason: str = ""
    note: str = ""
    authority: str = ""
    by_radio: bool = False
    pressed_at: datetime | None = None
    ago_ms: float | None = None
    device: str = ""
    atmist: Mapping[str, Any] | None = None
    kit_used: Mapping[str, int] = field(default_factory=dict)
    report: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ComeAcrossIn:
    press_id: UUID
    complaint: str
    place: PlaceIn
    category: str = ""
    pressed_at: datetime | None = None
    ago_ms: float | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class MadeIn:
    """When and where a press was made, as the device says; nothing said: on receipt."""

    pressed_at: datetime | None = None
    ago_ms: float | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class FixIn:
    call_sign: str
    lat: float
    lon: float
    fixed_at: datetime
    source: str = "avl"
    speed_mps: float | None = None
