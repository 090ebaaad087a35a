"""What the API answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import RootModel

from outrider.api.schemas.entities import (
    AlertView,
    CallView,
    CrewView,
    Entity,
    MissionView,
    SchemeView,
    UnitView,
    View,
)


class ViewerView(View):
    """Who is looking. `scope` goes back to the stream, so that it can tell that it changed."""

    name: str
    role: str
    role_label: str
    may: list[str]
    unit_id: str | None = None
    scope: str


class FixView(View):
    """Where a unit, or an ambulance on a call, was last heard."""

    unit_id: str | None = None
    ambulance_id: str | None = None
    call_sign: str
    lat: float
    lon: float
    fixed_at: datetime
    source: str
    state: str


class Snapshot(View):
    """Everything that the viewer sees, as of journal row `cursor`."""

    cursor: int
    server_time: datetime
    viewer: ViewerView
    entities: list[Entity]
    fixes: list[FixView]


class CallAnswer(View):
    call: CallView
    cursor: int


class MissionAnswer(View):
    mission: MissionView
    cursor: int
    effective_at: datetime


class UnitAnswer(View):
    unit: UnitView
    cursor: int


class AlertAnswer(View):
    alert: AlertView
    cursor: int


class SchemeAnswer(View):
    scheme: SchemeView
    cursor: int


class SignedBy(View):
    side: Literal["police", "ambulance", "fire"]
    at: str | None
    name: str


class PackChange(View):
    what: Literal["new", "gone", "changed", "moved"]
    name: str
    before: str
    after: str


class PackAgreement(View):
    version: str
    standing: Literal["in-force", "not-started", "waiting", "withdrawn", "replaced", "ended"]
    valid_from: str
    valid_to: str | None
    agreed: list[SignedBy]
    withdrawn_because: str
    changes: list[PackChange] | None


class SchemeAgreed(View):
    code: str
    name: str
    owner: Literal["police", "ambulance", "fire"]
    live: bool
    agreed: list[SignedBy]
    withdrawn_because: str


class AgreementAnswer(View):
    packs: list[PackAgreement]
    schemes: list[SchemeAgreed]


class IgnoredFix(View):
    call_sign: str
    why: str


class FixesAnswer(View):
    accepted: int
    ignored: list[IgnoredFix]


class ComplaintView(View):
    id: str
    text: str
    condition: str
    usual_category: str


class FlagView(View):
    id: str
    text: str


class Complaints(View):
    """What a call may be, by the rule pack in force.

    Where none is in force `version` is empty and `notice` says what follows; calls are taken.
    """

    version: str
    in_force: bool
    notice: str
    complaints: list[ComplaintView]
    flags: list[FlagView]
    categories: list[str]
    age_bands: list[str]


class PlaceFound(View):
    name: str
    kind: str
    context: str
    lat: float
    lon: float
    os_grid: str | None = None


class Places(RootModel[list[PlaceFound]]):
    """Best first."""


class Hit(View):
    type: str
    id: str
    title: str
    text: str
    url: str


class Hits(RootModel[list[Hit]]):
    """Best first."""


class Why(View):
    rule: str | None = None
    text: str


class WhyNot(View):
    rule: str | None = None
    text: str
    who_can_override: str | None = None


class CandidateFix(View):
    lat: float | None = None
    lon: float | None = None
    age_seconds: float | None = None
    state: str | None = None
    source: str | None = None


class CandidateView(View):
    unit_id: str
    call_sign: str
    scheme: str | None = None
    scheme_name: str | None = None
    owner: str | None = None
    rank: int | None = None
    ok: bool
    arrives_seconds: float | None = None
    low: float | None = None
    high: float | None = None
    ambulance_seconds: float | None = None
    gained_seconds: float | None = None
    gained_low: float | None = None
    gained_high: float | None = None
    p_first: float | None = None
    driving: str | None = None
    why: list[Why] = []
    why_not: list[WhyNot] = []
    fix: CandidateFix | None = None
    officers: list[CrewView] | None = None


class CutOff(View):
    gained_seconds: float | None = None
    p_first: float | None = None


class More(View):
    count: int
    text: str


class Candidates(View):
    """Who could be asked for a call, who not, and why."""

    at: datetime
    ambulance_seconds: float | None = None
    ambulance_low: float | None = None
    ambulance_high: float | None = None
    cut_off: CutOff | None = None
    candidates: list[CandidateView]
    more: More | None = None


class TimelineRow(View):
    seq: int
    at: datetime
    effective_at: datetime
    kind: str
    text: str
    who: str
    by_radio: bool
    icon: str


class Timeline(RootModel[list[TimelineRow]]):
    """Newest first."""


class Routes(View):
    """Lines of latitude and longitude to draw; empty where nothing is known."""

    unit: list[list[float]]
    ambulance: list[list[float]]
    isochrone: list[list[list[float]]]


class ReasonChoice(View):
    code: str
    text: str


class Reasons(View):
    """Codes to choose from, by press."""

    decline: list[ReasonChoice]
    refuse: list[ReasonChoice]
    recall: list[ReasonChoice]
    withdraw: list[ReasonChoice]
    stand_down: list[ReasonChoice]
    unable: list[ReasonChoice]
    abandon_care: list[ReasonChoice]
    need_help: list[ReasonChoice]
    close: list[ReasonChoice]


class Cards(RootModel[list[dict[str, Any]]]):
    """Guidance cards, each with its version, owner and source."""


class Basemap(RootModel[dict[str, Any]]):
    """Roads, coast and place names to draw."""


class HandoverSheet(RootModel[dict[str, Any]]):
    """What the next control shift must know."""
