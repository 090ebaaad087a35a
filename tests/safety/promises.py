"""What must hold of every case after every step: read from rows, by a reader of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from outrider.domain.access import Role, Viewer
from outrider.domain.safety.clocks import RULES, ClockKind
from outrider.domain.safety.template import read_template
from outrider.journal.models import Entry
from outrider.notify.models import Notice
from outrider.safety.models import Case, Lesson, Reminder, Talk, Task, TrainingRequest
from outrider.safety.queries.scope import cases_visible_to

SETTLED = ("done", "waived")
LINE = (Role.SUPERVISOR, Role.DUTY_SERGEANT, Role.INSPECTOR)
SCHEME = ("safety", "journal", "notify", "crossover")
"""Whose tables may hold something about a person because of a case."""


@dataclass
class Books:
    """Everything that is written down, and who could look at it."""

    now: datetime
    line: list[Viewer]  # supervisors, sergeants and inspectors
    cases: list[Case] = field(
        default_factory=lambda: list(Case.objects.select_related("template", "incident"))
    )
    tasks: list[Task] = field(default_factory=lambda: list(Task.objects.all()))
    entries: list[Entry] = field(
        default_factory=lambda: list(
            Entry.objects.filter(stream__startswith="case:").order_by("seq")
        )
    )

    @property
    def live(self) -> dict[UUID, Case]:
        return {case.pk: case for case in self.cases if case.withdrawn_at is None}

    def waiting(self) -> Iterator[Task]:
        return (task for task in self.tasks if task.state not in SETTLED)


def the_victim_never_runs_their_own_case(books: Books) -> None:
    for case in books.live.values():
        assert case.victim_id is not None
        parts = {case.oic_id, case.statement_taker_id, case.supervisor_id}
        assert case.victim_id not in parts, case.number
        link = Talk.objects.filter(case=case).values_list("link_officer_id", flat=True).first()
        assert link != case.victim_id, case.number
    for task in books.tasks:
        victim = books.live[task.case_id].victim_id
        assert victim not in {task.owner_id, task.holder_id, task.done_by_id}, task.key


def no_task_is_lost(books: Books) -> None:
    """The rows are what the journal says: each task added once, and where its last step left it."""
    told: dict[tuple[str, str], str] = {}
    for entry in books.entries:
        key = entry.stream.removeprefix("case:"), entry.payload.get("task", "")
        if entry.kind == "task.added":
            assert key not in told, f"{key} was added twice"
        if entry.kind in _STATE:
            told[key] = _STATE[entry.kind]
    kept = {(str(task.case_id), task.key): task.state for task in books.tasks}
    owed = {key: state for key, state in told.items() if UUID(key[0]) in books.live}
    assert kept == owed


_STATE = {
    "task.added": "not-started",
    "task.clock": "not-started",
    "task.done": "done",
    "task.waived": "waived",
}


def each_waiting_task_is_somebodys(books: Books) -> None:
    """It has an owner or a holder, or the case is in the list of somebody who can give it one."""
    nobodys = {task.case_id for task in books.waiting() if not (task.owner_id or task.holder_id)}
    for case in nobodys:
        seen = [viewer for viewer in books.line if _can_assign(books.live[case], viewer)]
        assert seen, f"nobody has a task of {case} and nobody can give it to anybody"


def _can_assign(case: Case, viewer: Viewer) -> bool:
    mine = str(case.victim_id) == viewer.officer_id
    return not mine and cases_visible_to(viewer).filter(pk=case.pk).exists()


def no_clock_stops_silently(books: Books) -> None:
    """A waiting task has its time and a reminder that will speak, or a rule that states no time."""
    pending = set(
        Reminder.objects.filter(fired_at=None, cancelled_at=None).values_list("task", "kind")
    )
    spoken = set(Reminder.objects.exclude(fired_at=None).values_list("task", "kind"))
    for task in books.waiting():
        rule = RULES[task.clock_rule.partition("@")[0]]
        if task.due_at is None:
            assert rule.kind is ClockKind.NONE, f"{task.key} has no time and no reason for it"
            continue
        assert (task.pk, "overdue") in pending | spoken, f"{task.key} will never speak"


def what_is_late_has_been_said(books: Books) -> None:
    """After the clock has run: of every task that is late, somebody has been told."""
    heard = set(
        Notice.objects.filter(kind="task-overdue", over_at=None).values_list("entity", "part")
    )
    for task in books.waiting():
        if task.due_at is not None and task.due_at <= books.now:
            assert (f"case:{task.case_id}", task.key) in heard, (
                f"nobody was told: {task.key} is late"
            )


def waivers_have_reasons(books: Books) -> None:
    for task in books.tasks:
        if task.state != "waived":
            continue
        assert task.waived_code, task.key
        assert task.waived_code != "given" or task.waived_why.strip(), task.key
        template = read_template(books.live[task.case_id].template.body).task(task.key)
        assert template.waivable or task.waived_code != "given", f"{task.key} cannot be waived"


def reminders_stop_when_a_task_is_settled(books: Books) -> None:
    settled = [task for task in books.tasks if task.state in SETTLED]
    alive = Reminder.objects.filter(fired_at=None, cancelled_at=None, task__in=settled)
    assert not alive.exists()
    spoken_of = set(Notice.objects.filter(over_at=None).values_list("entity", "part"))
    for task in settled:
        about = (f"case:{task.case_id}", task.key)
        assert about not in spoken_of, f"{task.key} is settled and still spoken of"


def each_reminder_speaks_once(books: Books) -> None:
    both = Reminder.objects.exclude(fired_at=None).exclude(cancelled_at=None)
    assert not both.exists()
    pending = Reminder.objects.filter(fired_at=None, cancelled_at=None)
    keys = list(pending.values_list("task", "kind"))
    assert len(keys) == len(set(keys)), "a task has two reminders of a kind"


PROMISES: tuple[Callable[[Books], None], ...] = (
    the_victim_never_runs_their_own_case,
    no_task_is_lost,
    each_waiting_task_is_somebodys,
    no_clock_stops_silently,
    waivers_have_reasons,
    reminders_stop_when_a_task_is_settled,
    each_reminder_speaks_once,
)


# --- who may see what, written down a second time, in plain words ---------------------------------


@dataclass(frozen=True)
class Facts:
    """What decides who may see a case, read once."""

    case: Case
    doers: frozenset[str]
    parts: frozenset[str]
    link: str | None
    training: bool
    there: frozenset[str]  # officers to whom it happened in the same incident
    health: bool  # the plan asks occupational health
    wants_link: bool  # a link officer has something to do: to offer, to go on, to read a lesson


def facts_of_cases() -> list[Facts]:
    doers: dict[UUID, set[str]] = defaultdict(set)
    for case, *who in Task.objects.values_list("case", "owner", "holder"):
        doers[case] |= {str(one) for one in who if one}
    links = dict(Talk.objects.values_list("case", "link_officer"))
    trained = set(TrainingRequest.objects.values_list("case", flat=True))
    asked = set(Task.objects.filter(key="occupational-health").values_list("case", flat=True))
    unread = Lesson.objects.filter(link_agreed_at=None, shared_at=None).values("case")
    over = set(
        Talk.objects.filter(state="finished")
        .exclude(case__in=unread)
        .values_list("case", flat=True)
    )
    there: dict[UUID, set[str]] = defaultdict(set)
    for incident, victim in Case.objects.filter(withdrawn_at=None).values_list(
        "incident", "victim"
    ):
        there[incident].add(str(victim))
    return [
        Facts(
            case,
            frozenset(doers[case.pk]),
            frozenset(str(who) for who in (case.oic_id, case.statement_taker_id) if who),
            str(links[case.pk]) if links.get(case.pk) else None,
            case.pk in trained,
            frozenset(there[case.incident_id]),
            case.pk in asked,
            case.pk not in over,
        )
        for case in Case.objects.order_by("number")
    ]


def may_see(facts: Facts, viewer: Viewer) -> bool:
    """Whether this viewer has any business with the case, said apart from the query that decides."""
    case, me, role = facts.case, viewer.officer_id, viewer.role
    if case.withdrawn_at is not None or case.victim_id is None or me is None:
        return False
    if str(case.victim_id) == me and role in _SEES_OWN:
        return True
    here = viewer.station_ids is None or case.station_id in viewer.station_ids
    match role:
        case Role.SUPERVISOR | Role.DUTY_SERGEANT | Role.INSPECTOR:
            return here or me in facts.doers
        case Role.OFFICER_IN_THE_CASE:
            return me in facts.parts | facts.doers
        case Role.LINK_OFFICER:
            other_part = me in facts.parts | facts.there or str(case.supervisor_id) == me
            free = facts.link is None and facts.wants_link
            return here and (free or facts.link == me) and not other_part
        case Role.SAFETY_TRAINER:
            return facts.training
        case Role.OCCUPATIONAL_HEALTH:
            hurt = case.hurt != "no" or case.classification == "injury-on-duty"
            return hurt or case.fluid != {} or facts.health
        case Role.FEDERATION_REP:
            return case.federation is True
    return False


_SEES_OWN = {
    Role.OFFICER,
    Role.CO_RESPONDER,
    Role.FEDERATION_REP,
    Role.LINK_OFFICER,
    Role.OFFICER_IN_THE_CASE,
    *LINE,
}


# --- a person who has taken their record back -----------------------------------------------------


@dataclass(frozen=True)
class Gone:
    """What must not be found any more, and where it would be."""

    case: str
    words: str  # a word that stood in every text of the case
    person: tuple[str, ...]  # ids by which the officer is known


def _stands_in(name: str, text: str) -> bool:
    """By itself: a collar number is also found, by chance, inside a hash or an id."""
    return re.search(rf"(?<![0-9a-f-]){re.escape(name)}(?![0-9a-f-])", text) is not None


def nothing_is_left_of(gone: Iterable[Gone]) -> None:
    """Search every column of every row of the scheme."""
    by_case = {one.case: one for one in gone}
    if not by_case:
        return
    for table, text in every_row():
        for one in by_case.values():
            assert one.words not in text, f"words of {one.case} are left in {table}: {text}"
            if one.case in text:
                left = [name for name in one.person if _stands_in(name, text)]
                assert not left, f"{left} is left in a row about {one.case} in {table}: {text}"


def every_row() -> Iterator[tuple[str, str]]:
    for label in SCHEME:
        for model in apps.get_app_config(label).get_models():
            columns = [column.attname for column in model._meta.concrete_fields]
            for row in model._default_manager.values_list(*columns):
                yield model._meta.db_table, " ".join(map(_text, row))


def _text(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", errors="replace")
    return str(value)


def models_with_files() -> list[type[Model]]:
    """Tables of the product with a column that names a file."""
    found: dict[type[Model], list[str]] = defaultdict(list)
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if "File" in column.get_internal_type() or "Image" in column.get_internal_type():
                found[model].append(column.name)
    return list(found)
