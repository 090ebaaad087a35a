"""One choice rule, two callers: the simulator decides as the live journal did."""

from datetime import datetime, timedelta

import pytest

from outrider.coresponse.models import Decision
from outrider.demo.feed.beat import new_world
from outrider.demo.seeding import seed_demo
from outrider.evidence.parity import parity
from outrider.roads import Network
from tests.demo.conftest import ANCHOR, PEOPLE, SEED
from tests.demo.test_feed import STORY, run

LONG_AGO = timedelta(days=400)


def test_every_decision_of_the_demo_s_past_comes_out_as_it_did(demo: datetime) -> None:
    found = parity(demo - LONG_AGO, demo)
    assert (found.differ, found.without) == ((), 0)
    assert found.decisions >= 60
    assert found.candidates >= 8 * found.decisions


@pytest.mark.slow
def test_hundreds_of_decisions_and_a_live_night_come_out_as_they_did(
    db: None, network: Network
) -> None:
    seed_demo(SEED, ANCHOR, network, 70, people=PEOPLE)
    past = parity(ANCHOR - LONG_AGO, ANCHOR)
    end = run(new_world(SEED, network, STORY, ANCHOR), ANCHOR, 45)
    live = parity(ANCHOR, end + timedelta(minutes=1))
    for found in (past, live):
        assert (found.differ, found.without) == ((), 0)
        assert found.candidates > found.decisions
    assert past.decisions >= 300
    assert live.decisions >= 1


def test_a_decision_that_was_made_otherwise_is_named(demo: datetime) -> None:
    one = Decision.objects.exclude(candidates=[]).first()
    assert one is not None
    one.candidates[0]["failed"] ^= 1
    one.save()
    assert parity(demo - LONG_AGO, demo).differ == (str(one.pk),)
    del one.candidates[0]["weighed"]
    one.save()
    found = parity(demo - LONG_AGO, demo)
    assert (found.differ, found.without) == ((), 1)
