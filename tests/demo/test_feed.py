"""The live feed: a call comes in, a crew goes, it ends in clear; a visitor's role is theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from outrider.coresponse.models import Call, Decision, Mission
from outrider.coresponse.services import fire_due_timers
from outrider.demo.feed.assaults import record_assaults
from outrider.demo.feed.beat import beat, new_world
from outrider.demo.feed.people import roles_taken
from outrider.demo.feed.settings import FeedSettings
from outrider.demo.feed.world import World
from outrider.domain.access import Role
from outrider.domain.coresponse.mission import Phase
from outrider.journal.models import Entry
from outrider.journal.queries import head_seq
from outrider.journal.verify import Verified, verify
from outrider.people.models import Position, ResponderScheme, Unit, User
from outrider.roads import Network
from tests.demo.conftest import SEED
from tests.demo.standing import demo as demo

STEP = timedelta(seconds=4)
STORY = FeedSettings(speed=1.0)


def run(world: World, now: datetime, minutes: float, until: str = "") -> datetime:
    """Beats of the feed and of the clock, until the time is over or a mission is in the phase."""
    end = now + timedelta(minutes=minutes)
    while now < end:
        now += STEP
        beat(world, now)
        fire_due_timers(now)
        if until and Mission.objects.filter(call__in=live_calls(), phase=until).exists():
            break
    return now


def live_calls() -> list[Call]:
    return list(Call.objects.filter(sender_id__startswith="demo-live"))


@pytest.mark.feature("C18")
def test_a_call_of_the_feed_ends_in_clear_with_everybody_played(
    demo: datetime, network: Network
) -> None:
    before = Entry.objects.count()
    world = new_world(SEED, network, STORY, demo)
    run(world, demo, 90, until=Phase.CLEAR.value)
    mission = Mission.objects.get(phase=Phase.CLEAR.value, call__in=live_calls())
    assert mission.offered_at is not None
    assert mission.accepted_at is not None
    assert mission.at_scene_at is not None
    assert mission.acknowledged_at is not None
    assert mission.atmist["age"]
    assert mission.call.ambulance_arrived_at is not None
    assert isinstance(verify(), Verified)
    actors = set(Entry.objects.filter(seq__gt=before).values_list("actor", flat=True))
    assert actors <= {"demo", "system"}


def test_what_the_feed_decides_is_kept_in_the_same_form_as_the_past(
    demo: datetime, network: Network
) -> None:
    past = Decision.objects.filter(mission__isnull=False).first()
    world = new_world(SEED, network, STORY, demo)
    run(world, demo, 5, until=Phase.OFFERED.value)
    live = Decision.objects.filter(call__in=live_calls(), mission__isnull=False).first()
    assert past is not None
    assert live is not None
    best, known = live.candidates[0], past.candidates[0]
    assert set(best) == set(known)
    assert set(best["estimate"]) == set(known["estimate"])
    keys = ("mission.opened", "mission.moved", "call.received", "call.ambulance")
    for kind in keys:
        old, new = (
            Entry.objects.filter(kind=kind).order_by(order).first() for order in ("seq", "-seq")
        )
        assert old is not None
        assert new is not None
        assert set(old.payload) <= set(new.payload), kind


def test_a_visitor_at_the_police_desk_answers_alone(demo: datetime, network: Network) -> None:
    others = ResponderScheme.objects.exclude(code="police-special")
    others.update(paused_at=demo, paused_by="for this test")
    world = new_world(SEED, network, STORY, demo)
    now = demo
    while not Mission.objects.filter(call__in=live_calls()).exists():
        User.objects.filter(username="demo-duty-sergeant").update(last_login=now)
        now = run(world, now, 0.1)
        assert now < demo + timedelta(minutes=10)
    User.objects.filter(username="demo-duty-sergeant").update(last_login=now)
    run(world, now, 2)
    agreed = Entry.objects.filter(kind="mission.moved", actor="demo", payload__press="agree")
    police = Mission.objects.filter(call__in=live_calls(), unit__scheme__owner="police")
    assert police.exists()
    assert not any(entry.payload["mission"] in {str(m.pk) for m in police} for entry in agreed)


def test_a_role_is_taken_for_a_while_after_signing_in(demo: datetime) -> None:
    User.objects.filter(username="demo-police-control").update(last_login=demo)
    past = head_seq()
    assert roles_taken(demo + timedelta(minutes=4), 300, past) == {Role.POLICE_CONTROL}
    assert roles_taken(demo + timedelta(minutes=6), 300, past) == frozenset()


def test_units_on_patrol_drive_and_the_silent_one_stays_silent(
    demo: datetime, network: Network
) -> None:
    world = new_world(SEED, network, FeedSettings(speed=1.0, story=False), demo)
    run(world, demo, 6)
    silent = Position.objects.get(unit__call_sign="CW18")
    assert silent.fixed_at < demo
    patrol = Unit.objects.get(call_sign="CW12")
    known = {Position.objects.get(unit=patrol).lat}
    now = demo + timedelta(minutes=6)
    for _ in range(4):
        now = run(world, now, 1.5)
        known.add(Position.objects.get(unit=patrol).lat)
    assert len(known) > 1


@pytest.mark.parametrize("speed", [0.5, 61.0])
def test_a_speed_that_is_not_offered_is_refused_in_words(speed: float) -> None:
    with pytest.raises(ValueError, match="1 to 60"):
        FeedSettings(speed=speed)


def test_the_autopilot_can_be_switched_off(demo: datetime, network: Network) -> None:
    world = new_world(SEED, network, FeedSettings(speed=1.0, autopilot=False), demo)
    run(world, demo, 4)
    assert live_calls()
    assert not Mission.objects.filter(call__in=live_calls()).exists()


def test_now_and_then_somebody_on_duty_is_attacked_and_records_it(
    demo: datetime, network: Network
) -> None:
    world = new_world(SEED, network, STORY, demo)
    assert record_assaults(world, demo) is None
    world.due["assault"] = demo
    case = record_assaults(world, demo + STEP)
    assert case is not None
    assert case.victim is not None
    assert case.victim.spells.filter(starts_at__lte=demo, ends_at__gt=demo).exists()
    assert case.victim.user is None
    assert case.tasks.filter(key="contact", owner__isnull=False).exists()
    assert isinstance(verify(), Verified)
