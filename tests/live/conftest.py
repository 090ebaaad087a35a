"""Real server processes with a small invented force in their database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.live.people import Person, everybody_leaves, new_call
from tests.support import postgres
from tests.support.scene import synthetic_ground
from tests.support.servers import Servers, running, sqlite_in

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def ground_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Servers inherit OUTRIDER_ROADS_DIR, which this sets."""
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@dataclass
class Force:
    """The servers and the people who use them."""

    servers: Servers
    seeded: dict[str, Any]

    def person(self, who: str, server: int = 0) -> Person:
        """By role ("police-control") or by call sign for a crew ("CW12")."""
        return Person(self.servers.urls[server], self.seeded["sessions"][who])

    def unit(self, call_sign: str) -> str:
        return str(self.seeded["units"][call_sign])

    def fresh_session(self, who: str) -> Person:
        """The same person, signed in once more: to be signed out without harm to other tests."""
        role = who if who in self.seeded["users"] else "co-responder"
        name = who if role == who else f"crew-{who.lower()}"
        made = self.run(
            "from tests.live.seed import session_of\n"
            "from outrider.people.models import User\n"
            "from outrider.domain.access import Role\n"
            f"print(session_of(User.objects.get(username={name!r}), Role({role!r})))"
        )
        return Person(self.servers.urls[0], made.split()[-1])

    def call(self, server: int = 0, eta_seconds: int = 840, **changes: Any) -> str:
        """A call with an ambulance on its way."""
        desk = self.person("ambulance-control", server)
        call = desk.post("calls", **new_call(self.seeded["patient"], **changes))["call"]["id"]
        desk.post(
            f"calls/{call}/ambulance", state="allocated", call_sign="A214", eta_seconds=eta_seconds
        )
        return str(call)

    def asked(self, call: str, call_sign: str = "CW12", server: int = 0) -> str:
        desk = self.person("ambulance-control", server)
        asked = desk.press(f"calls/{call}/ask", unit_id=self.unit(call_sign))
        return str(asked["mission"]["id"])

    def run(self, code: str) -> str:
        """Python in the environment of the servers, after Django's set-up."""
        done = subprocess.run(
            [sys.executable, "-c", f"import tests.live.seed\n{code}"],
            env=self.servers.environment,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def seeded(servers: Servers, *words: str) -> Force:
    """The scene, made in the servers' database, with a session for everybody."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.live.seed", *words],
        env=servers.environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Force(servers, json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(autouse=True)
def _no_open_streams() -> Iterator[None]:
    yield
    everybody_leaves()


@pytest.fixture(scope="module")
def force(
    ground_folder: Path, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Force]:
    """One server on SQLite, for all tests of a module."""
    folder = tmp_path_factory.mktemp("one")
    sqlite_in(folder, migrated_sqlite)
    with running(1, folder, "") as servers:
        yield seeded(servers)


@pytest.fixture(scope="module")
def wide_force(
    ground_folder: Path,
    postgres_url: str,
    migrated_postgres: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Force]:
    """Two servers on PostgreSQL, for all tests of a module."""
    with (
        postgres.fresh_database(postgres_url, migrated_postgres) as url,
        running(2, tmp_path_factory.mktemp("two"), url) as servers,
    ):
        yield seeded(servers)
