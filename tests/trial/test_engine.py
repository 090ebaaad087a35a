"""The full model: what the scheme promises holds in every run."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.full_worlds import POLICE, made

from outrider.trial.engine.record import Stage, Why

SEEDS = st.integers(0, 10**9)
properties = settings(max_examples=40, deadline=None)


def apart(spans):
    """Whether none of these times of one thing lie across another."""
    for of_one in spans.values():
        of_one.sort()
        ends = [end for _, end in of_one]
        for (begins, _), end in zip(of_one[1:], ends[:-1], strict=True):
            assert begins >= end - 1e-6


def missions(record):
    """(call, unit, accepted, clear) of every mission that the record still shows."""
    sent = np.flatnonzero(record.accepted < np.inf)
    return zip(sent, record.unit[sent], record.accepted[sent], record.clear[sent], strict=True)


@properties
@given(SEEDS)
def test_nobody_is_asked_or_sent_without_an_ambulance_on_its_way(seed):
    record = made(seed).run()
    asked = record.stage >= Stage.ASKED
    assert (record.ambulance_estimate[asked] < np.inf).all()
    assert (record.ambulance[record.accepted < np.inf] < np.inf).all()
    assert (record.live[record.accepted < np.inf] == 1).all()
    # where the ambulance was never changed, it is the one that was on its way then
    sent = (record.accepted < np.inf) & (record.diverted == 0)
    assert (record.allocated[sent] < record.accepted[sent]).all()
    assert (record.accepted[sent] < record.ambulance[sent]).all()


@properties
@given(SEEDS)
def test_stages_reasons_and_times_fit_each_other(seed):
    record = made(seed).run()
    assert (record.ambulance < np.inf).all()
    attended = record.stage == Stage.ATTENDED
    assert (attended == (record.responder < np.inf)).all()
    assert (record.responder[attended] < record.ambulance[attended]).all()
    assert (record.clear[attended] >= record.ambulance[attended]).all()
    assert (record.why[attended] == Why.NONE).all()
    assert ((record.stage >= Stage.MOBILISED) == (record.accepted < np.inf)).all()
    assert ((record.stage >= Stage.ASKED) == (record.tried > 0)).all()
    assert (record.mobile >= record.accepted).all()


@properties
@given(SEEDS)
def test_a_unit_is_recalled_only_before_it_is_with_the_patient_and_only_by_such_grades(seed):
    it = made(seed)
    record = it.run()
    recalled = (record.why == Why.RECALLED) & (record.stage == Stage.MOBILISED)
    assert (record.responder[recalled] == np.inf).all()
    assert (record.recalled[recalled] > 0).all()
    jobs = it.jobs.received[it.world.rules.recalls[it.jobs.grade]]
    assert np.isin(record.clear[recalled], jobs).all()
    graver = it.world.rules._replace(recalls=np.zeros(5, np.bool_))
    without = it._replace(world=it.world._replace(rules=graver)).run()
    assert (without.recalled == 0).all()


@properties
@given(SEEDS)
def test_a_unit_is_on_one_mission_or_one_job_at_a_time(seed):
    it = made(seed)
    fixed = it.world.rules._replace(movable=np.zeros(5, np.bool_))
    record = it._replace(world=it.world._replace(rules=fixed)).run()
    busy = defaultdict(list)
    for _, unit, accepted, clear in missions(record):
        busy[unit].append((accepted, clear))
    for job in np.flatnonzero(record.job_unit >= 0):
        done = record.job_reached[job] + it.jobs.length[job]
        busy[record.job_unit[job]].append((record.job_sent[job], done))
    apart(busy)


@properties
@given(SEEDS)
def test_an_ambulance_is_at_one_call_at_a_time_and_is_sent_on_duty_only(seed):
    it = made(seed)
    record, calls, duty = it.run(), it.calls, it.world.ambulances.duty
    kept = calls.scene + np.where(calls.hospital >= 0, calls.convey + calls.handover, 0)
    busy = defaultdict(list)
    for call, car in enumerate(record.vehicle):
        busy[car].append((record.allocated[call], record.ambulance[call] + kept[call]))
        windows = slice(duty.first[car], duty.first[car + 1])
        at = record.allocated[call]
        assert ((duty.on[windows] <= at) & (at < duty.off[windows])).any()
    apart(busy)


@properties
@given(SEEDS)
def test_only_units_that_take_part_and_are_trained_and_on_duty_are_asked(seed):
    it = made(seed)
    record, units = it.run(), it.world.units
    for call, unit, accepted, _ in missions(record):
        assert it.arm.taking_part[unit]
        assert units.responds[unit]
        assert it.arm.sends[call]
        assert it.world.schemes.live[units.scheme[unit]]
        windows = slice(units.duty.first[unit], units.duty.first[unit + 1])
        on, off = units.duty.on[windows], units.duty.off[windows]
        assert ((on <= accepted) & (accepted < off)).any()
    sent = record.job_unit[record.job_unit >= 0]
    assert it.arm.taking_part[sent].all()
    assert (units.patch[sent] == it.jobs.patch[record.job_unit >= 0]).all()


@properties
@given(SEEDS)
def test_nobody_is_sent_off_a_job_that_cannot_be_left(seed):
    it = made(seed)
    record = it.run()
    assert it.world.rules.movable[it.jobs.grade[record.job_left > 0]].all()
    police = it.world.units.scheme[record.job_unit] == POLICE
    assert police[record.job_left > 0].all()


@pytest.mark.parametrize("seed", range(5))
def test_without_the_scheme_nobody_is_asked_and_jobs_are_done_all_the_same(seed):
    it = made(seed)
    record = it._replace(arm=it.arm._replace(on=False)).run()
    assert (record.stage == 0).all()
    assert (record.unit == -1).all()
    assert (record.job_reached < np.inf).any()


def test_a_world_that_does_not_belong_together_is_refused_with_what_to_do():
    it = made(1)
    with pytest.raises(ValueError, match="order in which they come"):
        it._replace(calls=it.calls._replace(decided=it.calls.decided[::-1])).run()
    with pytest.raises(ValueError, match="another number of units"):
        it._replace(arm=it.arm._replace(taking_part=np.ones(1, np.bool_))).run()
    nowhere = it._replace(world=it.world._replace(rules=it.world.rules._replace(period=0.0)))
    with pytest.raises(ValueError, match="period of a beat"):
        nowhere.run()
