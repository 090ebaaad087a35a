"""The live core on real rows under random commands, late and doubled presses, and kills.

A kill is an exception between any two writes of a service: what a power cut does to a process in
the middle of its transaction. Nothing of the step may be left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.services.promises import all_promises_hold
from tests.support.follow import Follower, picture
from tests.support.scene import all_viewers, make_scene

from outrider.coresponse import leases, services
from outrider.coresponse.errors import Forbidden, Invalid, NotFound, Refused
from outrider.coresponse.inputs import AmbulanceIn, FixIn, PressIn
from outrider.coresponse.models import Call, Mission
from outrider.coresponse.services import record
from outrider.domain.access import Role, Viewer
from outrider.domain.coresponse.mission import REASONS, TRANSITIONS, Phase, Press
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import Crewing, KitBag, Lease, Position

UNITS = ("CW12", "CW07", "CW21", "FR01", "CR01")
# most steps live; a death is at one of the first writes
KILLS = st.sampled_from([0] * 12 + list(range(1, 9)))
QUIET = st.lists(KILLS, min_size=2, max_size=8)
NEXT = {
    Phase.ASKING_OWNER: Press.AGREE,
    Phase.OFFERED: Press.ACCEPT,
    Phase.ACCEPTED: Press.MOBILE,
    Phase.MOBILE: Press.AT_SCENE,
    Phase.HOLD_OFF: Press.LIFT_HOLD_OFF,
    Phase.AT_SCENE: Press.WITH_PATIENT,
    Phase.WITH_PATIENT: Press.HANDOVER,
    Phase.HANDOVER: Press.CLEAR,
}
SAYS_NO = (Refused, Forbidden, NotFound, Invalid)


class Killed(Exception):
    """The process is gone."""


@contextmanager
def killed_at(write: int) -> Iterator[None]:
    """Die at the n-th write of a service: a row, a lease, a timer or the journal."""
    count = 0

    def counting(plain: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == write:
                raise Killed
            return plain(*args, **kwargs)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "append", counting(record.append))
        patch.setattr(leases, "take", counting(leases.take))
        patch.setattr(leases, "release", counting(leases.release))
        patch.setattr(record, "fill_call", counting(record.fill_call))
        patch.setattr(record.OpenCall, "_set_timer", counting(record.OpenCall._set_timer))
        yield


class LiveMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.scene = make_scene()
        self.calls: list[UUID] = []
        self.presses: list[tuple[UUID, PressIn, Viewer]] = []
        self.offered_in: dict[str, int] = {}
        self.followers = [Follower(viewer) for viewer in all_viewers(self.scene)]

    def teardown(self) -> None:
        try:
            self.every_screen_is_right()
            self.the_night_ends()
            self.every_screen_is_right()
            assert isinstance(verify(), Verified)
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    @initialize()
    def a_first_call(self) -> None:
        self.new_call("cardiac-arrest")

    # --- what people do --------------------------------------------------------------------------

    def attempt(self, work: Callable[[], Any], kill: int) -> None:
        """Do it, or die in the middle of it; a refusal or a kill leaves no trace."""
        self.scene.later(1)
        before = Entry.objects.count()
        missions = sorted(Mission.objects.values_list("pk", "phase"))
        try:
            with killed_at(kill):
                work()
        except (*SAYS_NO, Killed):
            assert Entry.objects.count() == before
            assert sorted(Mission.objects.values_list("pk", "phase")) == missions

    @rule(complaint=st.sampled_from(["cardiac-arrest", "stroke", "overdose", "assault-injury"]))
    def new_call(self, complaint: str) -> None:
        if len(self.calls) < 3:
            category = "C1" if complaint == "cardiac-arrest" else "C2"
            self.scene.later(1)
            self.calls.append(self.scene.call(complaint, category).pk)

    @rule(
        call=st.integers(0, 2),
        state=st.sampled_from(["allocated", "allocated", "cancelled", "diverted", "arrived"]),
        eta=st.sampled_from([60, 400, 840, 1500]),
        kill=KILLS,
    )
    def ambulance(self, call: int, state: str, eta: int, kill: int) -> None:
        if call < len(self.calls):
            self.set_ambulance(
                self.calls[call], AmbulanceIn(state, f"A2{call}4", eta_seconds=eta), kill
            )

    def set_ambulance(self, call: UUID, ambulance: AmbulanceIn, kill: int = 0) -> None:
        self.attempt(
            lambda: services.set_ambulance(
                call_id=call, ambulance=ambulance, by=self.scene.ambulance, now=self.scene.now
            ),
            kill,
        )

    @rule(call=st.integers(0, 2), unit=st.sampled_from(UNITS), kill=KILLS)
    def ask(self, call: int, unit: str, kill: int) -> None:
        if call < len(self.calls):
            self.attempt(
                lambda: self.scene.ask(Call(pk=self.calls[call]), unit, by_radio=True), kill
            )

    @rule(
        which=st.integers(0, 5),
        data=st.data(),
        radio=st.booleans(),
        late=st.sampled_from([None, 0.0, 4_000.0, 240_000.0]),
        kill=KILLS,
    )
    def step(
        self, which: int, data: st.DataObject, radio: bool, late: float | None, kill: int
    ) -> None:
        missions = list(Mission.objects.filter(ended_at=None).order_by("asked_at", "pk"))
        if not missions:
            return
        mission = missions[which % len(missions)]
        fits = [p for p, t in TRANSITIONS.items() if Phase(mission.phase) in t.sources]
        press = data.draw(st.sampled_from(fits if which else list(Press)))
        reason = data.draw(st.sampled_from(sorted(REASONS.get(press, {"": ""}))))
        authority = "Insp Okonedo" if which % 2 else ""
        self.press_on(
            mission, press, kill, reason=reason, radio=radio, late=late, authority=authority
        )

    def press_on(
        self,
        mission: Mission,
        press: Press,
        kill: int = 0,
        *,
        reason: str = "",
        radio: bool = False,
        late: float | None = None,
        authority: str = "",
    ) -> None:
        """A press by whoever presses it, kept to arrive again."""
        pressed = PressIn(
            press_id=uuid4(),
            press=press.value,
            reason=reason,
            by_radio=radio,
            ago_ms=late,
            authority=authority,
            atmist={"age": "60 to 69"},
        )
        by = self.someone_for(press, mission, radio)
        self.presses.append((mission.pk, pressed, by))
        self.press(mission.pk, pressed, by, kill)

    def the_next_thing_is_done(self, kill: int) -> None:
        """What a quiet night would do: ambulance, ask, then the next press of the first mission."""
        mission = Mission.objects.filter(ended_at=None).order_by("asked_at", "pk").first()
        if mission is not None:
            press = NEXT[Phase(mission.phase)]
            if press is Press.CLEAR and mission.acknowledged_at is None and not kill:
                self.press_on(mission, Press.ACKNOWLEDGE)
            if press is Press.LIFT_HOLD_OFF:
                self.desk_presses(mission.call_id, "lift_hold_off", kill)
                return
            self.press_on(mission, press, kill)
            return
        call = Call.objects.filter(closed_at=None).order_by("received_at").first()
        if call is None:
            self.calls = self.calls[-1:]
            self.new_call("cardiac-arrest")
        elif call.ambulance_state not in ("allocated", "arrived"):
            self.attempt(lambda: self.scene.allocate(call), kill)
        else:
            self.a_new_shift_puts_things_right()
            free = Lease.objects.filter(mission_id=None).values_list("unit_id", flat=True)
            sign = next((s for s in UNITS if self.scene.units[s].pk in set(free)), UNITS[0])
            self.attempt(lambda: self.scene.ask(call, sign), kill)

    def a_new_shift_puts_things_right(self) -> None:
        now = self.scene.now
        Crewing.objects.update(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8))
        KitBag.objects.update(checked_at=now)
        services.refresh_units(now)
        pause = partial(services.pause_scheme, code="police-special", on=False, now=now)
        pause(by=self.scene.viewer(Role.DUTY_SERGEANT))
        for sign, unit in self.scene.units.items():
            lat, lon = Position.objects.values_list("lat", "lon").get(unit__call_sign="CW12")
            services.record_fixes([FixIn(sign, lat, lon, now)], now)
            for side in ("owner", "ambulance"):
                crew = self.scene.crew(sign)
                services.book_on(unit_id=unit.pk, side=side, on=True, by=crew, now=now)
            if sign.startswith("CW") and not Lease.objects.get(unit=unit).mission_id:
                self.scene.state(sign, 2)

    # Random presses alone hardly ever reach a patient: most of a night goes as it should.
    @rule(kills=QUIET)
    def a_while_passes_quietly(self, kills: list[int]) -> None:
        for kill in kills:
            self.the_next_thing_is_done(kill)

    @rule(kills=QUIET)
    def another_while_passes_quietly(self, kills: list[int]) -> None:
        self.a_while_passes_quietly(kills)

    @rule(kills=QUIET)
    def and_another(self, kills: list[int]) -> None:
        self.a_while_passes_quietly(kills)

    @rule(which=st.integers(0, 5), state=st.sampled_from(["cancelled", "diverted"]))
    def a_crew_goes_on_when_the_ambulance_is_lost(self, which: int, state: str) -> None:
        missions = list(Mission.objects.filter(ended_at=None).order_by("asked_at", "pk"))
        if missions:
            mission = missions[which % len(missions)]
            self.set_ambulance(mission.call_id, AmbulanceIn(state))
            self.press_on(mission, NEXT[Phase(mission.phase)])

    @rule(which=st.integers(0, 50))
    def a_press_arrives_again(self, which: int) -> None:
        if self.presses:
            self.press(*self.presses[which % len(self.presses)], 0)

    def press(self, mission: UUID, pressed: PressIn, by: Viewer, kill: int) -> None:
        self.attempt(
            lambda: services.press_mission(
                mission_id=mission, press=pressed, by=by, now=self.scene.now
            ),
            kill,
        )

    def someone_for(self, press: Press, mission: Mission, radio: bool) -> Viewer:
        owner = mission.unit.scheme.owner
        if press in (Press.AGREE, Press.REFUSE, Press.RECALL):
            desks = {"police": Role.POLICE_CONTROL, "fire": Role.FIRE_CONTROL}
            role = desks.get(owner, Role.AMBULANCE_CONTROL)
            return self.scene.viewer(Role.INSPECTOR if press is Press.RECALL else role)
        desk = press in (Press.WITHDRAW, Press.STAND_DOWN, Press.ACKNOWLEDGE)
        return self.scene.ambulance if radio or desk else self.scene.crew(mission.unit.call_sign)

    @rule(
        call=st.integers(0, 2),
        press=st.sampled_from(["risk_checked", "hold_off", "lift_hold_off", "stand_down", "close"]),
    )
    def desk(self, call: int, press: str) -> None:
        if call < len(self.calls):
            self.desk_presses(self.calls[call], press, 0)

    def desk_presses(self, call: UUID, press: str, kill: int) -> None:
        self.attempt(
            lambda: services.press_call(
                call_id=call,
                press=press,
                reason="not-needed",
                by=self.scene.ambulance,
                now=self.scene.now,
            ),
            kill,
        )

    @rule(unit=st.sampled_from(UNITS[:3]), code=st.integers(0, 16), kill=KILLS)
    def police_state(self, unit: str, code: int, kill: int) -> None:
        self.attempt(lambda: self.scene.state(unit, code), kill)

    @rule(
        unit=st.sampled_from(UNITS), side=st.sampled_from(["owner", "ambulance"]), on=st.booleans()
    )
    def book(self, unit: str, side: str, on: bool) -> None:
        crew = self.scene.crew(unit)
        self.attempt(
            lambda: services.book_on(
                unit_id=self.scene.units[unit].pk, side=side, on=on, by=crew, now=self.scene.now
            ),
            0,
        )

    @rule(on=st.booleans())
    def pause(self, on: bool) -> None:
        self.attempt(
            lambda: services.pause_scheme(
                code="police-special",
                on=on,
                by=self.scene.viewer(Role.DUTY_SERGEANT),
                now=self.scene.now,
            ),
            0,
        )

    @rule(unit=st.sampled_from(UNITS[:3]))
    def come_across(self, unit: str) -> None:
        self.attempt(lambda: self.scene.come_across(unit), 0)

    @rule(seconds=st.sampled_from([5, 50, 700, 50_000]), kill=KILLS)
    def time_passes(self, seconds: int, kill: int) -> None:
        self.scene.later(seconds)
        with suppress(Killed), killed_at(kill):
            services.fire_due_timers(self.scene.now)
        all_promises_hold()
        services.fire_due_timers(self.scene.now)  # the other process
        assert services.fire_due_timers(self.scene.now) == 0, "a timer that was fired is still due"
        services.refresh_units(self.scene.now)

    @rule(which=st.integers(0, 40))
    def a_screen_catches_up(self, which: int) -> None:
        """Snapshot plus events is the fresh snapshot, for whoever looks and whenever."""
        follower = self.followers[which % len(self.followers)]
        follower.catch_up()
        assert follower.seen == picture(follower.viewer)

    # --- what must hold --------------------------------------------------------------------------

    @invariant()
    def every_promise_is_kept(self) -> None:
        all_promises_hold()

    def the_night_ends(self) -> None:
        """What touches every mission that ever was on a call: hold-off, closing, the archive."""
        for call in self.calls:
            for press in ("hold_off", "stand_down", "close"):
                self.desk_presses(call, press, 0)
        self.every_screen_is_right()
        services.fire_due_timers(self.scene.later(50_000))

    def every_screen_is_right(self) -> None:
        for follower in self.followers:
            follower.catch_up()
            assert follower.seen == picture(follower.viewer), follower.viewer.role


def run_nights(most: int, **more: Any) -> None:
    """This many nights of 25 presses or quiet whiles each."""
    run_state_machine_as_test(
        LiveMachine,
        settings=settings(
            max_examples=most,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.mark.feature("C3", "C7", "C8", "C11", "C13", "C22")
@pytest.mark.slow
@pytest.mark.django_db
def test_the_scheme_keeps_its_promises_whatever_people_press(ground_folder: Path) -> None:
    run_nights(8)
