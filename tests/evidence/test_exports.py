"""What leaves for others tells no small count, and none that would give one away."""

from __future__ import annotations

import numpy as np
import pytest

from outrider.evidence.exports import LEAVES, leaving
from outrider.evidence.signals.leaving import HIDDEN
from tests.trial.judging.planted import scheme


@pytest.mark.feature("C56")
@pytest.mark.parametrize("shape", LEAVES)
@pytest.mark.parametrize("n", [60, 400, 3_000])
def test_no_count_under_ten_leaves_and_no_figure_of_one(shape: str, n: int) -> None:
    made = leaving(scheme(n, np.random.default_rng(n)), shape)
    assert made.counts is not None
    for row in made.table.rows:
        count = row[made.counts]
        if count == HIDDEN:
            assert all(cell in (None, HIDDEN) for cell in row[made.counts :])
        elif count is not None:
            assert isinstance(count, int)
            assert count >= 10


@pytest.mark.feature("C56")
def test_one_hidden_count_is_never_alone_among_those_that_add_up() -> None:
    for n in (150, 400, 900, 3_000):
        made = leaving(scheme(n, np.random.default_rng(n)), "public")
        for part in made.parts[1:]:
            hidden = [made.table.rows[place][2] == HIDDEN for place in part]
            assert sum(hidden) != 1 or len(part) == 1


def test_a_row_a_call_does_not_leave() -> None:
    with pytest.raises(KeyError):
        leaving(scheme(60, np.random.default_rng(1)), "ads")
