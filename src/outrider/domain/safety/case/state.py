"""What the rules know about a case. Built from rows by the service; never holds free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from outrider.domain.safety.decider import Classification
from outrider.domain.safety.template import Template


class Status(StrEnum):
    AWAITING = "awaiting-confirmation"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Investigation(StrEnum):
    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    BAIL = "bail"
    CHARGED = "charged"
    ENDED = "ended"

    @property
    def live(self) -> bool:
        """While it may still come to court: what is written may have to be shown there."""
        return self is not Investigation.ENDED


class TaskStatus(StrEnum):
    NOT_STARTED = "not-started"
    DONE = "done"
    WAIVED = "waived"

    @property
    def settled(self) -> bool:
        return self is not TaskStatus.NOT_STARTED


class TalkStatus(StrEnum):
    NONE = "none"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    TALKED = "talked"
    FINISHED = "finished"


class TrainingStatus(StrEnum):
    REQUESTED = "requested"
    BOOKED = "booked"
    DONE = "done"
    KNOWN = "outcome-known"


@dataclass(frozen=True, slots=True)
class TaskState:
    key: str
    owner: str | None
    due_at: datetime | None
    clock: str  # key of the clock rule that set the time
    status: TaskStatus = TaskStatus.NOT_STARTED
    holder: str | None = None  # who stands in while the owner is off duty
    done_at: datetime | None = None
    waived_why: str = ""  # given, not-a-crime, case-ended, not-wished

    @property
    def who(self) -> str | None:
        """Who has it now."""
        return self.holder or self.owner


@dataclass(frozen=True, slots=True)
class LessonState:
    officer_agreed: bool = False
    link_agreed: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class TrainingState:
    id: str
    topic: str
    status: TrainingStatus = TrainingStatus.REQUESTED
    booked_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseState:
    id: str
    template: Template
    victim: str | None  # officer id; None once withdrawn
    station: int
    status: Status
    classification: Classification
    recorded_at: datetime
    occurred_at: datetime
    hurt: bool = False
    hospital: bool = False
    fluid: bool = False
    disputed: bool = False
    oic: str | None = None
    statement_taker: str | None = None
    supervisor: str | None = None
    link_officer: str | None = None
    investigation: Investigation = Investigation.NOT_STARTED
    outcome: str = ""
    view_given: bool = False
    federation: bool | None = None
    off_since: date | None = None
    off_to: date | None = None
    tasks: Mapping[str, TaskState] = field(default_factory=dict)
    talk: TalkStatus = TalkStatus.NONE
    lesson: LessonState | None = None
    training: Mapping[str, TrainingState] = field(default_factory=dict)

    @property
    def is_crime(self) -> bool:
        return self.classification.is_crime

    @property
    def waiting(self) -> tuple[TaskState, ...]:
        return tuple(task for task in self.tasks.values() if not task.status.settled)
