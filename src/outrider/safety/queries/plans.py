"""Plans as a list: which case needs somebody's hand, and when. Ordered by date, never by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from outrider.domain.access import Field, Viewer
from outrider.domain.safety import clocks, words
from outrider.domain.safety.template import Template, read_template
from outrider.people.models import Officer
from outrider.safety.calendar import policy
from outrider.safety.models import Case, PlanTemplate, Task
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views.case import title
from outrider.safety.queries.views.common import fields_of
from outrider.safety.queries.views.plan import SOON, is_late

LIVE: Final = ("awaiting-confirmation", "open")
MOST: Final = 300
NEEDED: Final = frozenset({Field.CASE_PROGRESS, Field.CASE_TASKS, Field.CASE_VICTIM})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A waiting task, in words."""

    case_id: UUID
    key: str
    title: str
    who: str  # who has it now; empty: nobody
    stands_in_for: str
    due_at: datetime | None
    due_text: str
    state: str  # overdue, soon, later
    mine: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A case as a line of the list."""

    id: UUID
    version: int
    number: str
    title: str
    victim: str
    station: str
    status: str
    waits_for: tuple[str, ...]  # what only a person can put right: no officer in the case …
    waiting: tuple[TaskRow, ...]  # by date
    late: int
    soon: int

    @property
    def next_due(self) -> str:
        first = self.waiting[0].due_at if self.waiting else None
        return first.isoformat() if first else "9"

    @property
    def group(self) -> str:
        if self.late:
            return "overdue"
        if self.soon:
            return "soon"
        return "waits" if self.waits_for else "later"


def plan_rows(viewer: Viewer, now: datetime, *, closed: bool = False) -> list[PlanRow]:
    """Others' cases that this viewer looks after, the first date first; at most `MOST`."""
    found = rows_of(others_cases(viewer, closed=closed)[:MOST], viewer, now)
    return sorted(found, key=lambda row: (row.next_due, row.number))


def others_cases(viewer: Viewer, *, closed: bool = False) -> QuerySet[Case]:
    cases = cases_visible_to(viewer)
    if viewer.officer_id is not None:
        cases = cases.exclude(victim_id=UUID(viewer.officer_id))
    cases = cases.filter(status="closed") if closed else cases.filter(status__in=LIVE)
    return cases.order_by("-recorded_at")


def rows_of(cases: Iterable[Case], viewer: Viewer, now: datetime) -> list[PlanRow]:
    if isinstance(cases, QuerySet):
        waiting = Task.objects.filter(state="not-started").select_related("owner", "holder")
        cases = cases.select_related("incident", "station", "victim", "oic").prefetch_related(
            Prefetch("tasks", waiting)
        )
    templates = {row.pk: read_template(row.body) for row in PlanTemplate.objects.all()}
    return [
        _row(case, templates[case.template_id], viewer, now)
        for case in cases
        if fields_of(case, viewer) >= NEEDED
    ]


def _row(case: Case, template: Template, viewer: Viewer, now: datetime) -> PlanRow:
    tasks = [_task(task, template, viewer, now) for task in case.tasks.all()]
    tasks.sort(key=lambda task: (task.due_at is None, task.due_at or now, task.key))
    return PlanRow(
        id=case.pk,
        version=case.version,
        number=case.number,
        title=title(case),
        victim=case.victim.spoken_name if case.victim else "",
        station=case.station.name,
        status=case.status,
        waits_for=(*_waits(case), *_left(case, now)),
        waiting=tuple(tasks),
        late=sum(task.state == "overdue" for task in tasks),
        soon=sum(task.state == "soon" for task in tasks),
    )


def _task(task: Task, template: Template, viewer: Viewer, now: datetime) -> TaskRow:
    rule = clocks.RULES[template.task(task.key).clock]
    late = task.due_at is not None and is_late(task.due_at, rule, now)
    soon = task.due_at is not None and task.due_at - now <= SOON
    has = next((one for one in (task.holder, task.owner) if one and not has_left(one, now)), None)
    return TaskRow(
        case_id=task.case_id,
        key=task.key,
        title=template.task(task.key).title,
        who=_name(has),
        stands_in_for=_name(task.owner) if task.holder else "",
        due_at=task.due_at,
        due_text=words.due_text(task.due_at, now, policy().calendar),
        state="overdue" if late else "soon" if soon else "later",
        mine=has is not None and str(has.pk) == viewer.officer_id,
    )


def _name(officer: Officer | None) -> str:
    return officer.spoken_name if officer else ""


def _waits(case: Case) -> Iterable[str]:
    crime = case.classification != "injury-on-duty"
    if case.status == "closed":
        return
    if crime and case.oic_id is None:
        yield "No officer in the case"
    if case.supervisor_id is None:
        yield "Nobody looks after the officer"
    if case.classification == "unsure":
        yield "A reviewer has to say what it is"
    if case.disputed:
        yield "The officer sees it differently"
    if case.status == "awaiting-confirmation":
        yield "The officer has not confirmed it yet"


def _left(case: Case, now: datetime) -> Iterable[str]:
    """Loudly: what only somebody who has left would see to."""
    if case.status == "closed":
        return
    if case.oic is not None and has_left(case.oic, now):
        yield "The officer in the case has left: name another"
    gone = sum(task.owner is not None and has_left(task.owner, now) for task in case.tasks.all())
    if gone:
        yield f"{gone} {'task is' if gone == 1 else 'tasks are'} nobody’s: the owner has left"


def has_left(officer: Officer, now: datetime) -> bool:
    """Their last day of service is over."""
    return officer.left_on is not None and officer.left_on < policy().calendar.day(now)


def spoken_count(victim_id: UUID | None, case: Case) -> int:
    """Which of this officer's assaults in twelve months this one is; 0 for an injury on duty.

    For a sentence to the officer's own line ("ask how they are"), never for a list or a total.
    """
    if victim_id is None or case.classification == "injury-on-duty":
        return 0
    since = case.incident.occurred_at - timedelta(days=365)
    return (
        Case.objects.filter(
            victim_id=victim_id,
            withdrawn_at__isnull=True,
            incident__occurred_at__gt=since,
            incident__occurred_at__lte=case.incident.occurred_at,
        )
        .exclude(classification="injury-on-duty")
        .count()
    )


def others_present(case: Case, viewer: Viewer) -> list[Case]:
    """Cases of the same incident that the viewer may see too."""
    return list(
        cases_visible_to(viewer)
        .filter(incident_id=case.incident_id)
        .exclude(pk=case.pk)
        .select_related("victim")
        .order_by("number")
    )
