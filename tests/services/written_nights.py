"""Nights of the live machine whose commands are written down: short, and the same each time.

The promises are checked after every command, and every screen at the end, as in a random night.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from tests.services.test_live_machine import LiveMachine

from outrider.coresponse.models import Mission
from outrider.domain.coresponse.mission import Press

TO_PATIENT = (Press.AGREE, Press.ACCEPT, Press.MOBILE, Press.AT_SCENE, Press.WITH_PATIENT)


class WrittenNight(LiveMachine):
    """The machine, told what to do."""

    def attempt(self, work: Callable[[], Any], kill: int) -> None:
        super().attempt(work, kill)
        self.every_promise_is_kept()

    def asked(self, sign: str = "CW12") -> None:
        """A call, its ambulance, and a unit that is asked for."""
        self.new_call("cardiac-arrest")
        self.ambulance(0, "allocated", 840, 0)
        self.ask(0, sign, 0)

    def crew(self, *presses: Press, sign: str = "CW12", **more: Any) -> None:
        """Presses on the mission of one unit, whoever presses each."""
        for press in presses:
            self.press_on(Mission.objects.get(unit__call_sign=sign), press, **more)

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)


Script = Callable[[WrittenNight], None]


def play(script: Script) -> None:
    """One night from the first command to the archive."""
    night = WrittenNight()
    try:
        script(night)
        night.every_promise_is_kept()
        night.the_night_ends()
        night.every_screen_is_right()
    finally:
        night.undo()


def a_mission_ends_before_its_call(night: WrittenNight) -> None:
    night.asked()
    night.crew(Press.AGREE)
    night.crew(Press.DECLINE, reason="vehicle")


def a_busy_crew_comes_across_somebody(night: WrittenNight) -> None:
    night.asked()
    night.come_across("CW12")


def its_owner_says_no(night: WrittenNight) -> None:
    night.asked()
    night.crew(Press.REFUSE, reason="cover")


def the_ambulance_is_lost_before_the_crew_answers(night: WrittenNight) -> None:
    night.asked()
    night.crew(Press.AGREE)
    night.ambulance(0, "cancelled", 0, 0)
    night.crew(Press.ACCEPT)


def a_unit_is_asked_for_too_early(night: WrittenNight) -> None:
    night.new_call("cardiac-arrest")
    night.ask(0, "CW12", 0)


def nobody_answers(night: WrittenNight) -> None:
    night.asked()
    night.time_passes(50, 0)


def the_patient_is_handed_over(night: WrittenNight) -> None:
    night.asked()
    night.crew(*TO_PATIENT, Press.HANDOVER, Press.ACKNOWLEDGE, Press.CLEAR)


def the_scene_turns_unsafe(night: WrittenNight) -> None:
    night.asked()
    night.crew(Press.AGREE, Press.ACCEPT, Press.MOBILE)
    night.desk(0, "hold_off")
    night.desk(0, "lift_hold_off")


def the_scene_turns_unsafe_for_a_second_crew(night: WrittenNight) -> None:
    """The first is clear; the call goes on, because the second has been asked for."""
    night.asked()
    night.crew(*TO_PATIENT)
    night.ask(0, "FR01", 0)
    night.crew(Press.HANDOVER, Press.CLEAR)
    night.desk(0, "hold_off")


def a_police_job_comes_up(night: WrittenNight) -> None:
    night.asked()
    night.crew(Press.AGREE)
    night.police_state("CW12", 4, 0)


def a_unit_on_a_police_job_is_asked_for(night: WrittenNight) -> None:
    night.police_state("CW12", 4, 0)
    night.asked()


def a_press_arrives_late(night: WrittenNight) -> None:
    """The phone says that it was pressed four minutes ago: before the unit was asked for."""
    night.asked()
    night.crew(Press.AGREE)
    night.crew(Press.ACCEPT, late=240_000.0)


def the_process_dies_at_every_write(night: WrittenNight) -> None:
    night.asked()
    for press in (Press.AGREE, Press.ACCEPT):
        for write in (1, 2, 3, 4, 5):
            night.crew(press, kill=write)
        night.crew(press)
