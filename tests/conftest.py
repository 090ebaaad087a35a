"""What every test stands on."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before Django reads its settings: a folder of its own, static files from the source.
os.environ["OUTRIDER_VAR"] = tempfile.mkdtemp(prefix="outrider-test-")
os.environ["OUTRIDER_STATIC"] = "plain"
# A second factor is asked for in the tests that are about it.
os.environ["OUTRIDER_SECOND_FACTOR"] = "none"
# Named here and not in pyproject.toml: from there, pytest-django would read the settings first.
os.environ["DJANGO_SETTINGS_MODULE"] = "outrider.config.settings"

import django

django.setup()

import pytest
from hypothesis import settings

from tests.support import postgres
from tests.support.absent import absent
from tests.support.flush import allow_flush
from tests.support.servers import Servers, environment, outrider, running, sqlite_in

# No timed assertions: a busy machine is not a failure.
settings.register_profile("outrider", deadline=None)
settings.load_profile("outrider")

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: once started, Playwright keeps an event loop running in this thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_sessionfinish() -> None:
    shutil.rmtree(os.environ["OUTRIDER_VAR"], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_flushed() -> None:
    allow_flush()


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """The folder of reference files: OUTRIDER_REFERENCE_DIR, or ../shared beside the repository."""
    folder = (REPOSITORY / os.environ.get("OUTRIDER_REFERENCE_DIR", "../shared")).resolve()
    if not folder.is_dir():
        absent("the reference files; set OUTRIDER_REFERENCE_DIR to their folder")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server on which databases may be made."""
    reason = postgres.why_not()
    if reason:
        absent(reason)
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database with all tables, to be copied: migrating takes seconds."""
    with postgres.fresh_database(postgres_url) as url:
        made = environment(tmp_path_factory.mktemp("migrate"), url)
        outrider(made, "manage", "migrate", "--verbosity", "0")
        yield url.rpartition("/")[2]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    folder = tmp_path_factory.mktemp("migrate")
    outrider(environment(folder, ""), "manage", "migrate", "--verbosity", "0")
    return folder / "var" / "outrider.sqlite3"


@pytest.fixture
def postgres_database(postgres_url: str, migrated_postgres: str) -> Iterator[str]:
    """A PostgreSQL database with all tables and no rows, dropped afterwards."""
    with postgres.fresh_database(postgres_url, migrated_postgres) as url:
        yield url


@pytest.fixture
def two_servers(postgres_database: str, tmp_path: Path) -> Iterator[Servers]:
    """Two server processes on one migrated PostgreSQL database."""
    with running(2, tmp_path, postgres_database) as servers:
        yield servers


@pytest.fixture
def one_server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Servers]:
    """One server process on a migrated SQLite database."""
    sqlite_in(tmp_path, migrated_sqlite)
    with running(1, tmp_path, "") as servers:
        yield servers


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("OUTRIDER_CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )
    if not found:
        absent("Chromium; install it, or set OUTRIDER_CHROMIUM to the program")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the machine's own, asking nobody outside."""
    # Playwright's synchronous interface runs an event loop in this thread, which Django takes for
    # asynchronous code. (A strict content policy blocks `wait_for_function`: use `expect`.)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return browser_type_launch_args | {
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet],
    }
