"""What the API answers about assaults. A field that the viewer may not see is absent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from outrider.api.schemas.entities import View


class PersonView(View):
    id: str
    name: str
    number: str
    station: str


class RuleView(View):
    id: str
    version: str
    text: str
    source: str
    check_locally: bool


class TaskView(View):
    id: str
    key: str
    point: int
    title: str
    guidance: str
    wanted: str
    owner_role: str
    owner: PersonView | None = None
    holder: PersonView | None = None
    due_at: datetime | None = None
    due_text: str
    rule: RuleView
    state: str
    word: str
    late_days: int | None = None
    evidence: str
    waived_why: str
    done_at: datetime | None = None
    done_by: PersonView | None = None
    gate: bool
    waivable: bool


class PointView(View):
    n: int
    title: str
    promise: str
    state: str
    word: str
    text: str
    tasks: list[str]


class PlanView(View):
    name: str
    version: str
    points: list[PointView]


class NextView(View):
    text: str
    on: datetime
    due_text: str


class WhereView(View):
    known: bool
    label: str
    lat: float | None = None
    lon: float | None = None


class FactsView(View):
    what: list[str]
    hurt: str
    safe: str
    when: datetime
    when_kind: str
    where: WhereView
    in_a_home: bool | None = None
    location_type: str
    activity: str
    single_crewed: bool | None = None
    public_view: bool | None = None
    impact_factors: list[str]
    weapon: str
    call_number: str
    footage: list[str]


class FluidView(View):
    fluid: str | None = None
    reached: list[str] = []
    infection: str | None = None


class InjuryView(View):
    hurt: str
    body: list[str]
    injuries: list[str]
    medical: str
    fluid: FluidView
    added_at: datetime | None = None
    off_since: date | None = None
    off_to: date | None = None


class ClassifiedView(View):
    at: datetime
    by: str
    code: str
    reason: str


class ClassificationView(View):
    code: str
    word: str
    says: str
    teaches: list[str]
    by: str
    disputed: bool
    history: list[ClassifiedView]


class InvestigationView(View):
    state: str
    outcome: str
    live: bool
    view_given: bool
    crime_ref: str
    hs_ref: str
    uof_ref: str


class SuspectView(View):
    number: int
    reference: str


class ClockView(View):
    id: str
    title: str
    state: str
    text: str
    due_at: datetime | None = None
    rule: RuleView


class WishesView(View):
    contact: str
    may_know: str
    federation: bool | None = None
    statement: str


class VideoView(View):
    reference: str
    by: PersonView | None = None
    from_: Annotated[datetime | None, Field(alias="from")] = None
    to: datetime
    together: bool


class TalkView(View):
    state: str
    with_: Annotated[PersonView | None, Field(alias="with")] = None
    offered_at: datetime | None = None
    meets_at: datetime | None = None
    talked_at: datetime | None = None
    finished_at: datetime | None = None
    minutes: int | None = None
    live: bool
    warning: str | None = None
    videos: list[VideoView] = []
    ask_again_on: date | None = None
    waits_for: str = ""  # officer, another, lesson, lesson-another: who is missing
    times: list[datetime] = []


class LessonView(View):
    text: str
    codes: list[str]
    agreed_by: list[str]
    shared: bool
    held: bool
    why_held: str


class TrainingView(View):
    id: str
    topic: str
    topic_word: str
    state: str
    requested_at: datetime
    booked_on: date | None = None
    booked_where: str
    done_on: date | None = None
    outcome: str


class FullCaseView(View):
    """A case with all that the viewer may see of it."""

    type: Literal["case"]
    id: str
    version: int
    mine: bool
    can: list[str]
    number: str | None = None
    status: str | None = None
    title: str | None = None
    recorded_at: datetime | None = None
    recorded_seconds: int | None = None
    on_behalf: bool | None = None
    station: str | None = None
    supervisor: PersonView | None = None
    oic: PersonView | None = None
    statement_taker: PersonView | None = None
    plan: PlanView | None = None
    next: NextView | None = None
    victim: PersonView | None = None
    told: str | None = None
    facts: FactsView | None = None
    injury: InjuryView | None = None
    hate: list[str] | None = None
    own_characteristic: list[str] | None = None
    classification: ClassificationView | None = None
    investigation: InvestigationView | None = None
    suspects: list[SuspectView] | None = None
    tasks: list[TaskView] | None = None
    clocks: list[ClockView] | None = None
    wishes: WishesView | None = None
    impact: str | None = None
    view: str | None = None
    talk: TalkView | None = None
    notes: dict[str, str] | None = None
    lesson: LessonView | None = None
    training: list[TrainingView] | None = None


class QuestionView(View):
    id: str
    text: str
    help: str
    yes: str
    no: str


class DecisionView(View):
    classification: str
    rule: str
    says: str
    teaches: list[str]
    hate: bool
    asks: QuestionView | None = None


class DuplicateView(View):
    number: str
    title: str


class RecordedAnswer(View):
    cases: list[FullCaseView]
    decision: DecisionView
    duplicates: list[DuplicateView]
    help: str | None = None


class CaseAnswer(View):
    case: FullCaseView


class CasesAnswer(View):
    cases: list[FullCaseView]


class ChoiceLists(View):
    """Every list of the record, code to words."""

    lists: dict[str, dict[str, str]]


class DeciderRule(View):
    id: str
    result: str
    says: str
    teaches: list[str]


class Decider(View):
    """The decider as data, so that a phone without signal gives the same answer."""

    version: str
    acts: list[str]
    questions: list[QuestionView]
    rules: list[DeciderRule]


class LookView(View):
    at: datetime
    who: str
    why: str


class LooksAnswer(View):
    looks: list[LookView]
