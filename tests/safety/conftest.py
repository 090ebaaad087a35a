import pytest

from tests.support.station import SafetyScene, make_safety_scene


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    return make_safety_scene()
