"""A run's arrays become the frame that the live journal fills too."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pytest

from outrider.trial.engine.record import Stage as RunStage
from outrider.trial.engine.record import Why, new_record
from outrider.trial.judging.frame import Stage, framed
from outrider.trial.judging.of_run import REASONS, of_run
from outrider.trial.judging.words import WORDS

MONDAY_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
N = 4


def arm_of(on: bool) -> SimpleNamespace:
    """The rules send to the first call and to no other."""
    sends = np.zeros(N, np.int8)
    sends[0] = 1
    return SimpleNamespace(on=on, sends=sends)


def run():
    """Four calls: not eligible, called back, attended by fire after the ambulance, by police."""
    record = new_record(N, 2)
    record.stage[:] = [RunStage.NOT_ELIGIBLE, RunStage.MOBILISED, RunStage.ATTENDED, 5]
    record.why[:] = [Why.RULES, Why.RECALLED, Why.NONE, Why.NONE]
    record.unit[:] = [-1, 0, 1, 0]
    received = np.array([0.0, 600.0, 3600.0, 7200.0])
    record.allocated[:] = received + 60
    record.ambulance[:] = received + np.array([600, 700, 480, 1200])
    record.accepted[1:] = received[1:] + 100
    record.responder[2:] = received[2:] + np.array([540, 360])
    record.clear[1:] = received[1:] + np.array([400, 1000, 1900])
    record.estimate[1:] = 300
    record.ambulance_estimate[1:] = [600, 500, 1100]
    record.diverted[0] = 1
    record.job_sent[:] = [30.0, np.inf]
    record.job_reached[:] = [330.0, np.inf]
    record.job_medical[:] = [0, 1]
    record.recalled[1] = 1
    record.spent[1:] = [300, 900, 1800]
    calls = SimpleNamespace(received=received, decided=received + 90)
    about = SimpleNamespace(
        category=np.array(["C3", "C1", "C2", "C1"]), complaint=np.full(N, "stroke"),
        condition=np.full(N, "stroke"), age=np.full(N, ""),
        rural=np.array([True, False, True, True]),
        **{name: np.full(N, -1) for name in ("witnessed", "shockable", "bystander")},
    )  # fmt: skip
    jobs = SimpleNamespace(
        received=np.array([10.0, 20.0]), grade=np.array([1, 3], np.int8), patch=np.array([0, 0])
    )
    units = SimpleNamespace(scheme=np.array([0, 1], np.int8), crew=np.array([2, 4], np.int8))
    schemes = SimpleNamespace(police=np.array([True, False]))
    setting = SimpleNamespace(
        world=SimpleNamespace(units=units, schemes=schemes), start=MONDAY_NOON,
        seconds=86_400.0, warm_up=0.0, schemes=("police-special", "fire-co-responder"),
    )  # fmt: skip
    record.live[1:] = 1
    drawn = SimpleNamespace(calls=calls, jobs=jobs, about=about)
    return drawn, record, setting


def test_the_stages_of_a_run_and_of_the_evidence_are_the_same_numbers():
    assert {stage.name: int(stage) for stage in RunStage} == {
        stage.name: int(stage) for stage in Stage if stage is not Stage.CAME_ACROSS
    }


def test_every_reason_of_a_run_can_be_said_in_words():
    assert set(REASONS) == set(Why)
    assert {reason for reason in REASONS.values() if reason} <= WORDS.keys()


def test_a_run_becomes_minutes_of_the_call():
    drawn, record, setting = run()
    frame = of_run(drawn, arm_of(True), record, setting, "2026.1")
    assert frame.stage.tolist() == [0, 4, 5, 5]
    assert frame.reason.tolist() == ["not_eligible", "called-back", "", ""]
    assert np.isnan(frame.responder[:2]).all()
    assert frame.responder[2:].tolist() == [9, 6]
    assert frame.gain[frame.paired].tolist() == [0, 14]
    assert frame.hour.tolist() == [12, 12, 13, 14]
    assert frame.town.tolist() == [False, True, False, False]
    assert frame.scheme.tolist() == ["", "police-special", "fire-co-responder", "police-special"]
    assert frame.minutes.tolist() == [0, 5, 0, 30]  # police only, the journey in vain included
    assert frame.recalled.tolist() == [0, 1, 0, 0]
    assert frame.sent.tolist() == frame.sent_live.tolist() == [0, 1, 1, 1]
    assert frame.crew.tolist() == [-1, 2, 4, 2]
    assert frame.diverted.tolist() == [1, 0, 0, 0]
    assert frame.simulated, "harms that no run models are then not called nought"


def test_a_crew_that_left_before_an_ambulance_was_sent_is_seen():
    drawn, record, setting = run()
    record.live[3] = 0
    frame = of_run(drawn, arm_of(True), record, setting)
    assert frame.sent_live.tolist() == [0, 1, 1, 0]


def test_the_choice_is_reckoned_from_the_call():
    drawn, record, setting = run()
    frame = of_run(drawn, arm_of(True), record, setting)
    assert frame.estimate[1] == (90 + 300) / 60
    assert frame.ambulance_estimate[3] == (90 + 1100) / 60


def test_a_call_that_a_crew_was_taken_from_and_another_went_to_sent_two():
    drawn, record, setting = run()
    record.recalled[3] = 1
    frame = of_run(drawn, arm_of(True), record, setting)
    assert frame.sent.tolist() == [0, 1, 1, 2]
    assert frame.recalled.tolist() == [0, 1, 0, 1]


def test_the_warm_up_is_not_judged():
    drawn, record, setting = run()
    setting.warm_up = 3600.0
    frame = of_run(drawn, arm_of(True), record, setting)
    assert frame.n == 2
    assert frame.at.tolist() == [0, 60]
    assert frame.start.hour == 13
    assert frame.jobs.n == 0
    assert frame.hour.tolist() == [13, 14]


def test_police_jobs_come_along():
    drawn, record, setting = run()
    jobs = of_run(drawn, arm_of(True), record, setting).jobs
    assert jobs.sent[0] == pytest.approx(20 / 60)
    assert np.isnan(jobs.reached[1])
    assert jobs.medical_open.tolist() == [False, True]


def test_an_arm_without_the_scheme_says_so():
    drawn, _, setting = run()
    frame = of_run(drawn, arm_of(False), new_record(N, 2), setting)
    assert set(frame.reason) == {"no-scheme"}
    assert frame.stage.tolist() == [Stage.NOT_ASKED, 0, 0, 0]  # arms share what is eligible
    assert not frame.attended.any()


def test_what_is_not_known_says_so_and_a_wrong_column_is_refused():
    end = datetime(2026, 2, 5, tzinfo=UTC)
    frame = framed(MONDAY_NOON, end, 2)
    assert np.isnan(frame.ambulance).all()
    assert frame.shockable.tolist() == [-1, -1]
    with pytest.raises(ValueError, match="no column"):
        framed(MONDAY_NOON, end, 2, speed=[1, 2])
    with pytest.raises(ValueError, match="3 places for 2 calls"):
        framed(MONDAY_NOON, end, 2, minutes=[1, 2, 3])


def test_the_digest_moves_with_the_calls_and_with_the_jobs():
    drawn, record, setting = run()
    arm = arm_of(True)
    one = of_run(drawn, arm, record, setting)
    assert one.digest() == of_run(drawn, arm, record, setting).digest()
    record.job_reached[0] += 60
    assert one.digest() != of_run(drawn, arm, record, setting).digest()
