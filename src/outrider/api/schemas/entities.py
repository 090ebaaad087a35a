"""The entities of the live picture. A field that the viewer may not see is absent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class View(BaseModel):
    """Part of an answer: declared fields only, each of them possibly absent."""

    model_config = ConfigDict(extra="forbid")


class PlaceView(View):
    label: str | None = None
    town: str | None = None
    lat: float | None = None
    lon: float | None = None
    os_grid: str | None = None
    what3words: str | None = None
    uprn: str | None = None


class OutcomeView(View):
    class_: Annotated[str | None, Field(alias="class")] = None
    rule: str | None = None
    text: str | None = None
    pack: str | None = None
    risk_checked_at: datetime | None = None


class AmbulanceView(View):
    state: str | None = None
    live: bool | None = None
    call_sign: str | None = None
    since: datetime | None = None
    heard_at: datetime | None = None
    eta_at: datetime | None = None
    arrived_at: datetime | None = None


class AlarmView(View):
    kind: str | None = None
    since: datetime | None = None
    text: str | None = None


class NoResponderView(View):
    at: datetime | None = None
    why: str | None = None


class NeedsView(View):
    who: str | None = None
    text: str | None = None


class HazardOfCall(View):
    """Why crews hold off here, for the police side."""

    id: str
    place: str
    because: str
    text: str
    until: date | None = None


class CallView(View):
    """An emergency call of the scheme."""

    type: Literal["call"]
    id: str
    number: str | None = None
    reference: str | None = None
    exercise: bool | None = None
    connected_at: datetime | None = None
    received_at: datetime | None = None
    category: str | None = None
    complaint: str | None = None
    complaint_text: str | None = None
    condition: str | None = None
    age_band: str | None = None
    sex: str | None = None
    note: str | None = None
    access_note: str | None = None
    flags: list[Any] | None = None
    place: PlaceView | None = None
    outcome: OutcomeView | None = None
    ambulance: AmbulanceView | None = None
    alarm: AlarmView | None = None
    hold_off: bool | None = None
    hazards: list[HazardOfCall] | None = None
    no_responder: NoResponderView | None = None
    help_wanted: str | None = None
    needs: NeedsView | None = None
    status: str | None = None
    close_reason: str | None = None
    closed_at: datetime | None = None
    missions: list[str] | None = None
    version: int | None = None


class TimerView(View):
    kind: str | None = None
    due_at: datetime | None = None
    seconds: float | None = None


class ReasonView(View):
    code: str | None = None
    text: str | None = None
    note: str | None = None


class EstimateView(View):
    """As it was when the unit was asked. Seconds; `p_first` is a probability."""

    arrives_seconds: float | None = None
    low: float | None = None
    high: float | None = None
    ambulance_seconds: float | None = None
    ambulance_low: float | None = None
    ambulance_high: float | None = None
    gained_seconds: float | None = None
    gained_low: float | None = None
    gained_high: float | None = None
    p_first: float | None = None
    at: datetime | None = None


class ReportView(View):
    condition: str | None = None
    written_at: datetime | None = None
    queries: list[Any] | None = None


class MissionView(View):
    """One unit's part in a call."""

    type: Literal["mission"]
    id: str
    call_id: str | None = None
    call_number: str | None = None
    unit_id: str | None = None
    call_sign: str | None = None
    scheme: str | None = None
    owner: str | None = None
    sequence: int | None = None
    origin: str | None = None
    phase: str | None = None
    phase_word: str | None = None
    phase_since: datetime | None = None
    times: dict[str, datetime | None] | None = None
    timer: TimerView | None = None
    reason: ReasonView | None = None
    by_radio: bool | None = None
    hold_off: bool | None = None
    conflict: str | None = None
    estimate: EstimateView | None = None
    atmist: dict[str, Any] | None = None
    kit_used: list[Any] | None = None
    report: ReportView | None = None
    can: list[str] | None = None


class CrewView(View):
    id: str | None = None
    name: str | None = None
    driver: bool | None = None


class StateView(View):
    code: int | None = None
    word: str | None = None
    since: datetime | None = None
    may: str | None = None


class AvailableView(View):
    ok: bool | None = None
    word: str | None = None


class BookedView(View):
    owner: bool | None = None
    ambulance: bool | None = None
    text: str | None = None


class LeaseView(View):
    mission_id: str | None = None
    call_number: str | None = None


class MedicalView(View):
    used_seconds: float | None = None
    cap_seconds: float | None = None


class GateView(View):
    rule: str | None = None
    ok: bool | None = None
    text: str | None = None


class UnitView(View):
    """Something with a call sign that can be sent."""

    type: Literal["unit"]
    id: str
    call_sign: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None
    owner: str | None = None
    station: str | None = None
    active: bool | None = None
    officers: list[CrewView] | None = None
    state: StateView | None = None
    doing: str | None = None
    available: AvailableView | None = None
    driving: str | None = None
    booked_on: BookedView | None = None
    lease: LeaseView | None = None
    medical: MedicalView | None = None
    gates: list[GateView] | None = None
    skills: list[str] | None = None
    shift_ends_at: datetime | None = None
    pair: bool | None = None


class AlertView(View):
    """A test alert and its receipts."""

    type: Literal["alert"]
    id: str
    unit_id: str | None = None
    call_sign: str | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    confirmed_at: datetime | None = None
    sent_by: str | None = None


class SchemeView(View):
    """A responder scheme: is it live, and if not, why."""

    type: Literal["scheme"]
    id: str
    name: str | None = None
    owner: str | None = None
    live: bool | None = None
    why_not_live: str | None = None
    paused_at: datetime | None = None
    paused_by: str | None = None


class CasePersonView(View):
    id: str
    name: str
    number: str
    station: str


class CaseTaskView(View):
    key: str
    state: str
    due_at: datetime | None = None
    owner: str | None = None
    holder: str | None = None


class CaseView(View):
    """An assault's case that is under way: enough to know that a screen has to read it again."""

    type: Literal["case"]
    id: str
    version: int
    can: list[str]
    number: str | None = None
    status: str | None = None
    title: str | None = None
    victim: CasePersonView | None = None
    classification: str | None = None
    investigation: str | None = None
    tasks: list[CaseTaskView] | None = None
    talk: str | None = None


class HazardView(View):
    """A place where crews hold off, for those who decide about it."""

    type: Literal["hazard"]
    id: str
    version: int
    state: str
    state_word: str
    place: str
    lat: float
    lon: float
    radius_metres: int
    station: str
    because: str
    because_text: str
    rule: str
    happened_on: date | None = None
    proposed_at: datetime
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str | None = None
    expires_on: date | None = None
    ended_at: datetime | None = None
    can: list[str]


Entity = Annotated[
    CallView | MissionView | UnitView | AlertView | SchemeView | CaseView | HazardView,
    Field(discriminator="type"),
]
