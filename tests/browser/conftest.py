"""Two server processes on PostgreSQL, the island's real roads, and the demo force left to itself.

Roads and force are made once a session; each test gets a copy of the database and fresh servers.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from outrider.roads import build_network
from tests.browser.cast import Cast
from tests.browser.look import PICTURES, Look
from tests.support import postgres
from tests.support.absent import absent
from tests.support.servers import Servers, environment, running

REPOSITORY = Path(__file__).resolve().parents[2]
EXTRACT = "data/roads/isle-of-wight-150101.osm.pbf"


@pytest.fixture(scope="session")
def island_roads(reference_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the network that is built from the island's extract."""
    extract = reference_dir / EXTRACT
    if not extract.exists():
        absent(f"the island's extract, {EXTRACT} in the reference files")
    folder = tmp_path_factory.mktemp("island") / "roads"
    build_network(extract, folder)
    return folder


def _environment(roads: Path) -> dict[str, str]:
    return {"OUTRIDER_DEMO": "1", "OUTRIDER_ROADS_DIR": str(roads)}


@pytest.fixture(scope="session")
def island_force(
    island_roads: Path,
    postgres_url: str,
    migrated_postgres: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The name of a database with the demo force of one seed, to be copied."""
    with postgres.fresh_database(postgres_url, migrated_postgres) as url:
        made = environment(tmp_path_factory.mktemp("seed"), url, **_environment(island_roads))
        pace = [] if PICTURES else ["unhurried"]
        done = subprocess.run(
            [sys.executable, "-m", "tests.browser.seed", *pace],
            env=made,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield url.rpartition("/")[2]


@pytest.fixture
def island(
    island_roads: Path, postgres_url: str, island_force: str, tmp_path: Path
) -> Iterator[Servers]:
    """Two server processes, A and B, that share one database. No feed, no autopilot."""
    with (
        postgres.fresh_database(postgres_url, island_force) as url,
        running(2, tmp_path, url, **_environment(island_roads)) as servers,
    ):
        yield servers


@pytest.fixture
def cast(browser: Browser, island: Servers) -> Iterator[Cast]:
    """Opens the screens of the people in the story, each in a browser context of its own."""
    made = Cast(browser, island)
    yield made
    made.leave()


@pytest.fixture
def look() -> Iterator[Look]:
    """Looks at a screen: axe in dark and light, or its picture when those are wanted."""
    made = Look(REPOSITORY / "docs" / "img")
    yield made
    made.save()
