"""Rows <-> the state that the rules know."""

from __future__ import annotations

from uuid import UUID

from outrider.domain.safety.case.state import (
    CaseState,
    Investigation,
    LessonState,
    Status,
    TalkStatus,
    TaskState,
    TaskStatus,
    TrainingState,
    TrainingStatus,
)
from outrider.domain.safety.decider import Classification
from outrider.domain.safety.template import read_template
from outrider.safety.models import Case, Lesson, Talk, Task, TrainingRequest

HURT = frozenset({"a-bit", "badly"})


def load_state(case: Case) -> CaseState:
    """The case's state from its rows."""
    talk = Talk.objects.filter(case=case).first()
    lesson = Lesson.objects.filter(case=case).first()
    return CaseState(
        id=str(case.pk),
        template=read_template(case.template.body),
        victim=_id(case.victim_id),
        station=case.station_id,
        status=Status(case.status),
        classification=Classification(case.classification),
        recorded_at=case.recorded_at,
        occurred_at=case.incident.occurred_at,
        hurt=is_hurt(case),
        hospital=case.medical == "hospital",
        fluid=has_fluid(case),
        disputed=case.disputed,
        oic=_id(case.oic_id),
        statement_taker=_id(case.statement_taker_id),
        supervisor=_id(case.supervisor_id),
        link_officer=_id(talk.link_officer_id) if talk else None,
        investigation=Investigation(case.investigation),
        outcome=case.outcome,
        view_given=case.view_given_at is not None,
        federation=case.federation,
        off_since=case.off_work_since,
        off_to=case.off_work_to,
        tasks={task.key: task_state(task) for task in case.tasks.order_by("point", "key")},
        talk=TalkStatus(talk.state) if talk else TalkStatus.NONE,
        lesson=_lesson(lesson),
        training={str(row.pk): _training(row) for row in case.training.all()},
    )


def is_hurt(case: Case) -> bool:
    return case.hurt in HURT or bool(set(case.injuries) - {"none"})


def has_fluid(case: Case) -> bool:
    return bool({"spit", "bite"} & set(case.methods)) or bool(case.fluid.get("fluid"))


def task_state(row: Task) -> TaskState:
    return TaskState(
        key=row.key,
        owner=_id(row.owner_id),
        due_at=row.due_at,
        clock=row.clock_rule,
        status=TaskStatus(row.state),
        holder=_id(row.holder_id),
        done_at=row.done_at,
        waived_why=row.waived_code,
    )


def _lesson(row: Lesson | None) -> LessonState | None:
    if row is None:
        return None
    return LessonState(
        officer_agreed=row.officer_agreed_at is not None,
        link_agreed=row.link_agreed_at is not None,
        shared=row.shared_at is not None,
    )


def _training(row: TrainingRequest) -> TrainingState:
    return TrainingState(
        str(row.pk), row.topic, TrainingStatus(row.state), row.booked_on, row.done_on
    )


def _id(value: UUID | None) -> str | None:
    return str(value) if value else None
