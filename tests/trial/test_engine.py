"""The full model: what the scheme promises holds in every run."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.full_worlds import made

from outrider.trial.engine.record import Stage, Why

SEEDS = st.integers(0, 100_000)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_nobody_is_asked_before_an_ambulance_is_on_its_way(seed):
    record = made(seed).run()
    asked = record.stage >= Stage.ASKED
    assert (record.ambulance_estimate[asked] < np.inf).all()
    sent = (record.accepted < np.inf) & (record.diverted == 0)
    assert (record.allocated[sent] < record.accepted[sent]).all()
    assert (record.accepted[sent] < record.ambulance[sent]).all()


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_every_call_gets_its_ambulance_and_stages_fit_their_times(seed):
    record = made(seed).run()
    assert (record.ambulance < np.inf).all()
    attended = record.stage == Stage.ATTENDED
    assert (attended == (record.responder < np.inf)).all()
    assert (record.responder[attended] < record.ambulance[attended]).all()
    assert (record.clear[attended] >= record.ambulance[attended]).all()
    assert ((record.stage >= Stage.MOBILISED) == (record.accepted < np.inf)).all()
    assert (record.why[attended] == Why.NONE).all()


@pytest.mark.parametrize("seed", range(5))
def test_without_the_scheme_nobody_is_asked_and_jobs_are_done_all_the_same(seed):
    it = made(seed)
    record = it._replace(arm=it.arm._replace(on=False)).run()
    assert (record.stage == 0).all()
    assert (record.unit == -1).all()
    assert (record.job_reached < np.inf).any()
