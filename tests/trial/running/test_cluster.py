"""The same replications on a Dask cluster: the same bytes."""

import sys

import pytest
from tests.trial.running.standin import StandIn
from tests.trial.running.test_running import bytes_of

from outrider.trial.running.cluster import on_cluster
from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Asked, run

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        # Dask asks which address leads to the world; tests stay on this machine.
        patch.setattr("distributed.utils._get_ip", lambda *_, **__: "127.0.0.1")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None,
            protocol="tcp", host="127.0.0.1",
        ) as made:  # fmt: skip
            yield made


def test_a_cluster_writes_the_same_bytes(cluster, tmp_path):
    run(StandIn(), Asked(6, keep=2), tmp_path / "here")
    run(
        StandIn(), Asked(6, keep=2), tmp_path / "there", hired=on_cluster(cluster.scheduler_address)
    )
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def test_a_run_that_was_begun_here_goes_on_there(cluster, tmp_path):
    run(StandIn(), Asked(6, keep=2), tmp_path / "here")
    run(StandIn(), Asked(2, keep=2), tmp_path / "there")
    run(
        StandIn(), Asked(6, keep=2), tmp_path / "there", hired=on_cluster(cluster.scheduler_address)
    )
    assert bytes_of(tmp_path / "here") == bytes_of(tmp_path / "there")


def test_a_run_on_a_cluster_is_stopped_with_what_it_has(cluster, tmp_path):
    seen = []
    half = run(
        StandIn(), Asked(40), tmp_path, stop=lambda: len(seen) > 3, told=seen.append,
        hired=on_cluster(cluster.scheduler_address),
    )  # fmt: skip
    assert 0 < half.done < 40
    assert run(StandIn(), Asked(40), tmp_path).complete


def test_workers_with_other_code_are_refused(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr("outrider.trial.running.cluster.software_version", lambda: "0.1.0+ours")
    monkeypatch.setattr("distributed.Client.run", lambda *_: {"tcp://there": "0.1.0+theirs"})
    with pytest.raises(RunError, match="Install the same version there"):
        run(StandIn(), Asked(2), tmp_path, hired=on_cluster(cluster.scheduler_address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_an_address_where_nobody_answers_says_how_to_start_one(address, tmp_path, monkeypatch):
    monkeypatch.setattr("outrider.trial.running.cluster.PATIENCE", 0.5)
    with pytest.raises(RunError, match="dask scheduler"):
        run(StandIn(), Asked(2), tmp_path, hired=on_cluster(address))


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RunError, match=r"pip install 'outrider\[cluster\]'"):
        on_cluster("tcp://127.0.0.1:8786")
