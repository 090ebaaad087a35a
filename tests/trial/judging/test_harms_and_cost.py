"""What went wrong and what it cost stand in the same report as what was gained."""

from dataclasses import replace

import numpy as np
import pytest

from outrider.trial.judging.figures.flow import flow
from outrider.trial.judging.findings.gain import gained
from outrider.trial.judging.findings.harms import NOT_RECORDED, harms
from outrider.trial.judging.findings.police import officer_hours, waiting
from outrider.trial.judging.frame import Stage
from outrider.trial.judging.plan import packaged_plan

from .planted import attended, jobs

GAINS = np.full(40, 3.0)


@pytest.mark.feature("C53")
def test_each_harm_has_its_rate_and_its_exact_interval():
    frame = attended(GAINS, abandoned=np.eye(1, 40, 3, dtype=int)[0])
    row = next(row for row in harms(frame).table.rows if "left for a police" in str(row[0]))
    # 1 in 40: Garwood's interval of one event is 0.0253 to 5.5716
    assert row[1:] == (1, 2.5, pytest.approx(100 * 0.0253 / 40, abs=1e-3),
                       pytest.approx(100 * 5.5716 / 40, abs=1e-3))  # fmt: skip


@pytest.mark.feature("C53")
def test_no_harm_in_few_attendances_is_not_called_rare():
    found = harms(attended(GAINS))
    assert found.title == "No harm logged"
    # 3.689 / 40: the end of a two-sided interval of no events
    assert "could still happen in up to 9.2 of 100" in found.sentence


@pytest.mark.feature("C53")
def test_what_nobody_records_stands_there_by_name():
    names = [str(row[0]) for row in harms(attended(GAINS)).table.rows]
    assert all(f"{name}: not recorded" in names for name in NOT_RECORDED)


def test_a_crew_that_was_sent_without_an_ambulance_is_a_harm():
    frame = attended(GAINS, sent_live=np.append(np.ones(39), 0))
    assert "no ambulance on its way: 1" in harms(frame).sentence


@pytest.mark.feature("C52")
def test_officers_are_counted_as_many_as_were_on_board_and_two_where_nobody_says():
    frame = attended(np.full(3, 3.0), crew=np.array([-1, 3, 1]), minutes=np.full(3, 60.0))
    assert officer_hours(frame).value == 2 + 3 + 1


@pytest.mark.feature("C52")
def test_live_the_page_says_that_police_jobs_are_not_recorded():
    found = waiting(attended(GAINS))
    assert found.value is None
    assert found.verdict == "cannot-tell"
    assert "unless the force imports them" in found.sentence


@pytest.mark.feature("C52")
def test_jobs_during_a_medical_call_are_set_beside_the_others_and_not_called_its_fault():
    some = jobs(4_000, np.random.default_rng(1))
    slower = replace(some, sent=some.sent + 6.0 * some.medical_open)
    found = waiting(attended(GAINS, jobs=slower))
    assert found.value == pytest.approx(10, abs=1)
    assert "not yet caused" in found.caveats[0]


@pytest.mark.feature("C53")
def test_a_simulation_does_not_say_that_no_harm_was_done():
    found = harms(replace(attended(GAINS, sent_live=np.append(np.ones(39), 0)), simulated=True))
    assert found.title == "Harms are not simulated"
    assert found.verdict == "cannot-tell"
    counted = {row[0]: row[1] for row in found.table.rows if row[1] is not None}
    assert counted == {"Crew sent with no ambulance on its way": 1}
    assert "no ambulance on its way: 1 of 40 times" in found.sentence
    assert all(
        f"{name}: not simulated" in [row[0] for row in found.table.rows] for name in NOT_RECORDED
    )


@pytest.mark.feature("C48", "C54")
def test_crews_that_the_ambulance_beat_are_counted_where_the_sooner_ones_are():
    """Else a scheme that stands the late ones down is first every time, whatever it is worth."""
    frame = attended(GAINS)
    stage = np.where(np.arange(40) < 10, Stage.MOBILISED, Stage.ATTENDED)
    reason = np.where(np.arange(40) < 10, "ambulance-first", "")
    late = replace(frame, stage=stage, reason=reason, responder=np.where(stage == 4, np.nan, 17.0))
    assert (flow(late).first.count, flow(late).first.of) == (30, 40)
    assert "stood down from because the ambulance was there (75%" in flow(late).says
    assert "10 crews were stood down" in gained(late, packaged_plan()).caveats[0]
    assert len(gained(frame, packaged_plan()).caveats) == 2
