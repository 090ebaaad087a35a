"""Farrington, CUSUM and the change point meet their known answers, to the digits given."""

import pytest

from outrider.signals.change.checks import checks


@pytest.mark.feature("F46")
def test_every_known_answer_of_change_is_met(reference_dir):
    found = list(checks(reference_dir))
    assert len(found) > 4 * 86
    assert [one for one in found if not one.met] == []
