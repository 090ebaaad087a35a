"""A call under random commands: the scheme's promises hold whatever people press, in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.choice import SOFT, Gate
from outrider.domain.coresponse.decide import decide, fold, wants_next
from outrider.domain.coresponse.mission import (
    ENDED,
    REASONS,
    TRANSITIONS,
    AmbulanceState,
    Phase,
    Press,
    TimerKind,
)
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.rules import Outcome
from outrider.domain.coresponse.state import CallState

START = datetime(2026, 11, 21, 3, 12, tzinfo=UTC)
UNITS = ("cw12", "cw07", "fr01")
GATES = st.lists(st.sampled_from(list(Gate)), max_size=2).map(lambda gates: sum(set(gates)))
REASON_CODES = sorted({code for codes in REASONS.values() for code in codes} | {"", "nonsense"})


class CallMachine(RuleBasedStateMachine):
    @initialize(outcome=st.sampled_from(list(Outcome)))
    def a_call_comes_in(self, outcome: Outcome) -> None:
        self.now = START
        self.state = CallState(id="call", outcome=outcome)
        self.history: list[e.Event] = []
        self.begun = self.state
        self.count = 0

    def run_command(self, command: c.Command) -> None:
        self.now += timedelta(seconds=1)
        before = self.state
        try:
            happened = decide(before, command, Policy(), self.now)
        except Refused as refused:
            said = (refused.rule, refused.why)
            if not all(said):
                raise AssertionError("a refusal carries its rule and a sentence") from refused
            return
        self.check(before, command, happened)
        self.history += happened
        self.state = fold(before, happened)

    def check(self, before: CallState, command: c.Command, happened: tuple[e.Event, ...]) -> None:
        state = before
        for event in happened:
            if isinstance(event, e.MissionMoved):
                mission = state.missions[event.mission]
                assert event.before is mission.phase
                assert event.effective >= mission.since, "times never go back"
                assert event.effective <= max(self.now, mission.since)
                if event.after in (Phase.OFFERED, Phase.ACCEPTED, Phase.MOBILE):
                    assert state.ambulance.live, "nobody is mobilised without a live ambulance"
                if event.press is Press.RECALL:
                    assert not mission.had_contact
                if event.after is Phase.CARE_ABANDONED:
                    assert event.authority
                if TRANSITIONS[event.press].needs_reason:
                    assert event.reason
            if isinstance(event, e.MissionOpened) and not event.came_across:
                assert state.ambulance.live
                assert isinstance(command, c.Ask)
                assert not command.failed & ~SOFT, "a hard gate lets nobody through"
                assert command.by_radio or not command.failed, "past a judgement only by radio"
                assert all(mission.unit != event.unit for mission in state.live_missions)
            state = fold(state, (event,))

    @rule(state=st.sampled_from(list(AmbulanceState)))
    def ambulance(self, state: AmbulanceState) -> None:
        self.run_command(c.SetAmbulance(state))

    @rule(
        unit=st.sampled_from(UNITS),
        failed=st.one_of(st.just(0), GATES),
        release=st.booleans(),
        radio=st.booleans(),
    )
    def ask(self, unit: str, failed: int, release: bool, radio: bool) -> None:
        self.count += 1
        self.run_command(c.Ask(f"m{self.count}", unit, "police", release, failed, by_radio=radio))

    @rule(
        number=st.integers(1, 6),
        press=st.sampled_from(list(Press)),
        reason=st.sampled_from(REASON_CODES),
        authority=st.sampled_from(["", "Insp Okonedo"]),
        late=st.integers(-10, 600),
        radio=st.booleans(),
    )
    def press(
        self, number: int, press: Press, reason: str, authority: str, late: int, radio: bool
    ) -> None:
        effective = self.now - timedelta(seconds=late)
        mission = f"m{number}"
        self.run_command(c.PressMission(mission, press, effective, reason, authority, radio))

    @rule(number=st.integers(1, 6), data=st.data())
    def a_press_that_comes_next(self, number: int, data: st.DataObject) -> None:
        """Random presses alone hardly ever reach a patient: choose among those that fit."""
        mission = self.state.missions.get(f"m{number}")
        if mission is None or not mission.live:
            return
        fitting = [p for p, t in TRANSITIONS.items() if mission.phase in t.sources]
        press = data.draw(st.sampled_from(fitting))
        reason = data.draw(st.sampled_from(sorted(REASONS.get(press, {"": ""}))))
        self.run_command(c.PressMission(mission.id, press, self.now, reason, "Insp Okonedo"))

    @rule(unit=st.sampled_from(UNITS))
    def come_across(self, unit: str) -> None:
        if any(mission.unit == unit for mission in self.state.live_missions):
            return  # the lease refuses this in the database
        self.count += 1
        self.run_command(c.ComeAcross(f"m{self.count}", unit, "police", self.now))

    @rule(number=st.integers(1, 6), kind=st.sampled_from(list(TimerKind)))
    def timer(self, number: int, kind: TimerKind) -> None:
        self.run_command(c.TimerFired(kind, f"m{number}"))

    @rule(number=st.integers(1, 6), code=st.sampled_from([0, 8, 9, 10, 11, 12]))
    def police_state(self, number: int, code: int) -> None:
        self.run_command(c.StateForbids(f"m{number}", code, emergency=code == 0))

    @rule(
        command=st.sampled_from(
            [
                c.RiskChecked(),
                c.HoldOff(),
                c.LiftHoldOff(),
                c.NobodyLeft(),
                c.AcknowledgeAlarm(),
                c.Close("other"),
                c.StandDownAll("not-needed"),
                c.StandDownAll(""),
            ]
        )
    )
    def desk(self, command: c.Command) -> None:
        self.run_command(command)

    @invariant()
    def the_history_gives_the_state(self) -> None:
        if hasattr(self, "begun"):
            assert fold(self.begun, self.history) == self.state

    @invariant()
    def one_owner_of_a_unit_within_a_call(self) -> None:
        if hasattr(self, "state"):
            units = [mission.unit for mission in self.state.live_missions]
            assert len(units) == len(set(units))

    @invariant()
    def an_alarm_stands_only_while_somebody_is_left_without_an_ambulance(self) -> None:
        if hasattr(self, "state") and self.state.alarm:
            assert not self.state.ambulance.live
            assert self.state.live_missions

    @invariant()
    def a_closed_call_has_nobody_on_it(self) -> None:
        if hasattr(self, "state") and self.state.closed:
            assert not self.state.live_missions
            assert not wants_next(self.state, Policy())

    @invariant()
    def an_ended_mission_stays_ended(self) -> None:
        if not hasattr(self, "history"):
            return
        ended: set[str] = set()
        for event in self.history:
            if isinstance(event, e.MissionMoved):
                assert event.mission not in ended
                if event.after in ENDED:
                    ended.add(event.mission)


CallMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestCallUnderRandomCommands = CallMachine.TestCase
