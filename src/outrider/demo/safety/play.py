"""A script run through the real rules: `decide`, `evolve`, rows and journal entries.

It writes in memory what `safety.services` write row by row; a test plays a sample both ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from outrider.demo.safety.people import Person
from outrider.demo.safety.records import Rows, record_rows
from outrider.demo.safety.scene import VICTIM, Scene, Step
from outrider.demo.seeds import made_id
from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case import events as e
from outrider.domain.safety.case.decide import decide
from outrider.domain.safety.case.evolve import evolve
from outrider.domain.safety.case.state import CaseState, Status, TalkStatus, TrainingStatus
from outrider.domain.safety.decider import Classification
from outrider.domain.safety.template import DEFAULT_TEMPLATE
from outrider.journal.new_entry import NewEntry
from outrider.notify.models import Notice
from outrider.people.actors import SYSTEM, Actor
from outrider.people.models import TrainingRecord
from outrider.safety.calendar import policy
from outrider.safety.mapping import has_fluid, is_hurt
from outrider.safety.models import (
    CaseText,
    Classified,
    Lesson,
    TalkNote,
    Task,
    TrainingRequest,
    VideoReview,
)
from outrider.safety.services.entries import entry_of
from outrider.safety.services.telling import told

ASK_AGAIN: Final = timedelta(days=30)
UNREAD: Final = timedelta(days=4)


@dataclass
class Played:
    """What one case leaves behind."""

    scene: Scene
    rows: Rows
    state: CaseState
    entries: list[tuple[datetime, NewEntry]] = field(default_factory=list)
    refused: int = 0


def pseudonym(seed: int, person: Person) -> str:
    """Who somebody is in the journal."""
    return str(made_id(seed, "user", person.account))


def play(scene: Scene) -> Played:
    """Open the case and take every step; what a rule refuses leaves nothing behind."""
    rows = record_rows(scene)
    played = Played(scene, rows, _first_state(scene, rows))
    owners = scene.cast.owners()
    open_it = c.Open(awaiting=scene.facts.on_behalf, owners=owners)
    who = scene.cast.supervisor if scene.facts.on_behalf else VICTIM
    told = {"what": rows.case.methods, "hurt": rows.case.hurt}
    first = Step(scene.recorded, who, open_it, json.dumps(told, sort_keys=True))
    take(played, first)
    _recorded(played)
    for step in scene.in_order():
        take(played, step)
    settle(played)
    return played


def _first_state(scene: Scene, rows: Rows) -> CaseState:
    case = rows.case
    return CaseState(
        id=str(case.pk),
        template=DEFAULT_TEMPLATE,
        victim=str(scene.victim.id),
        station=case.station_id,
        status=Status.OPEN,
        classification=Classification(case.classification),
        recorded_at=case.recorded_at,
        occurred_at=rows.incident.occurred_at,
        hurt=is_hurt(case),
        fluid=has_fluid(case),
        supervisor=str(case.supervisor_id),
    )


def take(played: Played, step: Step) -> None:
    """One step, judged by the rules as if it had come in live."""
    try:
        happened = decide(played.state, step.command, policy(), step.at)
    except Refused:
        played.refused += 1
        return
    actor = _actor(played.scene, step)
    for index, event in enumerate(happened):
        played.state = evolve(played.state, event)
        _ROWS.get(type(event), _nothing)(played, event, step)
        text = step.text if index == 0 else None
        _tell(played, event, step.at)
        entry = entry_of(event, played.rows.case.pk, actor, step.at, text=text)
        played.entries.append((step.at, entry))
    if happened:
        played.rows.case.version += 1


def _tell(played: Played, event: e.Event, at: datetime) -> None:
    """Who hears of it; what was told longer ago has been read."""
    if at < played.scene.until - UNREAD:
        return
    about = f"case:{played.rows.case.pk}"
    if isinstance(event, e.TalkMoved) and event.state is TalkStatus.NONE:
        # a "not now" leaves no trace of the offer
        played.rows.notices = [n for n in played.rows.notices if not n.kind.startswith("talk-")]
    for officer, kind in told(event, played.state):
        known = {(notice.officer_id, notice.kind) for notice in played.rows.notices}
        if officer is not None and (UUID(officer), kind) not in known:
            number = len(played.rows.notices)
            made = made_id(played.scene.seed, "told", about, kind, at.isoformat(), number)
            notice = Notice(id=made, kind=kind, entity=about, made_at=at)
            notice.officer_id = UUID(officer)
            played.rows.notices.append(notice)


def _actor(scene: Scene, step: Step) -> Actor:
    if isinstance(step.who, Person):
        return Actor(pseudonym(scene.seed, step.who), "")
    return Actor(str(made_id(scene.seed, "alias", scene.id)), "") if step.who == VICTIM else SYSTEM


def settle(played: Played) -> None:
    """The state of the rules into the rows."""
    state, case = played.state, played.rows.case
    case.status = state.status.value
    case.disputed = state.disputed
    case.oic_id, case.statement_taker_id = _id(state.oic), _id(state.statement_taker)
    case.supervisor_id = _id(state.supervisor)
    case.investigation, case.outcome = state.investigation.value, state.outcome
    case.off_work_since, case.off_work_to = state.off_since, state.off_to
    case.federation = state.federation
    for key, task in state.tasks.items():
        row = played.rows.tasks[key]
        row.owner_id, row.holder_id = _id(task.owner), _id(task.holder)
        row.due_at, row.clock_rule = task.due_at, task.clock
        row.state, row.waived_code = task.status.value, task.waived_why
        row.done_at = task.done_at


def _recorded(played: Played) -> None:
    """The incident's own entry, after those of its case."""
    incident, case = played.rows.incident, played.rows.case
    entry = NewEntry(
        stream=f"incident:{incident.pk}",
        kind="incident.recorded",
        payload={"cases": [str(case.pk)], "safe": case.safe},
        actor=incident.recorded_by,
        cause=incident.draft_id,
        effective_at=incident.recorded_at,
        touches=(f"case:{case.pk}",),
    )
    played.entries.append((incident.recorded_at, entry))


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


Write = Callable[[Played, Any, Step], None]


def _nothing(played: Played, event: Any, step: Step) -> None:
    """The event leaves nothing but its journal entry and what `settle` reads from the state."""


def _confirmed(played: Played, event: e.Confirmed, step: Step) -> None:
    played.rows.case.confirmed_at = step.at


def _facts(played: Played, event: e.FactsChanged, step: Step) -> None:
    if event.hospital:
        played.rows.case.medical = "hospital"
        played.rows.case.injury_added_at = step.at


def _disputed(played: Played, event: e.Disputed, step: Step) -> None:
    _classified(played, step, "victim", event.wanted.value)


def _reclassified(played: Played, event: e.Reclassified, step: Step) -> None:
    played.rows.case.classification = event.after.value
    played.rows.case.classified_by = event.by
    _classified(played, step, "reviewer", event.after.value)


def _classified(played: Played, step: Step, by: str, code: str) -> None:
    row = Classified(case=played.rows.case, at=step.at, by=by, code=code, reason=step.text or "")
    played.rows.classified.append(row)


def _added(played: Played, event: e.TaskAdded, step: Step) -> None:
    template = DEFAULT_TEMPLATE.task(event.task)
    case = played.rows.case
    played.rows.tasks[event.task] = Task(
        id=made_id(played.scene.seed, "task", case.pk, event.task),
        case=case,
        key=event.task,
        point=template.point,
        owner_role=template.owner,
    )
    played.rows.since[event.task] = step.at


def _done(played: Played, event: e.TaskDone, step: Step) -> None:
    row = played.rows.tasks[event.task]
    row.done_by_id = _id(event.by)
    if isinstance(step.command, c.FinishTask):
        row.evidence = step.text or ""


def _clock(played: Played, event: e.ClockSet, step: Step) -> None:
    played.rows.tasks[event.task].waived_why = ""
    played.rows.since[event.task] = step.at


def _waived(played: Played, event: e.TaskWaived, step: Step) -> None:
    if event.why == "given":
        played.rows.tasks[event.task].waived_why = step.text or ""


def _view(played: Played, event: e.ViewGiven, step: Step) -> None:
    case = played.rows.case
    case.view_given_at = step.at
    text = CaseText(case=case, kind="view", body=step.text or "", written_at=step.at)
    played.rows.texts.append(text)


def _wishes(played: Played, event: e.WishesSet, step: Step) -> None:
    for name in ("contact", "may_know", "statement"):
        setattr(played.rows.case, name, step.with_it.get(name, ""))


def _talk(played: Played, event: e.TalkMoved, step: Step) -> None:
    talk = played.rows.talk
    talk.state, talk.link_officer_id = event.state.value, _id(event.link_officer)
    match event.state:
        case TalkStatus.OFFERED:
            talk.offered_at = step.at
        case TalkStatus.ACCEPTED:
            talk.accepted_at = step.at
            talk.meets_at = step.with_it.get("meets_at")
        case TalkStatus.TALKED:
            talk.talked_at = step.at
        case TalkStatus.FINISHED:
            talk.finished_at = step.at
        case TalkStatus.NONE:
            talk.offered_at = talk.accepted_at = talk.meets_at = None
            talk.ask_again_on = (step.at + ASK_AGAIN).date()


def _video(played: Played, event: e.VideoReviewed, step: Step) -> None:
    start = step.with_it["seen_from"]
    played.rows.reviews.append(
        VideoReview(
            case=played.rows.case,
            reference=step.text or "",
            seen_by_id=_id(event.by),
            seen_from=start,
            seen_to=step.at,
            together=event.together,
        )
    )
    played.rows.talk.minutes += round((step.at - start).total_seconds() / 60)


def _note(played: Played, event: e.NoteSaved, step: Step) -> None:
    note = TalkNote(heading=event.heading, body=step.text or "", written_at=step.at)
    note.talk_id = played.rows.case.pk
    played.rows.notes[event.heading] = note


def _lesson(played: Played, event: Any, step: Step) -> None:
    rows, state = played.rows, played.state.lesson
    if state is None:
        return
    if rows.lesson is None:
        rows.lesson = Lesson(id=made_id(played.scene.seed, "lesson", rows.case.pk), case=rows.case)
    if isinstance(event, e.LessonSaved):
        rows.lesson.body, rows.lesson.codes = step.text or "", step.with_it["codes"]
    at = step.at
    lesson = rows.lesson
    lesson.officer_agreed_at = (lesson.officer_agreed_at or at) if state.officer_agreed else None
    lesson.link_agreed_at = (lesson.link_agreed_at or at) if state.link_agreed else None
    lesson.shared_at = (lesson.shared_at or at) if state.shared else None


def _training(played: Played, event: e.TrainingMoved, step: Step) -> None:
    rows = played.rows
    row = rows.training.get(event.request)
    if row is None:
        row = TrainingRequest(pk=UUID(event.request), case=rows.case, requested_at=step.at)
        rows.training[event.request] = row
    row.topic, row.state = event.topic, event.state.value
    match event.state:
        case TrainingStatus.BOOKED:
            row.booked_on, row.booked_where = event.on, step.with_it.get("where", "")
        case TrainingStatus.DONE:
            row.done_on = event.on
            record = TrainingRecord(course=f"extra-{event.topic}", hours=4.0)
            record.officer_id, record.done_on = played.scene.victim.id, event.on or step.at.date()
            rows.records.append(record)
        case TrainingStatus.KNOWN:
            row.outcome = event.outcome


def _closed(played: Played, event: e.CaseClosed, step: Step) -> None:
    played.rows.case.closed_at = step.at


_ROWS: Final[Mapping[type, Write]] = {
    e.Confirmed: _confirmed,
    e.FactsChanged: _facts,
    e.Disputed: _disputed,
    e.Reclassified: _reclassified,
    e.TaskAdded: _added,
    e.TaskDone: _done,
    e.ClockSet: _clock,
    e.TaskWaived: _waived,
    e.ViewGiven: _view,
    e.WishesSet: _wishes,
    e.TalkMoved: _talk,
    e.VideoReviewed: _video,
    e.NoteSaved: _note,
    e.LessonSaved: _lesson,
    e.LessonAgreed: _lesson,
    e.LessonShared: _lesson,
    e.TrainingMoved: _training,
    e.CaseClosed: _closed,
}
