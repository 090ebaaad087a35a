"""The machine of cases is worth something only if it fails when the scheme is broken.

Each test breaks one rule at its seam and takes the machine through one case whose steps are written
down here: a check that is meant for the fault must fail. Without a fault none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from typing import Any

import pytest
from django.db.models import Q

from outrider.domain.access import Viewer
from outrider.domain.safety.case.deciding import people, planning
from outrider.domain.safety.case.deciding import tasks as deciding_tasks
from outrider.safety.models import Case, Task
from outrider.safety.queries import live, scope
from outrider.safety.services import pressing, record, withdrawing
from outrider.safety.services.steps import talk
from tests.safety.presses import marker
from tests.safety.test_case_machine import CaseMachine
from tests.support.station import NIGHT

Plant = Callable[[pytest.MonkeyPatch], None]


def the_victim_may_run_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(people, "not_the_victim", lambda *of: None)


def a_task_is_thrown_away(patch: pytest.MonkeyPatch) -> None:
    plain = record._WRITE[record.e.TaskWaived]

    def write(opened: Any, event: Any) -> None:
        plain(opened, event)
        opened.task(event.task).delete()

    patch.setattr(record, "_WRITE", {**record._WRITE, record.e.TaskWaived: write})


def a_clock_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A task that is opened again gets no time."""
    plain = planning.started_again

    def started(*of: Any) -> Any:
        return replace(plain(*of), due_at=None)

    patch.setattr(deciding_tasks, "started_again", started)


def no_reminder_is_set(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(record, "remind", lambda task, now: None)


def reminders_go_on(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(record, "silence", lambda task, now: None)


def a_waiver_keeps_no_reason(patch: pytest.MonkeyPatch) -> None:
    plain = pressing._STEPS["task-waived"]

    def waived(p: Any) -> None:
        plain(p)
        Task.objects.filter(case=p.case, state="waived").update(waived_why="")

    patch.setattr(pressing, "_STEPS", {**pressing._STEPS, "task-waived": waived})


def the_words_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(withdrawing, "erase_stream", lambda stream: 0)


def the_victim_stays_in_the_journal(patch: pytest.MonkeyPatch) -> None:
    plain = pressing.actor_on

    def by_name(case: Case, viewer: Viewer, cause: Any = None) -> Any:
        return replace(plain(case, viewer, cause), id=viewer.pseudonym)

    patch.setattr(pressing, "actor_on", by_name)


def a_press_is_not_one_transaction(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pressing, "_take", pressing._take.__wrapped__)  # type: ignore[attr-defined]


def a_repeat_counts_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pressing, "taken_before", lambda *of: False)


def the_stream_does_not_say_what_was_touched(patch: pytest.MonkeyPatch) -> None:
    plain = record.entry_of
    patch.setattr(record, "entry_of", lambda *a, **k: replace(plain(*a, **k), touches=()))


def every_station_sees_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(scope, "_here", lambda viewer: Q())


def the_stream_knows_no_scope(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(live, "cases_visible_to", lambda viewer: Case.objects.exclude(victim=None))


def a_case_takes_the_newest_plan(patch: pytest.MonkeyPatch) -> None:
    plain = record.lock_case

    def lock(case_id: Any) -> Case:
        row = plain(case_id)
        row.template_id = record_newest()
        return row

    patch.setattr(pressing, "lock_case", lock)


def an_ended_link_officer_keeps_the_lesson(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(talk, "no_link_officer", lambda case, now: False)


def record_newest() -> str:
    from outrider.safety.models import PlanTemplate

    newest = PlanTemplate.objects.order_by("-live_from", "-version").values_list("pk", flat=True)
    return str(newest[0])


FAULTS: dict[str, tuple[Plant, set[str]]] = {
    "the victim may be the officer in the case": (
        the_victim_may_run_it,
        {"the_victim_never_runs_their_own_case"},
    ),
    "a waived task is thrown away": (
        a_task_is_thrown_away,
        {"no_task_is_lost", "attempt"},
    ),
    "a task that is opened again has no clock": (a_clock_is_forgotten, {"no_clock_stops_silently"}),
    "no reminder is set": (no_reminder_is_set, {"no_clock_stops_silently"}),
    "reminders go on when a task is done": (
        reminders_go_on,
        {"reminders_stop_when_a_task_is_settled", "each_reminder_speaks_once"},
    ),
    "a waiver keeps no reason": (a_waiver_keeps_no_reason, {"waivers_have_reasons"}),
    "the words of who withdrew stay in the journal": (the_words_stay, {"nothing_is_left_of"}),
    "the victim stands in the journal by name": (
        the_victim_stays_in_the_journal,
        {"nothing_is_left_of"},
    ),
    "a kill leaves half a press": (a_press_is_not_one_transaction, {"attempt"}),
    "a press that comes again counts again": (a_repeat_counts_again, {"a_press_arrives_again"}),
    "the stream is not told": (
        the_stream_does_not_say_what_was_touched,
        {"a_screen_catches_up", "every_screen_is_right"},
    ),
    "another station sees the case": (every_station_sees_it, {"nobody_sees_what_is_not_theirs"}),
    "the stream knows no scope": (
        the_stream_knows_no_scope,
        {"gets_the_same_by_every_way"},
    ),
    "a lesson waits for a link officer who has ended": (
        an_ended_link_officer_keeps_the_lesson,
        {"no_lesson_is_stuck"},
    ),
    "a case takes the newest plan": (a_case_takes_the_newest_plan, {"every_promise_is_kept"}),
}


def failing_checks(failure: BaseException | None) -> Iterator[str]:
    """The functions of the tests in which a run failed, whatever wrapped the failure."""
    if failure is None:
        return
    here = str(Path(__file__).parent)
    for frame, _ in walk_tb(failure.__traceback__):
        if frame.f_code.co_filename.startswith(here):
            yield frame.f_code.co_name
    yield from failing_checks(failure.__context__)
    for inner in getattr(failure, "exceptions", ()):
        yield from failing_checks(inner)


def one_case(machine: CaseMachine) -> None:
    """From the record to its withdrawal, with a kill, a repeat, a move and a new plan between."""
    machine.a_first_record(NIGHT)
    case = machine.case(0)
    steps = (
        ("ashworth", "assign-oic", {"officer": "3318"}),  # the victim: refused
        ("ashworth", "assign-oic", {"officer": "2201"}),
        ("ashworth", "task-done", {"task": "contact", "evidence": "Rang"}),
        ("ashworth", "task-reopened", {"task": "contact"}),
        ("ashworth", "task-waived", {"task": "support", "reason": "Offered before"}),
        ("rahman", "impact", {"text": f"In my own words {marker(case)}"}),
    )
    for who, press, parts in steps:
        machine.press(case, press, machine.viewer(who), parts, 0)
        machine.every_promise_is_kept()
        machine.a_screen_catches_up("ashworth")
    for which in range(len(machine.sent)):
        machine.a_press_arrives_again(which)
    machine.the_plan_has_a_new_version("none")
    supervisor = {"officer": "0450"}
    for kill in (1, 2, 3, 4, 0):
        machine.press(case, "assign-supervisor", machine.viewer("okonedo"), supervisor, kill)
    machine.every_promise_is_kept()
    a_talk_with_a_lesson(machine, case)
    machine.an_officer_moves("rahman", True)
    machine.the_clock_runs(0)
    machine.no_lesson_is_stuck()
    machine.nobody_sees_what_is_not_theirs()
    machine.gets_the_same_by_every_way("reed")
    machine.it_ends(0, "withdraw", 0, 0)
    machine.every_promise_is_kept()


def a_talk_with_a_lesson(machine: CaseMachine, case: Case) -> None:
    """Finished before the link officer has agreed to the lesson."""
    steps = (
        ("quinn", "offer-talk", {}),
        ("rahman", "accept-talk", {}),
        ("quinn", "save-talk", {"heading": "kit", "text": f"Gloves {marker(case)}"}),
        ("quinn", "save-lesson", {"text": "Back to a wall first.", "codes": []}),
        ("quinn", "finish-talk", {}),
    )
    for who, press, parts in steps:
        machine.press(case, press, machine.viewer(who), parts, 0)


def play() -> None:
    machine = CaseMachine()
    try:
        one_case(machine)
    finally:
        machine.undo()


@pytest.mark.django_db
def test_without_a_fault_the_case_goes_through() -> None:
    play()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_notices_that(fault: str) -> None:
    plant, meant = FAULTS[fault]
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        with pytest.raises(BaseException) as raised:  # any failure; looked at below
            play()
    assert meant & set(failing_checks(raised.value)), raised.value
