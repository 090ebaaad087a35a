"""Random commands at two real processes on one PostgreSQL database, with sudden deaths.

The machine in `tests/services/test_live_machine.py` drives the services; here everything goes over
the wire: presses in flight together, doubled through both processes, sent again to the other one
when the first has died in the middle of them. The promises are the same, read from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live.conftest import seeded
from tests.live.mortal_names import FAULTS
from tests.live.night import Night
from tests.live.watcher import Watcher
from tests.live.written_nights import SHOWS
from tests.support import postgres
from tests.support.servers import running

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

ROUNDS = 60
LOOK_EVERY = 7


@contextmanager
def a_night(
    folder: Path, postgres_url: str, migrated: str, seed: int, fault: str = ""
) -> Iterator[Night]:
    orders = folder / "orders"
    orders.mkdir()
    extra = {"OUTRIDER_TEST_ORDERS": str(orders), "OUTRIDER_TEST_FAULT": fault}
    application = "tests.live.mortal:application"
    with (
        postgres.fresh_database(postgres_url, migrated) as url,
        running(2, folder, url, application, **extra) as servers,
    ):
        force = seeded(servers, "--auto-next")
        watcher = Watcher(servers.environment)
        try:
            yield Night(force, watcher, orders, seed)
        finally:
            watcher.leave()


def play(night: Night, rounds: int) -> None:
    """A failure says the seed and the last that was sent."""
    try:
        for number in range(1, rounds + 1):
            night.round()
            if number % LOOK_EVERY == 0:
                night.every_screen_is_right()
        night.ends()
    except BaseException:
        print(f"seed {night.seed}; {night.deaths} deaths; last sent:")
        print("\n".join(night.told[-60:]))
        raise


@pytest.mark.feature("C3", "C7", "C13", "C17", "C19", "C59")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_scheme_keeps_its_promises_at_two_processes_of_which_any_may_die(
    seed: int,
    tmp_path: Path,
    ground_folder: Path,
    postgres_url: str,
    migrated_postgres: str,
) -> None:
    with a_night(tmp_path, postgres_url, migrated_postgres, seed) as night:
        play(night, ROUNDS)
        found = night.watcher.does("night")
    print(found, night.deaths, night.doubled)
    # A night in which little happened would prove little.
    assert night.deaths >= 3
    assert night.doubled >= 10
    assert found["fired"] >= 1
    assert "clear" in found["phases"]
    assert len(found["phases"]) >= 2


@pytest.mark.parametrize("fault", FAULTS)
def test_a_night_at_two_processes_notices(
    fault: str,
    tmp_path: Path,
    ground_folder: Path,
    postgres_url: str,
    migrated_postgres: str,
) -> None:
    """By a night that is written down, and that goes through without the fault."""
    for planted in ("", fault):
        folder = tmp_path / (planted or "sound")
        folder.mkdir()
        with a_night(folder, postgres_url, migrated_postgres, 1, planted) as night:
            if not planted:
                SHOWS[fault](night)
                night.ends()
                continue
            with pytest.raises(AssertionError) as raised:
                SHOWS[fault](night)
        assert any(word in str(raised.value) for word in FAULTS[fault]), raised.value
