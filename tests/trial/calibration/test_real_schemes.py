"""Figures of real schemes are printed beside simulated ones, whether they agree or not."""

import pytest

from outrider.domain.coresponse.rules import CallFacts, Outcome, rule_on
from outrider.trial.calibration import Beside, scheme_figures
from outrider.trial.calibration.schemes import REAL
from outrider.trial.scenario import packaged
from outrider.trial.scenario.paths import pack_of
from outrider.trial.scenario.scheme_parts import Known

pytestmark = pytest.mark.feature("C58")


def test_three_pairs_attend_about_as_often_as_three_pairs_did(tmp_path):
    (found,) = scheme_figures(tmp_path, years=3, names=("hampshire-2017",))
    assert found.known.value == 3
    assert found.inside, found.sentence
    assert 1 < found.mean < 9
    assert "Mail on Sunday" in found.sentence


@pytest.mark.slow
def test_every_published_figure_has_its_simulated_interval(tmp_path):
    found = scheme_figures(tmp_path, years=5)
    assert [one.known.value for one in found] == [3, 0.236, 0.236, 0.62, 0.93]
    assert all(one.low <= one.mean <= one.high for one in found)
    assert all(0 < one.mean < 1 for one in found[1:])


def test_a_unit_that_was_overtaken_counts_in_one_reading_and_not_in_the_other(tmp_path):
    strict, wide = scheme_figures(tmp_path, years=2, names=("military-2016",))
    assert (strict.known.measure, wide.known.measure) == ("never_attended", "never_reached")
    assert wide.mean < strict.known.value < strict.mean


def test_a_figure_outside_its_interval_is_said_to_be_outside():
    known = Known(measure="first", value=0.62, source="a circular")
    told = Beside("Fire", known, 0.87, 0.85, 0.89).sentence
    assert "62% (a circular); simulated 87%, 95 of 100 from 85% to 89%: outside." in told


def test_the_five_conditions_send_nobody_to_chest_pain(tmp_path):
    five, all_ = pack_of("five-conditions", tmp_path), pack_of("default", tmp_path)
    for complaint, sent in (
        ("stroke", True),
        ("choking", True),
        ("chest-pain", False),
        ("burns", False),
    ):
        facts = CallFacts("C2", complaint, "40 to 59", frozenset())
        assert (rule_on(five, facts).outcome is Outcome.SEND) == sent
        assert rule_on(all_, facts).outcome is Outcome.SEND


def test_every_real_scheme_is_packaged_with_a_source_for_each_figure():
    for name in REAL:
        known = packaged(name).parts.known
        assert known
        assert all(one.source for one in known)
