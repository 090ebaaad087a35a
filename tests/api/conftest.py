"""A small invented force on invented roads, and people of every role with a browser each."""

from __future__ import annotations

from pathlib import Path

import pytest
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


@pytest.fixture
def browsers(scene: Scene) -> Browsers:
    return Browsers(scene)


@pytest.fixture
def ambulance(browsers: Browsers) -> Browser:
    return browsers.ambulance
