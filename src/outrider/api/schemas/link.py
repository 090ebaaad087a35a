"""Link officers, their stations' cover, and places in safety training."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from outrider.api.schemas.base import ONE_LINE, Message, upto
from outrider.api.schemas.entities import View

Number = Annotated[str, upto(12), ONE_LINE]
RowId = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1)]


class LinkOfficerView(View):
    id: int
    name: str
    number: str
    trained_on: date | None = None
    expires_on: date | None = None
    in_date: bool


class StationCoverView(View):
    id: int
    name: str
    serving: int
    cover: str
    text: str
    until: date | None = None
    appointed: int
    trained: int
    people: list[LinkOfficerView] | None = None


class CoverageAnswer(View):
    on: date
    stations: list[StationCoverView]


class LinkTurn(View):
    case: str
    name: str
    number: str
    told: str
    title: str
    days_since: int
    turn: str
    text: str


class LinkQueueAnswer(View):
    where: str
    talks: list[LinkTurn]
    unheld: int
    barred: int
    open_talks: int
    minutes_this_month: int
    currency: str


class ReasonView(View):
    why: str
    by: date
    text: str


class PlaceOfferedView(View):
    id: UUID
    on: date
    by: str
    course_on: date
    where: str
    answer: str  # taken, declined; empty: none yet
    text: str


class TrainingPlaceView(View):
    name: str
    number: str
    station: str
    when: str
    by: date
    runs_out: date | None = None
    sentence: str
    reasons: list[ReasonView]
    offered: PlaceOfferedView | None = None


class TrainingPlacesAnswer(View):
    on: date
    places: list[TrainingPlaceView]


class OwnPlaceAnswer(View):
    """A place that you are offered yourself; none: null."""

    place: PlaceOfferedView | None = None


class PlacesOfferedAnswer(View):
    officers: list[str]


class PlaceAnsweredAnswer(View):
    officer: str
    answer: str


class AppointedAnswer(View):
    appointment: int
    officer: str
    station: str
    trained_on: date | None = None
    expires_on: date | None = None
    ended_on: date | None = None


class RecordedCourses(View):
    officers: list[str]


class Appoint(Message):
    number: Number
    station: RowId
    trained_on: date | None = None
    expires_on: date | None = None


class LinkTraining(Message):
    appointment: RowId
    trained_on: date | None = None
    expires_on: date | None = None


class EndAppointment(Message):
    appointment: RowId


class OfferPlaces(Message):
    """A place in a course of safety training, for each of these officers."""

    numbers: Annotated[list[Number], Field(max_length=200)]
    course_on: date | None = None
    where: Annotated[str, upto(80), ONE_LINE] = ""


class AnswerPlace(Message):
    offer: UUID
    answer: Literal["taken", "declined"]


class Course(Message):
    """A day of safety training, for everybody who was there."""

    numbers: Annotated[list[Number], Field(max_length=200)]
    done_on: date | None = None
    hours: Annotated[float, Field(ge=0, le=1000)] | None = None
