from pathlib import Path

import pytest
from tests.support.scene import Scene, make_scene, synthetic_ground


@pytest.fixture(scope="session")
def ground_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene()
