"""The past is what the rules would have let happen, at the published rates."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from scipy import stats

from outrider.coresponse.mapping import load_state
from outrider.coresponse.models import Call, Decision, Mission
from outrider.demo.config import force_plan, rates
from outrider.demo.ground import Ground
from outrider.demo.past.calls import draw_past
from outrider.demo.past.travel import travel_times
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.mission import AmbulanceState
from outrider.domain.coresponse.rules import parse_pack
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import Unit
from outrider.roads import Network
from tests.demo.conftest import ANCHOR, SEED
from tests.demo.standing import demo as demo


def test_the_journal_is_whole_after_seeding(demo: datetime) -> None:
    assert isinstance(verify(), Verified)


def test_nobody_was_ever_sent_without_a_live_ambulance(demo: datetime) -> None:
    live: dict[str, bool] = defaultdict(bool)
    sent = 0
    for entry in Entry.objects.order_by("seq"):
        if entry.kind == "call.ambulance":
            live[entry.stream] = AmbulanceState(entry.payload["after"]).live
        if entry.kind == "mission.moved" and entry.payload["press"] in ("accept", "mobile"):
            assert live[entry.stream], entry
            sent += 1
    assert sent > 20


def test_every_past_call_is_over_and_every_mission_has_ended(demo: datetime) -> None:
    assert Call.objects.exists()
    assert not Call.objects.filter(closed_at__isnull=True).exists()
    assert not Mission.objects.filter(ended_at__isnull=True).exists()
    latest = max(m.ended_at for m in Mission.objects.all() if m.ended_at)
    assert latest < ANCHOR


def test_times_of_a_mission_never_go_back(demo: datetime) -> None:
    steps = ("asked_at", "offered_at", "accepted_at", "mobile_at", "at_scene_at",
             "with_patient_at", "handover_at", "clear_at")  # fmt: skip
    for mission in Mission.objects.all():
        known = [t for t in (getattr(mission, step) for step in steps) if t is not None]
        assert known == sorted(known)


def test_no_unit_was_on_two_calls_at_once(demo: datetime) -> None:
    by_unit: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    for mission in Mission.objects.all():
        started = mission.asked_at or mission.offered_at
        assert started is not None
        assert mission.ended_at is not None
        by_unit[mission.unit_id].append((started, mission.ended_at))
    for spans in by_unit.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_each_mission_keeps_the_decision_that_asked_for_it(demo: datetime) -> None:
    for mission in Mission.objects.select_related("decision"):
        first = [c for c in mission.decision.candidates if c["failed"] == 0]
        assert str(mission.unit_id) in {c["unit_id"] for c in first}


def test_a_call_without_anybody_says_why(demo: datetime) -> None:
    for call in Call.objects.filter(no_responder_at__isnull=False):
        assert call.no_responder_why
        assert Decision.objects.filter(call=call, mission__isnull=True).count() == 1


def test_rows_read_back_as_states_of_the_rules(demo: datetime) -> None:
    for call in Call.objects.all():
        state = load_state(call)
        assert state.closed
        assert not state.live_missions


def test_the_calls_come_at_the_published_rate(network: Network) -> None:
    """Over a year the count lies where a Poisson count of the published rate lies, 999 in 1,000."""
    figures = rates()
    pack = parse_pack(DEFAULT_PACK)
    calls = draw_past(SEED, ANCHOR, 365, figures, Ground(network, figures.towns), pack)
    for category, a_year in figures.calls_a_year.items():
        low, high = stats.poisson.interval(0.999, a_year)
        assert low <= sum(call.category == category for call in calls) <= high


def test_the_ambulance_takes_the_published_mean_time(network: Network) -> None:
    figures = rates()
    ground = Ground(network, figures.towns)
    pack = parse_pack(DEFAULT_PACK)
    calls = draw_past(SEED, ANCHOR, 60, figures, ground, pack)
    arrives = travel_times(SEED, calls, force_plan(), figures, ground).ambulance
    categories = np.array([call.category for call in calls])
    for category, minutes in figures.mean_minutes.items():
        # no vehicle is there in under two and a half minutes, which lifts the mean a little
        assert arrives[categories == category].mean() / 60 == pytest.approx(minutes, rel=0.02)


def test_numbers_start_again_each_local_day(network: Network) -> None:
    figures = rates()
    pack = parse_pack(DEFAULT_PACK)
    until = datetime(2026, 10, 27, tzinfo=UTC)  # the clocks went back on 25 October 2026
    calls = draw_past(SEED, until, 5, figures, Ground(network, figures.towns), pack)
    assert len({call.reference for call in calls}) == len(calls)
    assert all(call.connected_at < until for call in calls)
    assert min(call.connected_at for call in calls) >= until - timedelta(days=5, hours=1)


def test_the_register_is_the_one_of_the_story(demo: datetime) -> None:
    signs = set(Unit.objects.values_list("call_sign", flat=True))
    assert {"CW12", "CW21", "IR04", "FR41", "CR61"} <= signs
    assert len([sign for sign in signs if sign.startswith("CW")]) == 12
    expired = Unit.objects.get(call_sign="CW21").bags.get().lines.get(item="pads-adult")
    assert expired.expires_on == ANCHOR.date() - timedelta(days=7)
