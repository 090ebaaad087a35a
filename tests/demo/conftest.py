"""The demo force on invented roads, with a shorter past than the real demo has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from outrider.coresponse import ground
from outrider.demo.seeding import seed_demo
from outrider.roads import Network
from tests.support.scene import synthetic_ground

ANCHOR = datetime(2026, 11, 21, 3, 12, tzinfo=UTC)
SEED = 7
DAYS = 14
PEOPLE = 150
"""A small force: enough for every state, a tenth of a second for each hundred."""


@pytest.fixture(scope="session")
def ground_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def network(ground_folder: Path) -> Network:
    return ground.network()


@pytest.fixture
def demo(db: None, network: Network) -> datetime:
    """The seeded force; the moment for which it was made."""
    seed_demo(SEED, ANCHOR, network, DAYS, people=PEOPLE)
    return ANCHOR


@pytest.fixture(scope="module")
def demo_rows(
    django_db_setup: None, django_db_blocker: Any, ground_folder: Path
) -> Iterator[datetime]:
    """The force for all tests of a module: what one of them changes is gone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_demo(SEED, ANCHOR, ground.network(), DAYS, people=PEOPLE)
        yield ANCHOR
        transaction.set_rollback(True)
