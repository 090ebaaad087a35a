"""The packaged scenario itself, on its roads: whoever runs it, the same bytes."""

import pickle

import pytest
from tests.trial.running.test_running import bytes_of, rows

from outrider.trial.running.going import Asked, run
from outrider.trial.running.ready import Ready, made_ready
from outrider.trial.scenario import packaged

pytestmark = [pytest.mark.slow, pytest.mark.feature("C58")]
ASKED = Asked(4, ("without", "with"), keep=1)


@pytest.fixture(scope="module")
def demo() -> Ready:
    return made_ready(packaged("demo"))


@pytest.fixture(scope="module")
def whole(demo, tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    run(demo, ASKED, out)
    return out


def test_two_workers_and_a_stop_write_the_bytes_of_one(demo, whole, tmp_path):
    seen = []
    two = ASKED._replace(workers=2)
    run(demo, two, tmp_path, stop=lambda: len(seen) > 2, told=seen.append)
    assert run(demo, two, tmp_path).complete
    assert bytes_of(tmp_path) == bytes_of(whole)


def test_what_is_sent_to_a_worker_gives_the_same_bytes(demo, whole, tmp_path):
    sent = pickle.dumps(demo)
    assert len(sent) < 100e6
    run(pickle.loads(sent), ASKED, tmp_path)
    assert bytes_of(tmp_path) == bytes_of(whole)


def test_every_counted_call_is_in_one_group_of_each_kind(whole):
    told = rows(whole, "summaries")
    of = {}
    for row in told:
        if row["measure"] == "calls":
            key = (row["replication"], row["arm"], row["by"])
            of[key] = of.get(key, 0) + row["value"]
    kept = [row for row in rows(whole, "calls") if row["arm"] == "with"]
    counted = sum(row["counted"] for row in kept)
    assert 0 < counted < len(kept), "the warm-up is kept by call and not counted"
    for by in ("all", "category", "condition", "area"):
        assert of[0, "with", by] == counted, by


def test_both_arms_meet_the_same_calls(whole):
    kept = rows(whole, "calls")
    same = ("call", "category", "lat", "lon", "received", "decided", "complaint")
    with_, without = (
        [{name: row[name] for name in same} for row in kept if row["arm"] == arm]
        for arm in ("with", "without")
    )
    assert with_ == without
    assert not any(row["responder"] for row in kept if row["arm"] == "without")
    assert any(row["responder"] for row in kept if row["arm"] == "with")
