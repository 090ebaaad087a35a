"""The Auckland model: every one of 20,000 calls is answered when another simulator says."""

import pytest

from outrider.trial.reference.auckland import auckland


@pytest.mark.slow
def test_all_20_000_calls_of_auckland_agree_within_a_millisecond(reference_dir):
    model = auckland(reference_dir)
    assert len(model.response) == 20_000
    assert model.furthest_off < 1e-3
