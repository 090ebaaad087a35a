"""The safety half of the demo: made by the real rules, with a story that holds together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.crossover.services.proposing import because_of
from outrider.demo.alone import check_alone
from outrider.demo.config import force_plan
from outrider.demo.safety import create
from outrider.demo.safety.hazards import Hazards
from outrider.demo.safety.play import Played
from outrider.demo.safety.records import Rows, record_rows
from outrider.demo.safety.scene import VICTIM, Step
from outrider.demo.safety.write import write_cases
from outrider.domain.access import Role, Viewer
from outrider.domain.refusal import Refused
from outrider.domain.safety.case import commands as c
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.actors import SYSTEM, Actor
from outrider.people.models import Officer, User
from outrider.people.queries import viewer_for
from outrider.safety.mapping import load_state
from outrider.safety.models import Case, Reminder, Talk, Task, TrainingRequest
from outrider.safety.queries.looks import looks_at
from outrider.safety.queries.plans import plan_rows
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views.case import view_case
from outrider.safety.services.record import OpenCase

SAMPLE = 14


@pytest.fixture
def played(
    db: None, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> list[Played]:
    """The cases of the seeded force as they were played."""
    kept: list[Played] = []
    write = write_cases

    def listen(cases: list[Played], hazards: Hazards, anchor: datetime) -> int:
        kept.extend(cases)
        return write(cases, hazards, anchor)

    monkeypatch.setattr(create, "write_cases", listen)
    request.getfixturevalue("demo")
    return kept


def viewer_of(part: str) -> Viewer:
    user = User.objects.get(username=f"demo-{part}")
    found = viewer_for(user, None, timezone.now())
    assert found is not None
    return found


def of_rahman() -> Case:
    return Case.objects.filter(victim__number="3318").order_by("-recorded_at")[0]


def test_rows_read_back_as_the_state_that_the_rules_came_to(played: list[Played]) -> None:
    compared = 0
    for one in played:
        case = Case.objects.select_related("incident", "template").get(pk=one.scene.id)
        if case.victim_id is not None:
            assert load_state(case) == one.state, case.number
            compared += 1
    assert compared > 40


def test_the_services_write_the_same_rows_for_the_same_steps(played: list[Played]) -> None:
    # a record that was taken back afterwards keeps no task to compare
    back = set(Case.objects.filter(withdrawn_at__isnull=False).values_list("pk", flat=True))
    kept = [one for one in played if one.scene.id not in back]
    busiest = sorted(kept, key=lambda one: -len(one.entries))[:SAMPLE]
    for one in busiest:
        live = by_the_services(one)
        bulk = Case.objects.get(pk=one.scene.id)
        assert told_of_tasks(live) == told_of_tasks(bulk)
        assert told_of_the_rest(live) == told_of_the_rest(bulk)


def by_the_services(one: Played) -> Case:
    """The same steps, one by one through `OpenCase`, on a case of its own."""
    scene = replace(one.scene, id=uuid4(), number=f"X-{uuid4().hex[:8]}")
    rows = record_rows(scene)
    save(rows)
    open_it = c.Open(awaiting=scene.facts.on_behalf, owners=scene.cast.owners())
    for step in [Step(scene.recorded, VICTIM, open_it), *scene.in_order()]:
        with transaction.atomic():
            case = Case.objects.select_related("incident", "template").get(pk=scene.id)
            opened = OpenCase(case, step.at)
            actor = Actor(str(case.alias), "officer") if step.who == VICTIM else SYSTEM
            try:
                opened.decide(other_request(step.command), actor)
            except Refused:
                continue
            opened.finish()
    return Case.objects.get(pk=scene.id)


def other_request(command: c.Command) -> c.Command:
    """A training request's key is unique in the table: the copy has another one."""
    asked = getattr(command, "request", None)
    return command if asked is None else replace(command, request=asked[:-4] + "0000")  # type: ignore[type-var]


def save(rows: Rows) -> None:
    rows.incident.draft_id = uuid4()
    rows.incident.save(force_insert=True)
    rows.case.alias = uuid4()
    rows.case.save(force_insert=True)
    rows.talk.save(force_insert=True)


TASK = ("owner_id", "due_at", "clock_rule", "state", "done_at", "done_by_id", "waived_code")
CASE = (
    "status", "classification", "classified_by", "disputed", "oic_id", "statement_taker_id",
    "supervisor_id", "investigation", "outcome", "view_given_at", "off_work_since", "off_work_to",
    "federation", "closed_at", "confirmed_at", "victim_id", "station_id", "recorded_at",
)  # fmt: skip
TALK = ("state", "link_officer_id", "offered_at", "accepted_at", "talked_at", "finished_at")
REQUEST = ("topic", "state", "requested_at", "booked_on", "done_on", "outcome")


def told_of_tasks(case: Case) -> dict[str, Any]:
    """By key; who stands in is asked at the end alone, so it is left out."""
    return {task.key: [getattr(task, name) for name in TASK] for task in case.tasks.all()}


def told_of_the_rest(case: Case) -> list[Any]:
    talk = Talk.objects.get(case=case)
    requests = TrainingRequest.objects.filter(case=case)
    return [
        [getattr(case, name) for name in CASE],
        [getattr(talk, name) for name in TALK],
        [[getattr(one, name) for name in REQUEST] for one in requests],
    ]


def test_the_journal_verifies_and_tells_of_every_case(demo: datetime) -> None:
    assert isinstance(verify(), Verified)
    opened = set(Entry.objects.filter(kind="case.opened").values_list("stream", flat=True))
    assert {f"case:{key}" for key in Case.objects.values_list("pk", flat=True)} == opened


def test_nothing_in_a_case_happens_before_its_record_or_after_the_moment(demo: datetime) -> None:
    for case in Case.objects.select_related("incident"):
        assert case.incident.occurred_at <= case.recorded_at <= demo
    assert not Entry.objects.filter(effective_at__gt=demo).exists()


def test_the_victim_has_no_part_in_their_own_case(demo: datetime) -> None:
    for case in Case.objects.filter(victim__isnull=False):
        parts = {case.oic_id, case.statement_taker_id, case.supervisor_id}
        assert case.victim_id not in parts
        owners = Task.objects.filter(case=case).values_list("owner_id", "holder_id", "done_by_id")
        assert case.victim_id not in {key for row in owners for key in row}


def test_whoever_took_a_record_back_is_gone_from_it(played: list[Played]) -> None:
    withdrawn = Case.objects.filter(status="withdrawn")
    assert all(case.victim_id is None and case.alias is None for case in withdrawn)
    assert not Task.objects.filter(case__in=withdrawn).exists()


def test_reminders_wait_for_every_task_that_is_due_later(demo: datetime) -> None:
    later = Task.objects.filter(state="not-started", due_at__gt=demo)
    assert later.exists()
    for task in later:
        assert Reminder.objects.filter(task=task, kind="overdue", fired_at=None).count() == 1


def test_the_people_of_rahman_s_case_are_those_of_the_cast(demo: datetime) -> None:
    case = of_rahman()
    assert case.incident.place_label == "Union Street, Ryde"
    assert {"kick", "spit", "hate-abuse"} == set(case.methods)
    assert demo - timedelta(days=15) < case.recorded_at < demo - timedelta(days=13)
    for part, held in (
        ("supervisor", case.supervisor_id),
        ("oic", case.oic_id),
        ("link-officer", case.talk.link_officer_id),
        ("officer", case.victim_id),
    ):
        assert Officer.objects.get(user__username=f"demo-{part}").pk == held


def test_his_plan_has_a_task_that_is_overdue_and_one_that_is_due(demo: datetime) -> None:
    tasks = {task.key: task for task in of_rahman().tasks.all()}
    photographs = tasks["photographs"]
    assert photographs.state == "not-started"
    assert photographs.due_at is not None
    assert photographs.due_at < demo
    assert photographs.owner is not None
    assert photographs.owner.spoken_name == "PC Lowe"
    assert photographs.holder is not None
    assert tasks["update"].state == "not-started"
    assert tasks["view"].state == "not-started"
    assert tasks["contact"].state == "done"


@pytest.mark.parametrize(
    "part", ["officer", "supervisor", "oic", "link-officer", "station-inspector", "federation-rep"]
)
def test_his_case_is_rendered_for_each_who_has_a_part_in_it(part: str, demo: datetime) -> None:
    viewer = viewer_of(part)
    case = cases_visible_to(viewer).get(pk=of_rahman().pk)
    assert view_case(case, viewer, timezone.now())["id"] == str(case.pk)


def test_he_sees_who_looked(demo: datetime) -> None:
    looks = looks_at(of_rahman(), viewer_of("officer"))
    assert {"Sgt Ashworth", "DC Marsh", "PC Quinn", "Insp Okonedo"} <= {
        look["who"].split(",")[0] for look in looks
    }


def test_the_link_officer_s_queue_has_every_state(demo: datetime) -> None:
    states = set(cases_visible_to(viewer_of("link-officer")).values_list("talk__state", flat=True))
    assert {"accepted", "offered", "none", "finished"} <= states


def test_attacks_in_homes_have_proposed_hazards(demo: datetime) -> None:
    proposed = set(Hazard.objects.values_list("incident_id", flat=True))
    for case in Case.objects.filter(withdrawn_at__isnull=True).select_related("incident"):
        due = because_of(case.incident, [case]) is not None
        assert (case.incident_id in proposed) == due
    told = Entry.objects.filter(kind="hazard.proposed").count()
    assert told >= len(proposed) > 0
    assert not Hazard.objects.filter(state="in-force", expires_on__lt=demo.date()).exists()


@pytest.mark.feature("F10", "F16")
@pytest.mark.parametrize(
    ("part", "late", "due"), [("duty-sergeant", 2, 3), ("inspector", 1, 1)], ids=["Lomax", "Vale"]
)
def test_whoever_steps_into_the_sergeant_or_the_inspector_finds_plans_to_keep(
    demo: datetime, part: str, late: int, due: int
) -> None:
    rows = plan_rows(viewer_of(part), demo)
    mine = [task for row in rows for task in row.waiting if task.mine]
    assert sum(task.state == "overdue" for task in mine) >= late
    assert sum(task.state in ("overdue", "soon") for task in mine) >= due
    assert not any(task.stands_in_for for task in mine if task.state != "later"), "their own tasks"


def test_every_role_of_both_schemes_is_in_the_cast(demo: datetime) -> None:
    assert {Role(part.role) for part in force_plan().cast} == set(Role)


def test_every_role_signs_in_and_its_first_page_answers(
    demo: datetime, client: Client, settings: Any
) -> None:
    settings.DEMO = True
    for part in force_plan().cast:
        answer = client.post("/demo/step-in", {"part": part.key})
        assert answer.status_code == 302, part.key
        assert client.get(answer["Location"]).status_code == 200, part.key


def test_the_demo_s_own_people_are_not_foreign(demo: datetime) -> None:
    assert check_alone() is not None
