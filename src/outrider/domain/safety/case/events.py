"""What happened to a case. Ids, codes and times; the words are kept beside the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from outrider.domain.safety.case.state import Investigation, TalkStatus, TrainingStatus
from outrider.domain.safety.decider import Classification


@dataclass(frozen=True, slots=True)
class CaseOpened:
    classification: Classification
    awaiting: bool


@dataclass(frozen=True, slots=True)
class Confirmed:
    pass


@dataclass(frozen=True, slots=True)
class FactsChanged:
    hurt: bool
    hospital: bool
    fluid: bool
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Reclassified:
    before: Classification
    after: Classification
    by: str  # victim, reviewer


@dataclass(frozen=True, slots=True)
class Disputed:
    wanted: Classification


@dataclass(frozen=True, slots=True)
class OicAssigned:
    officer: str


@dataclass(frozen=True, slots=True)
class StatementTakerAssigned:
    officer: str


@dataclass(frozen=True, slots=True)
class SupervisorAssigned:
    officer: str


@dataclass(frozen=True, slots=True)
class TaskAdded:
    task: str
    owner: str | None
    due_at: datetime | None
    clock: str


@dataclass(frozen=True, slots=True)
class TaskOwned:
    task: str
    owner: str


@dataclass(frozen=True, slots=True)
class TaskHeld:
    """Somebody on duty stands in for the owner; None gives it back."""

    task: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class TaskDone:
    task: str
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class TaskWaived:
    task: str
    why: str  # given: by a person, with words; not-a-crime, case-ended: by rule


@dataclass(frozen=True, slots=True)
class ClockSet:
    """A task is to be done by then. `why` says what set its clock, again or for the first time."""

    task: str
    due_at: datetime | None
    clock: str
    why: str  # reopened, repeats, facts, absence


@dataclass(frozen=True, slots=True)
class AbsenceSet:
    since: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class InvestigationMoved:
    state: Investigation
    outcome: str


@dataclass(frozen=True, slots=True)
class ViewGiven:
    pass


@dataclass(frozen=True, slots=True)
class WishesSet:
    federation: bool | None


@dataclass(frozen=True, slots=True)
class TalkMoved:
    """A "not now" is the same event as an offer that was taken back: it leaves no trace."""

    state: TalkStatus
    link_officer: str | None


@dataclass(frozen=True, slots=True)
class TalkFreed:
    """A conversation that had begun waits for another link officer, by the officer's wish."""

    notes: bool  # passed on; else the officer's alone


@dataclass(frozen=True, slots=True)
class TalkTaken:
    link_officer: str


@dataclass(frozen=True, slots=True)
class LessonFreed:
    """The lesson of a finished conversation waits for another link officer to read it."""


@dataclass(frozen=True, slots=True)
class LessonKept:
    """It is the officer's alone and will not be shared."""


@dataclass(frozen=True, slots=True)
class VideoReviewed:
    by: str
    together: bool


@dataclass(frozen=True, slots=True)
class NoteSaved:
    heading: str


@dataclass(frozen=True, slots=True)
class NoteTakenOut:
    heading: str


@dataclass(frozen=True, slots=True)
class LessonSaved:
    pass


@dataclass(frozen=True, slots=True)
class LessonAgreed:
    by: str  # officer, link


@dataclass(frozen=True, slots=True)
class LessonShared:
    pass


@dataclass(frozen=True, slots=True)
class TrainingMoved:
    request: str
    topic: str
    state: TrainingStatus
    on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class StationMoved:
    station: int


@dataclass(frozen=True, slots=True)
class CaseClosed:
    pass


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    pass


Event = (
    CaseOpened
    | Confirmed
    | FactsChanged
    | Reclassified
    | Disputed
    | OicAssigned
    | StatementTakerAssigned
    | SupervisorAssigned
    | TaskAdded
    | TaskOwned
    | TaskHeld
    | TaskDone
    | TaskWaived
    | ClockSet
    | AbsenceSet
    | InvestigationMoved
    | ViewGiven
    | WishesSet
    | TalkMoved
    | TalkFreed
    | TalkTaken
    | LessonFreed
    | LessonKept
    | VideoReviewed
    | NoteSaved
    | NoteTakenOut
    | LessonSaved
    | LessonAgreed
    | LessonShared
    | TrainingMoved
    | StationMoved
    | CaseClosed
    | CaseWithdrawn
)
