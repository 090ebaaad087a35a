"""A scenario as arrays: all reachable, the same for all arms, the same whoever asks."""

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import CATEGORIES, CallFacts, Outcome, parse_pack, rule_on
from outrider.roads import Driving
from outrider.trial.building import build
from outrider.trial.building.ways import GAP, kept_ways
from outrider.trial.demand.drawing import arrivals, poisson
from outrider.trial.demand.thinning import thinned
from outrider.trial.engine.world import LIGHTS, PLAIN
from outrider.trial.judging.varying import value_at, with_value
from outrider.trial.returning import next_node
from outrider.trial.scenario import ScenarioError, packaged, parse_scenario, weeks
from outrider.trial.scenario.loading import PACKAGED

pytestmark = pytest.mark.feature("C58")

TEXT = (PACKAGED / "demo.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("roads")


@pytest.fixture(scope="module")
def built(folder):
    return build(packaged("demo"), folder)


@pytest.fixture(scope="module")
def drawn(built):
    return built.replication(3)


def test_the_demo_is_of_a_size_that_runs_anywhere(built):
    to = built.world.places.to
    assert 300 <= to.shape[1] <= 1500
    assert to.shape[2] <= 4000
    assert to.nbytes < 60e6


@pytest.mark.parametrize(
    "key",
    ["schemes.1.accepts", "ambulances.pace.plain", "rules.pace", "demand.categories.1.conveyed",
     "places.most_points", "units.2.crew"],
)  # fmt: skip
def test_one_that_differs_in_a_value_has_the_same_arrays_whether_it_is_built_alone_or_like_another(
    built, folder, key
):
    """What varies assumptions takes over what a value does not touch, and nothing else."""
    parts = with_value(built.scenario.parts, key, value_at(built.scenario.parts, key) * 0.75)
    top = key.partition(".")[0]
    changed = built.scenario.changed(**{top: getattr(parts, top)})
    alone, alike = build(changed, folder), build(changed, folder, like=built)
    flat = [np.asarray(one) for made in (alone, alike) for one in arrays(made)]
    half = len(flat) // 2
    assert half > 20
    for one, other in zip(flat[:half], flat[half:], strict=True):
        np.testing.assert_array_equal(one, other)


def arrays(made):
    """Every array of its world and of a replication, in order."""
    drawn = made.replication(1)
    for whole in (made.world, drawn.calls, drawn.jobs, made.points, made.assembled.node):
        yield from _leaves(whole)


def _leaves(of):
    if isinstance(of, np.ndarray):
        yield of
    elif isinstance(of, tuple):
        for one in of:
            yield from _leaves(one)


def test_everybody_is_reached_by_the_road_times_of_the_network(built):
    network, made = built.network, built.assembled
    to, column = built.world.places
    assert np.isfinite(to).all()
    for row in (0, 17, len(made.node) - 1):
        other = (row * 31 + 5) % len(made.node)
        for mode, driving in ((LIGHTS, Driving.RESPONSE), (PLAIN, Driving.NORMAL)):
            seconds = network.seconds(int(made.node[other]), int(made.node[row]), driving)
            assert to[mode, row, column[other]] == pytest.approx(seconds, abs=0.01)


def test_a_way_home_takes_as_long_as_the_road(built):
    network, fleet = built.network, built.world.ambulances
    column = built.world.places.column
    for row in range(0, len(column), 97):
        for base in range(len(fleet.bases.column)):
            station = built.assembled.node[np.flatnonzero(column == fleet.bases.column[base])[0]]
            seconds = network.seconds(int(built.assembled.node[row]), int(station))
            assert fleet.ways["left"][base, column[row]] == pytest.approx(seconds, abs=0.01)


def test_an_ambulance_on_its_way_home_is_met_about_where_it_is(built):
    """The error of keeping a node every so many seconds, over 1,000 meetings."""
    network, node = built.network, built.assembled.node
    bases = np.unique(node[:3])
    few, all_ = (kept_ways(network, bases, node, 1.0, gap) for gap in (GAP, 0.0))
    assert len(few.node) < 0.6 * len(all_.node)
    random = np.random.default_rng(1)
    late = []
    place = [{int(n): i for i, n in enumerate(kept.node)} for kept in (few, all_)]
    rows = random.choice(node, 25)
    tables = [network.table(kept.node, rows, Driving.RESPONSE) for kept in (few, all_)]
    for _ in range(1000):
        base, origin = int(random.integers(len(bases))), int(random.choice(node))
        total = few.ways["left"][base, place[0][origin]]
        driven = random.uniform(0, total)
        to = random.integers(len(rows))
        seconds = []
        for kept, at, table in zip((few, all_), place, tables, strict=True):
            met = next_node(kept.ways, base, at[origin], total - driven)
            seconds.append(total - kept.ways["left"][base, met] - driven + table[met, to])
        late.append(seconds[0] - seconds[1])
    assert np.mean(late) < 5
    assert np.min(late) > -0.01  # never sooner than by the whole road
    assert np.quantile(late, 0.95) < 20


def test_the_same_seed_and_number_give_the_same_bytes(built, folder, drawn):
    again = build(packaged("demo"), folder).replication(3)
    other = built.replication(4)
    for name in ("calls", "jobs"):
        for a, b in zip(getattr(drawn, name), getattr(again, name), strict=True):
            assert a.tobytes() == b.tobytes()
    assert drawn.calls.received.tobytes() != other.calls.received.tobytes()


def test_calls_come_in_the_order_in_which_they_are_decided(drawn):
    assert (np.diff(drawn.calls.decided) >= 0).all()
    assert (drawn.calls.decided >= drawn.calls.received).all()
    assert (np.diff(drawn.jobs.received) >= 0).all()
    assert drawn.calls.row.min() >= 0


def test_a_year_has_about_the_calls_and_jobs_of_the_scenario(built):
    parts = built.scenario.parts
    years = built.seconds / 86_400 / 365.25
    drawn = [built.replication(n) for n in range(8)]
    for one in parts.demand.categories:
        n = sum(int((d.about.category == one.name).sum()) for d in drawn)
        expected = 8 * one.a_year * years
        assert abs(n - expected) < 4 * expected**0.5
    jobs = sum(len(d.jobs.received) for d in drawn)
    expected = 8 * years * 365.25 * sum(w.a_day for p in parts.patches for w in p.work)
    assert abs(jobs - expected) < 4 * expected**0.5


def test_more_calls_of_one_category_change_nothing_for_the_others(built, folder):
    parts = built.scenario.parts
    last = parts.demand.categories[-1]
    more = (*parts.demand.categories[:-1], replace(last, a_year=2 * last.a_year))
    scenario = built.scenario.changed(demand=replace(parts.demand, categories=more))
    one, two = built.replication(0), build(scenario, folder).replication(0)
    for name in ("received", "leg", "scene", "responder_pace", "row", "not_wanted"):
        first = getattr(one.calls, name)[one.about.category != "other"]
        second = getattr(two.calls, name)[two.about.category != "other"]
        assert first.tobytes() == second.tobytes()
    assert one.jobs.received.tobytes() == two.jobs.received.tobytes()


def test_every_call_is_sent_to_as_the_rule_pack_says(built, drawn):
    pack = parse_pack(DEFAULT_PACK)
    sends, about = built.arm("with", drawn).sends, drawn.about
    worth = {Outcome.SEND: 1, Outcome.SEND_AFTER_RISK_CHECK: 2}
    for call in range(0, len(sends), 37):
        flags = frozenset(
            name for bit, name in enumerate(about.names.flag) if about.flags[call] >> bit & 1
        )
        category = about.category[call]
        facts = CallFacts(category, about.complaint[call], about.age[call], flags)
        expected = worth.get(rule_on(pack, facts).outcome, 0) if category in CATEGORIES else 0
        assert sends[call] == expected
    assert set(np.unique(sends)) == {0, 1, 2}


def test_what_is_drawn_of_an_arrest_is_known_of_arrests_only(built):
    drawn = [built.replication(n).about for n in range(12)]
    arrest = np.concatenate([d.complaint == "cardiac-arrest" for d in drawn])
    for name, share in (("witnessed", 0.527), ("shockable", 0.206), ("bystander", 0.55)):
        values = np.concatenate([getattr(d, name) for d in drawn])
        assert (values[~arrest] == -1).all()
        n = int(arrest.sum())
        assert abs(values[arrest].mean() - share) < 4 * (share * (1 - share) / n) ** 0.5


def test_a_unit_that_is_trained_in_one_arm_only_does_police_work_in_the_others(built, drawn):
    roster, units = built.assembled.roster, built.world.units
    name = np.array(roster.names)
    for arm, responds in (("with", False), ("twelve-pairs", True), ("without", False)):
        part = built.arm(arm, drawn).taking_part
        of = np.flatnonzero((name == "CW31") & part)
        assert len(of) == 1
        assert units.responds[of[0]] == responds
    same = np.flatnonzero(name == "CW31")
    assert len(set(units.whose[same])) == 1


def test_an_arm_of_fire_alone_has_police_units_for_police_work_only(built, drawn):
    part = built.arm("fire-only", drawn).taking_part
    units = built.world.units
    police = built.world.schemes.police[units.scheme] & part
    assert police.any()
    assert not units.responds[police].any()
    assert built.schemes[1:3] == ("police-regular", "fire-co-responder")
    assert set(units.scheme[part & units.responds]) == {2}


def test_an_arm_may_have_a_rule_pack_of_its_own(folder, tmp_path):
    rules = [{**rule, "outcome": "not_eligible"} for rule in DEFAULT_PACK["rules"]]
    draft = {**DEFAULT_PACK, "version": "2027.1", "rules": rules}
    (tmp_path / "draft.json").write_text(json.dumps(draft))
    before = 'name = "weekday-rota"'
    assert before in TEXT
    text = TEXT.replace(before, before + '\npack = "draft.json"', 1)
    made = build(parse_scenario(text, tmp_path), folder)
    calls = made.replication(1)
    assert made.arm("with", calls).sends.any()
    assert not made.arm("weekday-rota", calls).sends.any()


def test_another_rota_is_on_duty_at_other_hours(built, drawn):
    roster, duty = built.assembled.roster, built.world.units.duty
    first = {}
    for arm in ("with", "weekday-rota"):
        part = built.arm(arm, drawn).taking_part & (np.array(roster.names) == "CW03")
        first[arm] = duty.on[duty.first[np.flatnonzero(part)[0]]]
    assert first == {"with": 86_400 + 18 * 3600, "weekday-rota": 12 * 3600}


def test_without_the_scheme_nobody_is_sent(built, drawn):
    assert not built.arm("without", drawn).on
    with pytest.raises(KeyError, match="There are: without"):
        built.arm("nothing", drawn)


def test_a_place_in_the_sea_is_told_with_its_line(folder, tmp_path):
    text = TEXT.replace("lat = 50.6331", "lat = 50.4000")
    with pytest.raises(ScenarioError) as wrong:
        build(parse_scenario(text, tmp_path), folder)
    (fault,) = wrong.value.faults
    assert "Godshill" in fault.wrong
    assert text.splitlines()[fault.line] == 'name = "Godshill"'


def test_an_imported_list_is_run_as_it_is(folder, tmp_path):
    (tmp_path / "calls.csv").write_text(
        "received,category,complaint,lat,lon,age\n"
        "2025-04-08T10:30:00,C1,cardiac-arrest,50.6331,-1.2548,70 to 79\n"
        "3600,C2,,50.7300,-1.1621,\n"
    )
    text = TEXT.replace("[demand]\n", '[demand]\nimported = { file = "calls.csv" }\n')
    drawn = build(parse_scenario(text, tmp_path), folder).replication(0)
    assert drawn.calls.received.tolist() == [3600, 86_400 + 37_800]
    assert drawn.about.category.tolist() == ["C2", "C1"]
    assert drawn.about.complaint[1] == "cardiac-arrest"
    assert drawn.about.age.tolist() == ["unknown", "70 to 79"]
    bad = "received,category,complaint,lat,lon\nsoon,C1,,50.7,-1.3\n3600,C9,,50.7,-1.3\n"
    (tmp_path / "calls.csv").write_text(bad)
    with pytest.raises(ScenarioError) as wrong:
        build(parse_scenario(text, tmp_path), folder)
    assert [fault.line for fault in wrong.value.faults] == [2, 3]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"3600,C1,,50.7", "“lon” is empty"),
        (b"3600,C1,,nan,-1.3", "“lat” is nan; it must be -90 to 90"),
        (b"3600,C1,,fifty,-1.3", "“lat” is “fifty”, which is no number"),
        (b",C1,,50.7,-1.3", "is neither a time nor seconds"),
        (b"3600,C1,caf\xe9,50.7,-1.3", "not UTF-8"),
    ],
)
def test_a_call_that_cannot_be_read_is_told_with_its_line(line, says, folder, tmp_path):
    (tmp_path / "calls.csv").write_bytes(b"received,category,complaint,lat,lon\n" + line + b"\n")
    text = TEXT.replace("[demand]\n", '[demand]\nimported = { file = "calls.csv" }\n')
    with pytest.raises(ScenarioError) as wrong:
        build(parse_scenario(text, tmp_path), folder)
    (fault,) = wrong.value.faults
    assert fault.line == 2
    assert says in fault.wrong
    assert fault.remedy


def test_a_listed_call_is_in_the_country_as_its_town_is_or_outside_all_towns(folder, tmp_path):
    places = (
        "50.70146,-1.29124",
        "50.59449,-1.20672",
        "50.6446,-1.3530",
    )  # Newport, Ventnor, no town
    rows = [f"{hour * 3600},C1,,{at}" for hour, at in enumerate(places)]
    (tmp_path / "calls.csv").write_text("\n".join(["received,category,complaint,lat,lon", *rows]))
    text = TEXT.replace("[demand]\n", '[demand]\nimported = { file = "calls.csv" }\n')
    drawn = build(parse_scenario(text, tmp_path), folder).replication(0)
    order = np.argsort(drawn.calls.received)
    assert drawn.about.rural[order].tolist() == [False, True, True]


CENSUS = "latitude,longitude,residents,kind,young,old\n50.70146,-1.29124,900,Urban,90,10\n50.6331,-1.2548,100,Rural,10,90\n"


def test_census_points_carry_people_rurality_and_ages(folder, tmp_path):
    (tmp_path / "census.csv").write_text(CENSUS)
    points = (
        'points = { file = "census.csv", lat = "latitude", lon = "longitude", people = "residents", '
        'rural = "kind", ages = { "16 to 39" = "young", "80 or over" = "old" } }\n'
    )
    text = TEXT.replace("most_points = 700\n", "most_points = 700\n" + points)
    built = build(parse_scenario(text, tmp_path), folder)
    points = built.points
    assert points.rural.tolist() == [False, True] or points.rural.tolist() == [True, False]
    country, town = np.flatnonzero(points.rural)[0], np.flatnonzero(~points.rural)[0]
    bands = built.setup.names.age
    old = bands.index("80 or over")
    assert points.ages[country, old] > 0.9
    # calls a person are those of each age: 82 residents in a hundred young, with 20 of 42 calls
    rate = {"young": (20 / 42) / 820, "old": (22 / 42) / 180}
    calls = {
        "town": 810 * rate["young"] + 90 * rate["old"],
        "country": 10 * rate["young"] + 90 * rate["old"],
    }
    expected = calls["country"] / sum(calls.values())
    assert points.weight[country] == pytest.approx(expected)
    assert points.weight[town] == pytest.approx(1 - expected)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("900,Urban", "many,Urban", "“residents” is “many”"),
        ("-1.29124", "-191.29124", "“longitude” is -191.29124; it must be -180 to 180"),
        ("Urban,90,10", "Urban,-90,10", "“young” is -90; it must be 0 or more"),
    ],
)
def test_a_census_point_that_cannot_be_read_is_told_with_its_line(
    before, after, says, folder, tmp_path
):
    assert before in CENSUS
    (tmp_path / "census.csv").write_text(CENSUS.replace(before, after))
    points = (
        'points = { file = "census.csv", lat = "latitude", lon = "longitude", people = "residents", '
        'rural = "kind", ages = { "16 to 39" = "young", "80 or over" = "old" } }\n'
    )
    text = TEXT.replace("most_points = 700\n", "most_points = 700\n" + points)
    with pytest.raises(ScenarioError) as wrong:
        build(parse_scenario(text, tmp_path), folder)
    (fault,) = wrong.value.faults
    assert (fault.line, says in fault.wrong) == (2, True)


def test_arrivals_are_poisson():
    chances = (np.arange(20_000) + 0.5) / 20_000
    counts = np.array([poisson(2.5, c) for c in chances])
    assert counts.mean() == pytest.approx(2.5, abs=0.01)
    assert counts.var() == pytest.approx(2.5, abs=0.03)
    at, whose, _ = arrivals(np.full((2, 168), 3.0), 168, 9, 1, 2)
    assert len(set(whose.tolist())) == len(whose)
    assert (at < 168 * 3600).all()


@pytest.mark.parametrize(
    ("shift", "hours"),
    [("Fri 18:00-02:00", 8), ("Mon-Fri 07:00-19:00", 60), ("daily 00:00-24:00", 168),
     ("always", 168), ("Sun 22:00-06:00", 8), ("Sat-Mon 10:00-12:00", 6)],
)  # fmt: skip
def test_a_shift_lasts_as_long_as_it_says_also_over_midnight_and_the_end_of_the_week(shift, hours):
    assert weeks.hours_a_week((shift,)) == hours
    run = weeks.over((shift,), 28)
    assert sum(off - on for on, off in run) == 4 * hours * 3600
    assert all(a[1] < b[0] for a, b in pairwise(run))


@given(
    st.integers(10, 300), st.floats(0.0, 1.0), st.integers(0, 2**31), st.integers(1, 120)
)  # fmt: skip
@settings(deadline=None, max_examples=40)
def test_fewer_points_have_the_people_of_all_and_keep_town_and_country_apart(
    built, n, rural, seed, most
):
    random = np.random.default_rng(seed)
    node = random.integers(0, built.network.node_count, n).astype(np.int32)
    weight = random.uniform(0, 9, n)
    country = random.random(n) < rural
    found = thinned(built.network, node, weight, country, most + 2)
    assert len(found.node) <= most + 2
    assert found.weight.sum() == pytest.approx(weight.sum())
    assert found.weight[found.rural].sum() == pytest.approx(weight[country].sum())
    assert (found.rural[found.of] == country).all()
    assert np.isin(found.node, node).all()


def test_so_many_calls_that_no_draw_is_exact_are_refused(folder, tmp_path):
    text = TEXT.replace("a_year = 16_023", "a_year = 16_023_000")
    with pytest.raises(ScenarioError, match="in the busiest hour"):
        build(parse_scenario(text, tmp_path), folder)


def test_ambulances_are_as_fast_as_the_scenario_says_and_co_responders_as_the_roads(built):
    drawn = built.replication(0).calls
    lights = drawn.mode == LIGHTS
    assert drawn.ambulance_pace[lights].mean() == pytest.approx(
        0.8 * drawn.responder_pace[lights].mean(), rel=0.01
    )
    assert drawn.ambulance_pace[~lights].mean() == pytest.approx(
        drawn.responder_pace[~lights].mean(), rel=0.01
    )


def test_a_hundred_thousand_calls_are_drawn_in_one_go(built, folder):
    """What is drawn for 100,000 calls is what is drawn for 30,000: only more of it."""
    parts = built.scenario.parts
    more = tuple(replace(one, a_year=3.5 * one.a_year) for one in parts.demand.categories)
    big = build(built.scenario.changed(demand=replace(parts.demand, categories=more)), folder)
    calls = big.replication(0).calls
    assert 98_000 < len(calls.received) < 104_000
    assert all(
        np.isfinite(getattr(calls, name)).all() for name in calls._fields if name != "not_wanted"
    )


def test_each_shift_of_a_co_responder_has_its_own_crew():
    """Trained or not, kit whole or not: drawn for each shift, so shifts that meet stay apart."""
    assert weeks.crews_over(("Mon 08:00-16:00", "Mon 16:00-24:00"), 7) == [
        (8 * 3600, 16 * 3600 - 1),
        (16 * 3600, 24 * 3600),
    ]
    always = weeks.crews_over(("always",), 7)
    assert len(always) == 8
    assert (always[0][0], always[-1][1]) == (0, 7 * 86_400)
    assert all(b[0] - a[1] == 1 for a, b in pairwise(always))


def hours_of(day, on, off):
    """Hours of the week, one by one."""
    first = weeks.DAYS.index(day) * 24 + on
    return {(first + step) % 168 for step in range((off - on - 1) % 24 + 1)}


SHIFTS = st.lists(
    st.tuples(st.sampled_from(weeks.DAYS), st.integers(0, 23), st.integers(0, 23)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(SHIFTS)
def test_windows_of_duty_never_touch_and_last_as_long_as_the_shifts(shifts):
    words = tuple(f"{day} {on:02}:00-{off:02}:00" for day, on, off in shifts)
    run, crews = weeks.over(words, 21), weeks.crews_over(words, 21)
    for windows in (run, crews):
        assert all(on < off for on, off in windows)
        assert all(a[1] < b[0] for a, b in pairwise(windows))
        assert windows[0][0] >= 0
        assert windows[-1][1] <= 21 * 86_400
    hours = {h for day, on, off in shifts for h in hours_of(day, on, off)}
    assert weeks.hours_a_week(words) == len(hours)
    week = [h for h in range(168) if any(on <= (168 + h) * 3600 < off for on, off in run)]
    assert set(week) == hours
    assert len(crews) >= len(run)
