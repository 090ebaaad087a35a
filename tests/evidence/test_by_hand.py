"""Each figure agrees with a naive loop over the rows, written without the figures' own code."""

from __future__ import annotations

import itertools
import re
from datetime import datetime, timedelta
from statistics import mean, median

import pytest

from outrider.coresponse.models import Call, Decision, Mission
from outrider.domain.coresponse.conditions import Condition
from outrider.evidence.places import TownFinder
from outrider.evidence.report import Report
from outrider.evidence.rows import load
from outrider.roads import Network
from tests.demo.conftest import demo_rows as demo_rows
from tests.demo.standing import demo as demo

PERIOD = timedelta(days=20)


@pytest.fixture
def made(demo: datetime, network: Network) -> Report:
    towns = TownFinder.of_places(network.basemap()["places"])
    return Report(load(demo - PERIOD, demo, towns))


def minutes(call: Call, at: datetime | None) -> float:
    assert at is not None
    return (at - call.connected_at).total_seconds() / 60


def attended() -> list[tuple[Call, float, float]]:
    """Each attended call with the minutes of the first co-responder and of the ambulance."""
    found = []
    for call in Call.objects.all():
        times = [m.at_scene_at for m in call.missions.all() if m.at_scene_at]
        if times:
            found.append(
                (call, minutes(call, min(times)), minutes(call, call.ambulance_arrived_at))
            )
    return found


@pytest.mark.feature("C48")
def test_both_clocks(made: Report) -> None:
    pairs = attended()
    gains = [max(0.0, ambulance - responder) for _, responder, ambulance in pairs]
    both = made.clocks
    assert both.n == len(pairs) > 5
    assert both.mean_gain.value == pytest.approx(mean(gains))
    assert both.median_gain.value == pytest.approx(median(gains))
    assert both.mean_help.value == pytest.approx(mean(min(r, a) for _, r, a in pairs))
    assert both.mean_ambulance.value == pytest.approx(mean(a for _, _, a in pairs))
    assert both.first.count == sum(r < a for _, r, a in pairs)
    sent = [c for c in Call.objects.all() if any(m.accepted_at for m in c.missions.all())]
    assert both.gain_per_mobilised.value == pytest.approx(sum(gains) / len(sent))


@pytest.mark.feature("C49")
def test_every_call_stays_in_the_count(made: Report) -> None:
    steps = made.flow.steps
    calls = list(Call.objects.all())
    sends = ("send", "send_after_risk_check", "hold_off")

    def some(call: Call, column: str) -> bool:
        return any(getattr(m, column) for m in call.missions.all())

    expected = [
        len(calls),
        sum(c.outcome in sends for c in calls),
        sum(c.missions.exists() for c in calls),
        sum(some(c, "offered_at") for c in calls),
        sum(some(c, "accepted_at") for c in calls),
        sum(some(c, "at_scene_at") for c in calls),
    ]
    assert [step.reached for step in steps] == expected
    for here, after in itertools.pairwise(steps):
        assert here.reached - here.lost_count == after.reached


def test_calls_that_nobody_was_asked_for_have_the_reason_of_their_search(made: Report) -> None:
    quick = 0
    for row in Decision.objects.filter(mission__isnull=True).select_related("call"):
        if row.call.missions.exists():
            continue
        rules = [{why["rule"] for why in unit["why_not"]} for unit in row.candidates]
        quick += any(found and found <= {"ambulance.gain", "ambulance.first"} for found in rules)
    words = dict(made.flow.steps[1].lost)
    assert words.get("ambulance as quick or quicker", 0) == quick > 0


def test_one_row_for_each_condition(made: Report) -> None:
    assert [row.name for row in made.conditions.rows[:5]] == [
        "Cardiac arrest",
        "Stroke",
        "Choking",
        "Trauma injury",
        "Shock",
    ]
    for row, condition in zip(made.conditions.rows, Condition, strict=True):
        gains = [max(0.0, a - r) for c, r, a in attended() if c.condition == condition.value]
        assert row.attended == len(gains)
        if gains:
            assert row.gain.value == pytest.approx(median(gains))
        else:
            assert row.gain.value is None


def test_groups(made: Report) -> None:
    by_name = {group.name: group.gain for group in made.groups.rows}
    for name, category in (("Category 1", "C1"), ("Category 2", "C2")):
        gains = [max(0.0, a - r) for c, r, a in attended() if c.category == category]
        assert by_name[name].n == len(gains)
        if gains:
            assert by_name[name].value == pytest.approx(mean(gains))
    assert by_name["Town"].n + by_name["Countryside"].n == by_name["All attended"].n
    assert by_name["All attended"].interval == made.clocks.mean_gain.interval


@pytest.mark.feature("C52")
def test_police_time(made: Report) -> None:
    spent: dict[object, float] = {}
    for mission in Mission.objects.filter(unit__scheme__owner="police", accepted_at__isnull=False):
        assert mission.accepted_at is not None
        assert mission.ended_at is not None
        seconds = (mission.ended_at - mission.accepted_at).total_seconds()
        spent[mission.call_id] = spent.get(mission.call_id, 0.0) + seconds / 60
    assert sorted(made.cost.minutes) == pytest.approx(sorted(spent.values()))
    assert made.cost.officer_hours == pytest.approx(2 * sum(spent.values()) / 60)


def test_the_interlock_is_read_back_from_the_journal(made: Report) -> None:
    accepted = Mission.objects.filter(accepted_at__isnull=False).count()
    mobile = Mission.objects.filter(mobile_at__isnull=False).count()
    assert made.frame.sent.sum() == made.frame.sent_live.sum() == accepted + mobile


def test_an_exercise_and_an_open_call_are_left_out(
    demo: datetime, made: Report, network: Network
) -> None:
    n = made.frame.n
    first = Call.objects.order_by("connected_at").first()
    second = Call.objects.order_by("-connected_at").first()
    assert first is not None
    assert second is not None
    Call.objects.filter(pk=first.pk).update(exercise=True)
    Call.objects.filter(pk=second.pk).update(closed_at=None)
    assert load(demo - PERIOD, demo, TownFinder(())).n == n - 2


def test_the_digest_moves_with_the_data_and_with_nothing_else(
    demo: datetime, made: Report, network: Network
) -> None:
    towns = TownFinder.of_places(network.basemap()["places"])
    assert load(demo - PERIOD, demo, towns).digest() == made.digest
    call = Call.objects.filter(ambulance_arrived_at__isnull=False).first()
    assert call is not None
    assert call.ambulance_arrived_at is not None
    later = call.ambulance_arrived_at + timedelta(seconds=1)
    Call.objects.filter(pk=call.pk).update(ambulance_arrived_at=later)
    assert load(demo - PERIOD, demo, towns).digest() != made.digest


@pytest.mark.feature("F61")
def test_no_table_names_a_person_or_a_unit(made: Report) -> None:
    from outrider.people.models import Officer, Unit

    everything = "".join(table.csv() for table in made.tables.values())
    words = set(re.findall(r"\w+", everything))
    for call_sign in Unit.objects.values_list("call_sign", flat=True):
        assert call_sign not in everything
    assert words.isdisjoint(Officer.objects.values_list("family_name", flat=True))
