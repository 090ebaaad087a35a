"""Who else was at an assault of the demo force."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from outrider.demo.safety.present import CREWS, crews_of

pytestmark = pytest.mark.feature("F43")


def test_an_officer_is_single_crewed_as_often_as_the_records_say() -> None:
    assert sum(CREWS.values()) == pytest.approx(1)
    alone = sum(often * crews.count(1) / sum(crews) for crews, often in CREWS.items())
    assert alone == pytest.approx(0.3)  # `facts_of`


def test_whoever_is_assaulted_could_have_been_anybody_there() -> None:
    """Of each set of crews, lone officers are the victim as often as they are there."""
    random = Random(3)
    found = Counter()
    for _ in range(40_000):
        alone = random.random() < 0.3
        found[crews_of(random, alone), alone] += 1
    for crews, often in CREWS.items():
        lone, both = found[crews, True], found[crews, False]
        assert (lone + both) / 40_000 == pytest.approx(often, abs=0.012)
        assert lone / (lone + both) == pytest.approx(crews.count(1) / sum(crews), abs=0.03)
