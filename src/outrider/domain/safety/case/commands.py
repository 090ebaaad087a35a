"""What somebody wants to do to a case. `by` is an officer id where a rule hangs on the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from outrider.domain.safety.case.state import Investigation
from outrider.domain.safety.decider import Classification


@dataclass(frozen=True, slots=True)
class Open:
    """Start the plan of a record that was just made."""

    awaiting: bool = False
    owners: Mapping[str, str] = field(default_factory=dict)  # owner role -> officer


@dataclass(frozen=True, slots=True)
class Confirm:
    pass


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    hurt: bool
    hospital: bool
    fluid: bool
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class SeeDifferently:
    wanted: Classification


@dataclass(frozen=True, slots=True)
class Reclassify:
    code: Classification
    has_reason: bool


@dataclass(frozen=True, slots=True)
class AssignOic:
    officer: str


@dataclass(frozen=True, slots=True)
class AssignStatementTaker:
    officer: str


@dataclass(frozen=True, slots=True)
class AssignSupervisor:
    officer: str


@dataclass(frozen=True, slots=True)
class AssignTask:
    task: str
    officer: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Everything that one person has waiting, to another."""

    from_officer: str
    to: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """From the clock: the owner is off duty when it falls due. None: the owner is back."""

    task: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class FinishTask:
    task: str
    by: str | None
    has_evidence: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class WaiveTask:
    task: str
    has_reason: bool


@dataclass(frozen=True, slots=True)
class ReopenTask:
    task: str


@dataclass(frozen=True, slots=True)
class Review:
    """From the clock, once a day and after an absence: does the plan need another task?"""


@dataclass(frozen=True, slots=True)
class OffWork:
    since: date


@dataclass(frozen=True, slots=True)
class BackAtWork:
    on: date


@dataclass(frozen=True, slots=True)
class Investigate:
    state: Investigation
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class GiveView:
    pass


@dataclass(frozen=True, slots=True)
class SetWishes:
    federation: bool | None


@dataclass(frozen=True, slots=True)
class OfferTalk:
    by: str
    not_before: date | None = None  # the day on which to ask again


@dataclass(frozen=True, slots=True)
class AcceptTalk:
    pass


@dataclass(frozen=True, slots=True)
class AgreeTime:
    """When to meet, once the conversation is accepted."""


@dataclass(frozen=True, slots=True)
class NotNow:
    pass


@dataclass(frozen=True, slots=True)
class GoOn:
    """The officer goes on with another link officer, because theirs is none any more."""

    ended: bool  # nobody holds the conversation as a link officer of the station
    notes: bool  # may whoever takes it over read what was kept?


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Another link officer takes up a conversation that the officer wants to go on with."""

    by: str


@dataclass(frozen=True, slots=True)
class PassLesson:
    """The officer lets another link officer read a lesson that theirs can no longer agree to."""

    ended: bool  # as above


@dataclass(frozen=True, slots=True)
class KeepLesson:
    """The officer keeps such a lesson to themself."""

    ended: bool


@dataclass(frozen=True, slots=True)
class SeeVideo:
    by: str
    together: bool


@dataclass(frozen=True, slots=True)
class SaveNote:
    heading: str


@dataclass(frozen=True, slots=True)
class TakeOutNote:
    heading: str


@dataclass(frozen=True, slots=True)
class SaveLesson:
    pass


@dataclass(frozen=True, slots=True)
class AgreeLesson:
    by: str  # officer, link


@dataclass(frozen=True, slots=True)
class FinishTalk:
    pass


@dataclass(frozen=True, slots=True)
class RequestTraining:
    request: str
    topic: str


@dataclass(frozen=True, slots=True)
class BookTraining:
    request: str
    on: date


@dataclass(frozen=True, slots=True)
class TrainingDone:
    request: str
    on: date


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    request: str
    outcome: str


@dataclass(frozen=True, slots=True)
class MoveStation:
    """The victim serves elsewhere now: the case goes with them."""

    station: int
    supervisor: str | None


@dataclass(frozen=True, slots=True)
class Close:
    pass


@dataclass(frozen=True, slots=True)
class Withdraw:
    pass


Command = (
    Open
    | Confirm
    | ChangeFacts
    | SeeDifferently
    | Reclassify
    | AssignOic
    | AssignStatementTaker
    | AssignSupervisor
    | AssignTask
    | HandOver
    | StandIn
    | FinishTask
    | WaiveTask
    | ReopenTask
    | Review
    | OffWork
    | BackAtWork
    | Investigate
    | GiveView
    | SetWishes
    | OfferTalk
    | AcceptTalk
    | AgreeTime
    | NotNow
    | GoOn
    | TakeOver
    | PassLesson
    | KeepLesson
    | SeeVideo
    | SaveNote
    | TakeOutNote
    | SaveLesson
    | AgreeLesson
    | FinishTalk
    | RequestTraining
    | BookTraining
    | TrainingDone
    | TrainingOutcome
    | MoveStation
    | Close
    | Withdraw
)
