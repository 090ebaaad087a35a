"""Replications in any number of workers, stopped and gone on with: the same bytes."""

import json
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.running.standin import StandIn

from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Asked, Crew, in_order, run
from outrider.trial.running.parts import Parts, packed, unpacked
from outrider.trial.running.stopping import stoppable

RESULTS = ("summaries.parquet", "calls.parquet", "jobs.parquet", "run.json")


def bytes_of(folder):
    return {name: (folder / name).read_bytes() for name in RESULTS}


def rows(folder, name):
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Six replications by one worker, in one go."""
    out = tmp_path_factory.mktemp("whole")
    run(StandIn(), Asked(6, keep=2), out)
    return bytes_of(out)


@pytest.mark.parametrize("workers", [2, 3, 8])
def test_any_number_of_workers_writes_the_same_bytes(workers, whole, tmp_path):
    run(StandIn(), Asked(6, keep=2, workers=workers), tmp_path)
    assert bytes_of(tmp_path) == whole


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_run_that_was_stopped_and_gone_on_with_writes_the_same_bytes(first, whole, tmp_path):
    seen = []
    half = run(
        StandIn(), Asked(6, keep=2), tmp_path, stop=lambda: len(seen) > first, told=seen.append
    )
    assert 0 < half.done < 6
    assert not half.complete
    model = StandIn()
    assert run(model, Asked(6, keep=2), tmp_path).complete
    assert model.begun == list(range(half.done, 6)), "what is there is not run again"
    assert bytes_of(tmp_path) == whole


def test_what_a_stopped_run_has_can_be_read(tmp_path):
    seen = []
    half = run(StandIn(), Asked(6, keep=2), tmp_path, stop=lambda: len(seen) > 3, told=seen.append)
    told = json.loads((tmp_path / "run.json").read_text())
    assert told["replications"] == {"wanted": 6, "complete": half.done}
    assert told["complete"] is False
    assert {row["replication"] for row in rows(tmp_path, "summaries")} == set(range(half.done))


def test_a_run_can_be_made_longer_later(whole, tmp_path):
    run(StandIn(), Asked(4, keep=2), tmp_path)
    run(StandIn(), Asked(6, keep=2), tmp_path)
    assert bytes_of(tmp_path) == whole


@settings(max_examples=10, deadline=None)
@given(cut=st.floats(0, 1))
def test_a_file_torn_anywhere_goes_on_from_the_last_whole_replication(cut, whole, tmp_path_factory):
    out = tmp_path_factory.mktemp("torn")
    run(StandIn(), Asked(4, keep=2), out)
    kept = out / "progress" / "replications.parts"
    kept.write_bytes(kept.read_bytes()[: int(cut * kept.stat().st_size)])
    assert run(StandIn(), Asked(6, keep=2), out).before <= 4
    assert bytes_of(out) == whole


def test_a_replication_whose_bytes_were_changed_is_run_again(whole, tmp_path):
    run(StandIn(), Asked(6, keep=2), tmp_path)
    kept = tmp_path / "progress" / "replications.parts"
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    assert run(StandIn(), Asked(6, keep=2), tmp_path).before < 6
    assert bytes_of(tmp_path) == whole


@pytest.mark.parametrize(
    "other, word",
    [
        (StandIn(hash="1" * 64), "hash"),
        (StandIn(seed=8), "seed 7, and you asked for 8"),
        (StandIn(arms=("without", "with", "twelve")), "arms without, with, and you"),
    ],
)
def test_a_folder_of_another_run_is_refused_in_words(other, word, whole, tmp_path):
    run(StandIn(), Asked(6, keep=2), tmp_path)
    with pytest.raises(RunError, match=word):
        run(other, Asked(6, keep=2), tmp_path)
    assert bytes_of(tmp_path) == whole, "and left as it is"


def test_a_folder_made_by_other_code_is_refused(tmp_path, monkeypatch):
    run(StandIn(), Asked(2), tmp_path)
    monkeypatch.setattr("outrider.trial.running.going.software_version", lambda: "0.1.0+other")
    with pytest.raises(RunError, match=r"by version 0\.1\.0"):
        run(StandIn(), Asked(2), tmp_path)


def test_a_folder_with_results_of_nobody_knows_what_is_refused(tmp_path):
    (tmp_path / "summaries.parquet").write_bytes(b"?")
    with pytest.raises(RunError, match="nobody can tell of what"):
        run(StandIn(), Asked(2), tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_a_run_json_that_is_none_is_refused(text, tmp_path):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunError, match=r"run\.json"):
        run(StandIn(), Asked(2), tmp_path)


def test_two_runs_do_not_write_to_one_folder(tmp_path):
    def meanwhile(done):
        with pytest.raises(RunError, match="Another run is writing"):
            run(StandIn(), Asked(2), tmp_path)

    run(StandIn(), Asked(2), tmp_path, told=meanwhile)


def test_a_place_that_cannot_be_written_to_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot be written to"):
        run(StandIn(), Asked(2), tmp_path / "file" / "run")


def test_an_arm_that_is_none_names_those_there_are(tmp_path):
    with pytest.raises(RunError, match=r"no arm “wth”\. Its arms are without, with"):
        run(StandIn(), Asked(2, arms=("wth",)), tmp_path)


def test_arms_are_run_in_the_order_of_the_scenario(tmp_path):
    run(StandIn(), Asked(1, arms=("with", "without")), tmp_path)
    arms = [row["arm"] for row in rows(tmp_path, "summaries")]
    assert list(dict.fromkeys(arms)) == ["without", "with"]


def test_one_arm_alone_gives_what_it_gives_beside_others(tmp_path):
    run(StandIn(), Asked(3), tmp_path / "both")
    run(StandIn(), Asked(3, arms=("with",)), tmp_path / "one")
    both = [row for row in rows(tmp_path / "both", "summaries") if row["arm"] == "with"]
    assert both == rows(tmp_path / "one", "summaries")


def test_the_files_say_what_made_them(tmp_path):
    run(StandIn(), Asked(1), tmp_path)
    for name in ("summaries", "calls", "jobs"):
        said = pq.read_schema(tmp_path / f"{name}.parquet").metadata
        assert said[b"outrider.hash"] == b"0" * 64
        assert said[b"outrider.seed"] == b"7"
        assert said[b"outrider.version"].startswith(b"0.1.0+")


def test_single_calls_are_kept_of_the_first_replications_of_each_arm(tmp_path):
    run(StandIn(), Asked(4, keep=2), tmp_path)
    kept = rows(tmp_path, "calls")
    assert {(row["replication"], row["arm"]) for row in kept} == {
        (number, arm) for number in (0, 1) for arm in ("without", "with")
    }
    assert len(kept) == 4 * StandIn().size
    row = next(row for row in kept if row["stage"] == "attended")
    assert row["unit"] == 3
    assert row["ambulance"] - row["responder"] == pytest.approx(180)
    assert all(row["responder"] is None for row in kept if row["arm"] == "without")


def test_nothing_is_kept_by_call_if_nothing_was_asked_for(tmp_path):
    run(StandIn(), Asked(2, keep=0), tmp_path)
    assert rows(tmp_path, "calls") == rows(tmp_path, "jobs") == []


def test_summaries_are_those_of_the_calls_in_the_file(tmp_path):
    run(StandIn(), Asked(1), tmp_path)
    calls = [row for row in rows(tmp_path, "calls") if row["arm"] == "with" and row["counted"]]
    told = {
        (row["by"], row["group"], row["measure"]): row["value"]
        for row in rows(tmp_path, "summaries")
        if row["arm"] == "with"
    }
    rural = [row for row in calls if row["rural"]]
    minutes = [(row["ambulance"] - row["received"]) / 60 for row in rural]
    assert 0 < len(rural) < len(calls) < StandIn().size
    assert told["area", "rural", "calls"] == len(rural)
    assert told["area", "rural", "ambulance_min"] == pytest.approx(np.mean(minutes))
    assert told["area", "rural", "ambulance_p90_min"] == pytest.approx(np.quantile(minutes, 0.9))
    first = [row for row in calls if row["responder"] is not None]
    assert told["all", "all", "first"] == len(first)
    assert told["all", "all", "gain_min"] == pytest.approx(3)
    assert told["area", "rural", "first"] + told["area", "town", "first"] == len(first)


def test_results_come_in_order_whoever_is_done_first():
    with ThreadPoolExecutor(4) as crew:

        def work(number):
            time.sleep(0.01 * (4 - number % 4))
            return bytes([number])

        assert list(in_order(Crew(partial(crew.submit, work), 4), range(12), lambda: False)) == [
            bytes([i]) for i in range(12)
        ]


def test_no_more_is_begun_than_is_asked_ahead():
    begun, taken = [], []
    with ThreadPoolExecutor(8) as crew:

        def work(number):
            begun.append(number)
            return b""

        for _ in in_order(Crew(partial(crew.submit, work), 3), range(40), lambda: False):
            taken.append(1)
            assert len(begun) <= len(taken) + 6


def test_a_replication_that_fails_does_not_take_the_finished_ones_with_it(tmp_path, whole):
    class Fails(StandIn):
        def draw(self, number):
            if number == 3:
                raise ZeroDivisionError
            return super().draw(number)

    with pytest.raises(ZeroDivisionError):
        run(Fails(), Asked(6, keep=2), tmp_path)
    assert run(StandIn(), Asked(6, keep=2), tmp_path).before == 3
    assert bytes_of(tmp_path) == whole


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_a_wish_to_stop(wish):
    said = []
    with stoppable(lambda: said.append(1)) as stop:
        assert not stop()
        signal.raise_signal(wish)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(wish)
    assert said == [1]


def test_a_thread_that_is_not_the_main_one_hears_no_signals():
    answers = []

    def ask():
        with stoppable(lambda: None) as stop:
            answers.append(stop())

    one = threading.Thread(target=ask)
    one.start()
    one.join()
    assert answers == [False]


def test_a_replication_survives_being_packed(tmp_path):
    from outrider.trial.running.one import replication

    payload = replication(StandIn(), ("without", "with"), 1, 0)
    assert packed(unpacked(payload)) == payload
    with Parts(tmp_path / "parts") as parts:
        parts.add(payload)
    with Parts(tmp_path / "parts") as parts:
        assert parts.whole == 1


def test_another_seed_gives_other_results(whole, tmp_path):
    run(replace(StandIn(), seed=8), Asked(6, keep=2), tmp_path)
    assert bytes_of(tmp_path)["summaries.parquet"] != whole["summaries.parquet"]
