"""A small invented force on invented roads, and people of every role with a browser each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests.api.browsers import Browser, Browsers
from tests.support.scene import Scene, make_scene, synthetic_ground


@pytest.fixture(scope="session")
def ground_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene(timezone.now())


@pytest.fixture(scope="module")
def shared_browsers(
    django_db_setup: None, django_db_blocker: Any, ground_folder: Path
) -> Iterator[Browsers]:
    """One force for a module whose tests change nothing that another one looks at."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Browsers(make_scene(timezone.now()))
        transaction.set_rollback(True)


@pytest.fixture
def browsers(scene: Scene) -> Browsers:
    return Browsers(scene)


@pytest.fixture
def ambulance(browsers: Browsers) -> Browser:
    return browsers.ambulance


@pytest.fixture(autouse=True)
def _static_files_from_the_source(settings: Any) -> None:
    """pytest-django reads the settings before OUTRIDER_STATIC is set: say it again."""
    settings.STATIC_MODE = "plain"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
