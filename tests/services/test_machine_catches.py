"""The machine of random commands is worth something only if it fails when the scheme is broken.

Each test breaks one rule at its seam and takes the machine through a night whose commands are
written down in `written_nights.py`: a check that is meant for the fault must fail. Without the fault
the same night goes through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from typing import Any

import pytest
from django.db.models import F
from tests.services import written_nights as written
from tests.services.written_nights import Script

from outrider.coresponse import leases, services
from outrider.coresponse.choosing import gates, look
from outrider.coresponse.models import Timer
from outrider.coresponse.services import entries, presses, record, timers, units
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import decide as deciding
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.deciding import asking, outside, scene, steps
from outrider.domain.coresponse.mission import Phase
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import Lease

Plant = Callable[[pytest.MonkeyPatch], None]


def ended_missions_are_not_touched(patch: pytest.MonkeyPatch) -> None:
    plain = entries._touches

    def only_live(state: Any) -> tuple[str, ...]:
        return plain(replace(state, missions={m.id: m for m in state.live_missions}))

    patch.setattr(entries, "_touches", only_live)


def a_lease_is_always_taken(patch: pytest.MonkeyPatch) -> None:
    def take(unit: Any, call: Any, mission: Any, at: Any) -> None:
        Lease.objects.filter(unit_id=unit).update(
            mission_id=mission, call_id=call, version=F("version") + 1, taken_at=at
        )

    patch.setattr(leases, "take", take)


def a_lease_is_never_given_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(leases, "release", lambda unit, mission: None)


def steps_ask_for_no_ambulance(patch: pytest.MonkeyPatch) -> None:
    free = {press: replace(t, needs_ambulance=False) for press, t in steps.TRANSITIONS.items()}
    patch.setattr(steps, "TRANSITIONS", free)


def asking_asks_for_no_ambulance(patch: pytest.MonkeyPatch) -> None:
    plain = gates.facts_for
    patch.setattr(asking, "_check_may_send", lambda state: None)
    patch.setattr(
        look, "facts_for", lambda *a, **more: plain(*a, **more)._replace(ambulance_live=True)
    )


def a_silent_crew_is_ended_twice(patch: pytest.MonkeyPatch) -> None:
    def twice(*of: Any) -> tuple[e.Event, ...]:
        happened = outside.timer_fired(*of)
        moved = tuple(each for each in happened if isinstance(each, e.MissionMoved))
        return (*moved, *happened)

    patch.setattr(deciding, "RULES", {**deciding.RULES, c.TimerFired: twice})


def a_fired_timer_stays_due(patch: pytest.MonkeyPatch) -> None:
    plain = timers._fire

    def fire(candidate: Timer, call: Any, now: Any) -> bool:
        done = plain(candidate, call, now)
        Timer.objects.filter(pk=candidate.pk).update(fired_at=None)
        return done

    patch.setattr(timers, "_fire", fire)


def without_rows(forgotten: Callable[[NewEntry], bool]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        def forgetful(rows: Sequence[NewEntry]) -> Any:
            return append([row for row in rows if not forgotten(row)])

        patch.setattr(record, "append", forgetful)

    return plant


def a_police_state_ends_no_offer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(units, "_end_job", lambda *of: None)


def a_forbidding_state_closes_no_gate(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(gates, "state_allows", lambda scheme, status, table: True)


def late_presses_go_back_in_time(patch: pytest.MonkeyPatch) -> None:
    plain = steps._moved

    def moved(state: Any, mission: Any, command: Any, now: Any) -> tuple[e.Event, ...]:
        happened = plain(state, mission, command, now)
        return tuple(
            replace(each, effective=command.effective) if isinstance(each, e.MissionMoved) else each
            for each in happened
        )

    patch.setattr(steps, "_moved", moved)


def a_press_is_not_one_transaction(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(services, "press_mission", presses.press_mission.__wrapped__)  # type: ignore[attr-defined]


def a_lifted_hold_off_moves_the_ended_too(patch: pytest.MonkeyPatch) -> None:
    plain = scene._all_moved

    def all_moved(state: Any, press: Any, now: Any) -> Any:
        raised = {
            m.id: replace(m, phase=Phase.MOBILE) if m.phase is Phase.CLEAR else m
            for m in state.missions.values()
        }
        return plain(replace(state, missions=raised), press, now)

    patch.setattr(scene, "_all_moved", all_moved)


def is_step_to(phase: str) -> Callable[[NewEntry], bool]:
    return lambda row: row.kind == "mission.moved" and row.payload["after"] == phase


def is_kind(kind: str) -> Callable[[NewEntry], bool]:
    return lambda row: row.kind == kind


SCREEN = {"every_screen_is_right"}
OWNER = {"one_owner_of_a_unit_at_a_time"}
SENT = {"nobody_is_sent_without_a_live_ambulance"}
TOLD = {"one_journal_row_a_transition"}
TOLD_OF_CALL = {"the_journal_tells_each_call"}
TIMER = {"each_timer_fires_once"}
WAITS = {"nobody_waits_with_an_offer_in_a_forbidding_state"}
FAULTS: Mapping[str, tuple[Plant, Script, set[str]]] = {
    "an ended mission is not touched by what happens to its call": (
        ended_missions_are_not_touched,
        written.a_mission_ends_before_its_call,
        SCREEN,
    ),
    # the database has a constraint of its own, and no refusal stands behind its error
    "the lease's compare-and-set always succeeds": (
        a_lease_is_always_taken,
        written.a_busy_crew_comes_across_somebody,
        OWNER | {"come_across"},
    ),
    "a lease is never given back": (a_lease_is_never_given_back, written.its_owner_says_no, OWNER),
    "accept and mobile do not ask for a live ambulance": (
        steps_ask_for_no_ambulance,
        written.the_ambulance_is_lost_before_the_crew_answers,
        SENT,
    ),
    "a unit is asked without a live ambulance": (
        asking_asks_for_no_ambulance,
        written.a_unit_is_asked_for_too_early,
        SENT,
    ),
    "the effect of a timer is done twice": (
        a_silent_crew_is_ended_twice,
        written.nobody_answers,
        TIMER | TOLD,
    ),
    "a fired timer stays due": (
        a_fired_timer_stays_due,
        written.nobody_answers,
        TIMER | {"time_passes"},
    ),
    "a step at scene has no journal row": (
        without_rows(is_step_to("at_scene")),
        written.the_patient_is_handed_over,
        TOLD,
    ),
    "a hold-off has no journal row": (
        without_rows(is_kind("call.hold-off-set")),
        written.the_scene_turns_unsafe,
        TOLD_OF_CALL,
    ),
    "an acknowledged handover has no row": (
        without_rows(is_kind("mission.acknowledged")),
        written.the_patient_is_handed_over,
        TOLD,
    ),
    "a forbidding state leaves the offer": (
        a_police_state_ends_no_offer,
        written.a_police_job_comes_up,
        WAITS,
    ),
    "a unit is asked in a forbidding state": (
        a_forbidding_state_closes_no_gate,
        written.a_unit_on_a_police_job_is_asked_for,
        WAITS,
    ),
    "a late press goes back in time": (
        late_presses_go_back_in_time,
        written.a_press_arrives_late,
        TOLD | {"times_of_a_mission_are_in_order"},
    ),
    "a kill leaves half a press": (
        a_press_is_not_one_transaction,
        written.the_process_dies_at_every_write,
        {"attempt"},
    ),
    "a hold-off moves a mission that is clear": (
        a_lifted_hold_off_moves_the_ended_too,
        written.the_scene_turns_unsafe_for_a_second_crew,
        TOLD,
    ),
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


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_notices_that(fault: str, ground_folder: Path) -> None:
    plant, script, meant = FAULTS[fault]
    written.play(script)
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        with pytest.raises(BaseException) as raised:  # any failure; looked at below
            written.play(script)
    assert meant & set(failing_checks(raised.value)), raised.value
