"""Cases under random commands, moves, absences, new versions of the plan, jumps of time, and kills.

A kill is an exception between any two writes of a service: nothing of the step may be left behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from outrider.domain.access import Role, Viewer
from outrider.domain.errors import Forbidden, Invalid, NotFound, Refused, Replayed
from outrider.domain.safety import codes
from outrider.domain.safety.template import DEFAULT_TEMPLATE, template_body
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import Officer, RoleGrant
from outrider.safety.inputs import CasePressIn, DetailsIn, RecordIn, WhereIn
from outrider.safety.models import Case, Lesson, PlanTemplate, Talk, Task
from outrider.safety.queries.link_held import is_link_officer
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views import view_cases
from outrider.safety.services import (
    clock,
    pressing,
    record,
    recording,
    refusals,
    withdrawing,
)
from outrider.safety.services.details import add_details
from outrider.safety.services.moving import follow_victims
from tests.safety.presses import ENDING, GOING_ON, marker, parts_of
from tests.safety.promises import (
    LINE,
    PROMISES,
    Books,
    Gone,
    facts_of_cases,
    may_see,
    models_with_files,
    nothing_is_left_of,
    what_is_late_has_been_said,
)
from tests.support.follow import Follower, picture
from tests.support.station import CAST, FORCE_WIDE, NIGHT, SafetyScene, make_safety_scene, on_duty

SAYS_NO = (Refused, Forbidden, NotFound, Invalid, Replayed)
VICTIMS = ("rahman", "ives", "ashworth", "marsh", "quinn")
KILLS = st.sampled_from([0] * 10 + list(range(1, 9)))
MOST_CASES = 4
READ_TABLES = (Role.ANALYST, Role.CHIEF_OFFICER, Role.EVALUATOR, Role.ADMINISTRATOR)
WHO = (*CAST, *(role.value for role in READ_TABLES))
# Over a night, a weekend, Christmas, Easter and both changes of the clock.
JUMPS = st.sampled_from(
    [timedelta(minutes=20), timedelta(hours=9), timedelta(days=1), timedelta(days=3)] * 2
    + [timedelta(days=12), timedelta(days=40), timedelta(days=130)]
)
STARTS = st.sampled_from(
    [
        datetime(2026, 11, 14, 23, 41, tzinfo=UTC),  # a Saturday night
        datetime(2026, 12, 24, 16, 0, tzinfo=UTC),  # Christmas Eve
        datetime(2027, 3, 25, 18, 0, tzinfo=UTC),  # before Good Friday and summer time
        datetime(2026, 10, 24, 22, 30, tzinfo=UTC),  # the night in which winter time begins
    ]
)


class Killed(Exception):
    """The process is gone."""


@contextmanager
def killed_at(write: int) -> Iterator[None]:
    """Die at the n-th write of a service: the journal, a task, a reminder, or half a withdrawal."""
    count = 0

    def counting(plain: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == write:
                raise Killed
            return plain(*args, **kwargs)

        return wrapped

    seams = (
        (record, "append"),
        (recording, "append"),
        (record, "remind"),
        (record, "silence"),
        (record.OpenCase, "task"),
        (pressing, "forget"),
        (clock, "_tell"),
        (withdrawing, "erase_stream"),
        (withdrawing, "forget_entity"),
        (withdrawing, "_forget_incident"),
    )
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in seams:
            patch.setattr(owner, name, counting(getattr(owner, name)))
        yield


class CaseMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.scene = make_safety_scene()
        self.cases: list[UUID] = []
        self.kept_template: dict[UUID, str] = {}
        self.gone: list[Gone] = []
        self.sent: list[tuple[UUID, CasePressIn, Viewer]] = []
        self.versions = 1
        self.screens = {name: Follower(viewer) for name, viewer in self.viewers().items()}

    def viewers(self) -> dict[str, Viewer]:
        """Everybody of the cast; and who reads only tables."""
        found = {name: self.viewer(name) for name in CAST}
        for role in READ_TABLES:
            found[role.value] = self.scene.viewer("reed", role)
        return found

    def viewer(self, name: str) -> Viewer:
        """With the stations that were granted: where an officer serves may change meanwhile."""
        plain = self.scene.viewer(name)
        wide = self.scene.roles[name] in FORCE_WIDE
        granted = None if wide else frozenset({self.scene.station.pk})
        return Viewer(
            user_id=plain.user_id,
            pseudonym=plain.pseudonym,
            name=plain.name,
            role=plain.role,
            station_ids=granted,
            officer_id=plain.officer_id,
        )

    def teardown(self) -> None:
        try:
            if self.cases:
                self.the_clock_runs(0)
                self.every_screen_is_right()
                for who in (WHO[self.scene.now.minute % len(WHO)], "quinn"):
                    self.gets_the_same_by_every_way(who)
                self.every_promise_is_kept()
            assert isinstance(verify(), Verified)
        finally:
            self.undo()

    def undo(self) -> None:
        """Leave the database as it was."""
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    # --- what people do --------------------------------------------------------------------------

    @initialize(start=STARTS)
    def a_first_record(self, start: datetime) -> None:
        self.scene.now = start
        self.keep(RecordIn(uuid4(), ("kick", "spit"), hurt="a-bit"), "rahman", 0)

    @rule(
        who=st.sampled_from(VICTIMS),
        what=st.lists(st.sampled_from(sorted(codes.METHODS)), min_size=1, max_size=3, unique=True),
        hurt=st.sampled_from(sorted(codes.HURT)),
        behalf=st.sampled_from(["", "", "3318", "3320", "1904"]),
        also=st.sampled_from([(), (), ("3320",), ("3320", "1904")]),
        ago=st.sampled_from([None, 0.0, 7.2e6]),
        kill=KILLS,
    )
    def a_record(
        self,
        who: str,
        what: list[str],
        hurt: str,
        behalf: str,
        also: tuple[str, ...],
        ago: float | None,
        kill: int,
    ) -> None:
        if len(self.cases) >= MOST_CASES:
            return
        message = RecordIn(
            uuid4(), tuple(what), hurt=hurt, on_behalf_of=behalf, also=also, ago_ms=ago,
            where=WhereIn("place", "Union Street, Ryde", 50.7305, -1.1623),
        )  # fmt: skip
        self.keep(message, who, kill)

    def keep(self, message: RecordIn, who: str, kill: int) -> None:
        """Recorded, and sent again by a phone that got no answer: never twice."""
        by = self.viewer(who)
        self.attempt(lambda: self.recorded(message, by), kill)
        self.attempt(lambda: self.recorded(message, by), 0)

    def recorded(self, message: RecordIn, by: Viewer) -> None:
        done = recording.record(message=message, by=by, now=self.scene.now)
        for case in done.cases:
            assert done.created == (case.pk not in self.kept_template)
            if done.created:
                self.cases.append(case.pk)
                self.kept_template[case.pk] = case.template_id

    def attempt(self, work: Callable[[], Any], kill: int) -> None:
        """Do it, or die in the middle of it; a refusal or a kill leaves no trace."""
        before = self.trace()
        try:
            with killed_at(kill):
                work()
        except (*SAYS_NO, Killed):
            assert self.trace() == before

    def trace(self) -> tuple[object, ...]:
        """What a half-done step would have changed."""
        tasks = Task.objects.order_by("pk").values_list("pk", "state", "owner", "holder", "due_at")
        cases = Case.objects.order_by("pk").values_list("pk", "version", "status", "victim")
        # a try at what the hard rule forbids is noted, and changes nothing else
        entries = Entry.objects.exclude(kind=refusals.KIND).count()
        return entries, list(cases), list(tasks)

    @rule(
        which=st.integers(0, 9),
        who=st.sampled_from(list(CAST)),
        press=st.sampled_from(GOING_ON),
        data=st.data(),
        kill=KILLS,
    )
    def anything_is_pressed(
        self, which: int, who: str, press: str, data: st.DataObject, kill: int
    ) -> None:
        case = self.case(which)
        self.press(
            case, press, self.viewer(who), parts_of(press, case, self.scene.now, data.draw), kill
        )

    @rule(which=st.integers(0, 9), data=st.data(), press=st.sampled_from(GOING_ON), kill=KILLS)
    def somebody_who_may_presses(
        self, which: int, data: st.DataObject, press: str, kill: int
    ) -> None:
        """Random people are mostly refused: most steps are made by somebody who may make them."""
        case = self.case(which)
        able = [name for name, viewer in self.cast() if self.may(case, press, viewer)]
        if able:
            by = self.viewer(data.draw(st.sampled_from(able)))
            self.press(case, press, by, parts_of(press, case, self.scene.now, data.draw), kill)

    @rule(which=st.integers(0, 9), data=st.data(), press=st.sampled_from(GOING_ON))
    def and_somebody_else(self, which: int, data: st.DataObject, press: str) -> None:
        self.somebody_who_may_presses(which, data, press, 0)

    @rule(which=st.integers(0, 9), data=st.data())
    def a_conversation_goes_on(self, which: int, data: st.DataObject) -> None:
        """The steps that hardly ever come in this order by chance."""
        for press in ("offer-talk", "accept-talk", "save-talk", "save-lesson", "agree-lesson"):
            self.somebody_who_may_presses(which, data, press, 0)

    @rule(which=st.integers(0, 9), data=st.data())
    def a_finished_talk_leaves_a_lesson_behind(self, which: int, data: st.DataObject) -> None:
        """Its officer moves away before the link officer has agreed to it."""
        for press in ("offer-talk", "accept-talk", "save-talk", "save-lesson", "finish-talk"):
            self.somebody_who_may_presses(which, data, press, 0)
        case = self.case(which)
        Officer.objects.filter(pk=case.victim_id).update(station=self.scene.other_station)
        self.the_clock_runs(0)
        for press in ("pass-lesson", "take-over", "agree-lesson"):
            if data.draw(st.booleans()):
                self.somebody_who_may_presses(which, data, press, 0)

    @rule(which=st.integers(0, 9), data=st.data())
    def the_case_comes_to_its_end(self, which: int, data: st.DataObject) -> None:
        for press in ("assign-oic", "give-view", "investigation", "close"):
            self.somebody_who_may_presses(which, data, press, 0)

    @rule(which=st.integers(0, 9), data=st.data())
    def every_task_is_seen_to(self, which: int, data: st.DataObject) -> None:
        case = self.case(which)
        able = [viewer for _, viewer in self.cast() if self.may(case, "task-done", viewer)]
        for task in Task.objects.filter(case=case, state="not-started").order_by("point", "key"):
            if able and data.draw(st.booleans()):
                done = {"task": task.key, "evidence": f"Done {marker(case)}"}
                self.press(case, "task-done", able[0], done, 0)

    @rule(
        which=st.integers(0, 9), press=st.sampled_from(ENDING), kill=KILLS, surely=st.integers(0, 3)
    )
    def it_ends(self, which: int, press: str, kill: int, surely: int) -> None:
        """A withdrawal, or closing."""
        case = self.case(which)
        if surely == 0 and case.victim is not None:
            name = next(key for key, one in self.scene.officers.items() if one.pk == case.victim_id)
            by = self.viewer(name if press != "close" else "okonedo")
            self.press(case, press, by, {}, kill)

    @rule(which=st.integers(0, 40))
    def a_press_arrives_again(self, which: int) -> None:
        if self.sent:
            case, message, by = self.sent[which % len(self.sent)]
            before = self.trace()
            with suppress(*SAYS_NO):
                pressing.press_case(case_id=case, message=message, by=by, now=self.scene.now)
                assert self.trace() == before, "a press that was taken was taken again"

    def press(self, case: Case, press: str, by: Viewer, parts: dict[str, Any], kill: int) -> None:
        self.scene.later(minutes=1)
        message = CasePressIn(uuid4(), press, parts)
        victim = Case.objects.select_related("victim__user").get(pk=case.pk).victim

        def work() -> None:
            pressing.press_case(case_id=case.pk, message=message, by=by, now=self.scene.now)

        def done() -> None:
            work()
            self.sent.append((case.pk, message, by))
            if press in ("withdraw", "not-me") and victim is not None:
                self.gone.append(_gone(case, victim))

        self.attempt(done, kill)

    @rule(
        which=st.integers(0, 9),
        who=st.sampled_from(list(CAST)),
        parts=st.sampled_from(
            [
                {"injuries": ["cut"], "body": ["face"], "medical": "hospital"},
                {"fluid": {"fluid": "spit", "reached": ["eyes"], "infection": "unknown"}},
                {"hate": ["race"], "own_characteristic": ["race"]},
                {"hurt": "badly", "weapon": "knife"},
                {"suspects": [{"reference": "C1"}], "footage": [{"reference": "BWV"}]},
                {"place": {"label": "St Thomas Square", "lat": 50.73, "lon": -1.16}},
            ]
        ),
        kill=KILLS,
    )  # fmt: skip
    def something_is_added(self, which: int, who: str, parts: dict[str, Any], kill: int) -> None:
        case = self.case(which)
        word = marker(case)
        added = json.loads(
            json.dumps(parts).replace('"C1"', f'"{word}"').replace("BWV", f"BWV-{word}")
        )
        message = DetailsIn(uuid4(), added | {"crime_ref": word})
        by = self.viewer(who)
        self.attempt(
            lambda: add_details(case_id=case.pk, message=message, by=by, now=self.scene.now), kill
        )

    # --- what happens around them ----------------------------------------------------------------

    @rule(who=st.sampled_from(["rahman", "ives", "marsh"]), to=st.booleans())
    def an_officer_moves(self, who: str, to: bool) -> None:
        station = self.scene.other_station if to else self.scene.station
        Officer.objects.filter(pk=self.scene.officers[who].pk).update(station=station)

    @rule(
        who=st.sampled_from(list(CAST)), start=st.integers(-30, 60), hours=st.sampled_from([8, 10])
    )
    def a_shift_is_on_the_rota(self, who: str, start: int, hours: int) -> None:
        on_duty(self.scene, who, self.scene.now + timedelta(hours=start), hours)

    @rule(drop=st.sampled_from(["support", "check-in", "photographs", "none"]))
    def the_plan_has_a_new_version(self, drop: str) -> None:
        """Cases that are under way keep theirs."""
        self.versions += 1
        body = template_body(DEFAULT_TEMPLATE)
        body["version"] = f"2026.{self.versions}"
        body["tasks"] = [task for task in body["tasks"] if task["key"] != drop]
        PlanTemplate.objects.create(
            version=body["version"], name="Plan", body=body, live_from=self.scene.now
        )

    @rule(jump=JUMPS, kill=KILLS)
    def time_passes(self, jump: timedelta, kill: int) -> None:
        self.scene.now += jump
        self.the_clock_runs(kill)

    def the_clock_runs(self, kill: int) -> None:
        """One process dies at it, another goes on; a third finds nothing left to do."""
        now = self.scene.now
        with suppress(Killed), killed_at(kill):
            self.beat(now)
        self.every_promise_is_kept()
        self.beat(now)
        assert clock.fire_due_reminders(now) == 0, "a reminder that was fired is still due"
        what_is_late_has_been_said(self.books())

    @staticmethod
    def beat(now: datetime) -> None:
        follow_victims(now)
        clock.review_cases(now)
        clock.hand_to_those_on_duty(now)
        while clock.fire_due_reminders(now):
            pass

    # --- what must hold --------------------------------------------------------------------------

    @rule(who=st.sampled_from(list(CAST)))
    def a_screen_catches_up(self, who: str) -> None:
        """Snapshot plus events is the fresh snapshot, for whoever looks and whenever."""
        screen = self.screens[who]
        screen.catch_up()
        assert screen.seen == picture(screen.viewer)

    def every_screen_is_right(self) -> None:
        for name, screen in self.screens.items():
            screen.catch_up()
            assert screen.seen == picture(screen.viewer), name

    @invariant()
    def every_promise_is_kept(self) -> None:
        books = self.books()
        for promise in PROMISES:
            promise(books)
        now = {case.pk: case.template_id for case in books.cases}
        assert now == self.kept_template, "a case changed its plan"
        nothing_is_left_of(self.gone)

    @invariant()
    def a_conversation_that_goes_on_is_somebodys(self) -> None:
        """Held by a link officer, or waiting in the open: for the officer's word or to be taken."""
        for talk in Talk.objects.filter(state__in=("offered", "talked", "finished")):
            let_go = Entry.objects.filter(stream=f"case:{talk.case_id}", kind="lesson.freed")
            over = talk.state == "finished" and let_go.exists()
            assert talk.link_officer_id is not None or over, talk.state

    @invariant()
    def no_lesson_is_stuck(self) -> None:
        """It waits for a link officer who can read it, or its officer says what becomes of it."""
        waiting = Lesson.objects.filter(
            case__talk__state="finished", link_agreed_at=None, shared_at=None
        )
        for lesson in waiting.select_related("case__talk"):
            assert lesson.case is not None
            case, held_by = lesson.case, lesson.case.talk.link_officer_id
            if held_by is None or is_link_officer(held_by, case.station_id, self.scene.now):
                continue
            with transaction.atomic():
                self.decided_by_its_officer(case, "pass-lesson")
                transaction.set_rollback(True)

    def decided_by_its_officer(self, case: Case, press: str) -> None:
        name = next(key for key, one in self.scene.officers.items() if one.pk == case.victim_id)
        by, message = self.viewer(name), CasePressIn(uuid4(), press, {})
        pressing.press_case(case_id=case.pk, message=message, by=by, now=self.scene.now)

    @invariant()
    def nobody_sees_what_is_not_theirs(self) -> None:
        cases = facts_of_cases()
        for name, viewer in self.cast():
            seen = set(cases_visible_to(viewer).values_list("pk", flat=True))
            assert seen == {one.case.pk for one in cases if may_see(one, viewer)}, name

    @rule(who=st.sampled_from(WHO))
    def somebody_tries_every_way(self, who: str) -> None:
        self.gets_the_same_by_every_way(who)

    def gets_the_same_by_every_way(self, who: str) -> None:
        """List, one, looks, details, press, the live picture and search: nothing that is not theirs."""
        viewer = self.viewers()[who]
        client = _signed_in(self.scene, who, viewer)
        facts = facts_of_cases()
        cases = [one.case for one in facts]
        theirs = {str(one.case.pk) for one in facts if may_see(one, viewer)}
        listed = client.get("/api/v1/safety/cases")
        if listed.status_code == 200:
            assert {one["id"] for one in listed.json()["cases"]} == theirs
        assert {key for kind, key in picture(viewer) if kind == "case"} <= theirs
        shown = view_cases(cases_visible_to(viewer), viewer, self.scene.now)
        assert {one["id"] for one in shown} == theirs
        for case in cases:
            self._refused_everywhere(client, case, str(case.pk) in theirs)
        for words in ("OH-", "Union Street"):
            found = client.get("/api/v1/search", {"q": words}).content.decode()
            assert {str(case.pk) for case in cases if str(case.pk) in found} <= theirs

    def _refused_everywhere(self, client: Client, case: Case, may: bool) -> None:
        address = f"/api/v1/safety/cases/{case.pk}"
        shown = client.get(address)
        assert (shown.status_code == 200) == may, (shown.status_code, shown.content)
        if may:
            return
        before = self.trace()
        pressed = {"press_id": str(uuid4()), "press": "impact", "text": "Not mine"}
        added = {"press_id": str(uuid4()), "weapon": "knife"}
        for answer in (
            client.get(f"{address}/looks"),
            client.post(f"{address}/press", pressed, content_type="application/json"),
            client.post(f"{address}/details", added, content_type="application/json"),
        ):
            assert answer.status_code in (403, 404), answer.content
        assert self.trace() == before

    # --- shorthands ------------------------------------------------------------------------------

    def case(self, which: int) -> Case:
        return Case.objects.select_related("template").get(pk=self.cases[which % len(self.cases)])

    def cast(self) -> list[tuple[str, Viewer]]:
        return [(name, self.viewer(name)) for name in CAST]

    def books(self) -> Books:
        line = [viewer for name, viewer in self.cast() if self.scene.roles[name] in LINE]
        return Books(self.scene.now, line)

    @staticmethod
    def may(case: Case, press: str, viewer: Viewer) -> bool:
        seen = cases_visible_to(viewer).filter(pk=case.pk).exists()
        return seen and pressing.may_press(case, press, viewer)


def _gone(case: Case, victim: Officer) -> Gone:
    assert victim.user is not None
    user = victim.user
    ids = (str(victim.pk), str(user.pseudonym), user.username, victim.number)
    return Gone(str(case.pk), marker(case), ids)


def _signed_in(scene: SafetyScene, name: str, viewer: Viewer) -> Client:
    user = scene.officers[name if name in CAST else "reed"].user
    assert user is not None
    if name not in CAST:  # a borrowed account would act in its own part without this grant
        RoleGrant.objects.get_or_create(user=user, role=viewer.role.value)
    client = Client()
    client.force_login(user)
    session = client.session
    session["role"] = viewer.role.value
    session.save()
    return client


def run_cases(most: int, steps: int = 30, **more: Any) -> None:
    """This many runs of so many steps each."""
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=most,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.mark.feature("F53")
@pytest.mark.django_db
def test_a_yes_to_the_federation_shows_no_case_to_those_who_read_tables() -> None:
    machine = CaseMachine()
    try:
        machine.a_first_record(NIGHT)
        told = {"contact": "", "may_know": "", "federation": True, "statement": ""}
        machine.press(machine.case(0), "wishes", machine.viewer("rahman"), told, 0)
        for who in ("chief-officer", "reed"):
            machine.gets_the_same_by_every_way(who)
    finally:
        machine.undo()


@pytest.mark.feature("F16", "F17", "F19", "F60")
@pytest.mark.django_db
def test_a_few_cases_keep_their_promises() -> None:
    run_cases(2, 10, derandomize=True, database=None)


@pytest.mark.feature("F14", "F16", "F17", "F18", "F19", "F20", "F53", "F60", "F62")
@pytest.mark.slow
@pytest.mark.django_db
def test_cases_keep_their_promises_whatever_people_press() -> None:
    # not made smaller when it fails: that alone takes longer than the search
    run_cases(12, 30, phases=(Phase.explicit, Phase.reuse, Phase.generate), print_blob=True)


def test_the_safety_scheme_keeps_no_files() -> None:
    """So that what is gone from the rows is gone: there is no file to forget."""
    assert models_with_files() == []
