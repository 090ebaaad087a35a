"""Both schemes on one ground: the co-response force, and a police station's people beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from outrider.crossover.models import Hazard
from outrider.crossover.services.hazards import HazardPressIn, press_hazard
from outrider.domain.access import Role, Viewer
from outrider.domain.crossover.hazard import months_later
from outrider.people.models import Officer
from outrider.safety.inputs import RecordIn, WhereIn
from outrider.safety.models import Case
from outrider.safety.services.recording import record
from tests.support.scene import Scene, make_scene, synthetic_ground
from tests.support.station import SafetyScene, make_safety_scene


@pytest.fixture(scope="session")
def _ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("ground")
    synthetic_ground(folder)
    return folder


@dataclass
class Both:
    """The two schemes' scenes at one time, with the patient's home as the place."""

    scene: Scene
    ryde: SafetyScene

    @property
    def home(self) -> WhereIn:
        lat, lon = self.scene.patient
        return WhereIn("place", "12 Mill Lane", lat, lon)

    def viewer(self, name: str, role: Role | None = None) -> Viewer:
        """Somebody of the station, or with "_everywhere" the same without a station's limit."""
        plain = self.ryde.viewer(name.removesuffix("_everywhere"), role)
        return replace(plain, station_ids=None) if name.endswith("_everywhere") else plain

    def officer_of(self, unit: str) -> Officer:
        return Officer.objects.get(user=self.scene.crews[unit])

    def assaulted_at_home(self, name: str = "rahman", *what: str, **more: Any) -> Case:
        where = more.pop("where", self.home)
        return self.ryde.records(name, *what, where=where, in_a_home=True, **more)

    def crew_assaulted(self, unit: str, *what: str, **more: Any) -> Case:
        """An officer who crews a unit records it."""
        message = RecordIn(uuid4(), what or ("punch",), **more)
        return record(message=message, by=self.scene.crew(unit), now=self.now).cases[0]

    @property
    def now(self) -> Any:
        return self.scene.now

    def later(self, **passed: float) -> None:
        span = timedelta(**passed)
        self.scene.now += span
        self.ryde.now += span

    def decides(
        self, hazard: Hazard | UUID, press: str, name: str = "ashworth", **more: Any
    ) -> Hazard:
        if press in ("confirm", "extend"):
            more.setdefault("expires_on", months_later(self.now.date(), 6))
        pk = hazard.pk if isinstance(hazard, Hazard) else hazard
        message = HazardPressIn(press, **more)
        return press_hazard(hazard_id=pk, message=message, by=self.viewer(name), now=self.now)

    def in_force(self, **more: Any) -> Hazard:
        """A hazard at the patient's home, confirmed."""
        case = self.assaulted_at_home()
        return self.decides(Hazard.objects.get(incident_id=case.incident_id), "confirm", **more)


@pytest.fixture
def both(db: None, _ground: Path) -> Both:
    scene = make_scene()
    ryde = make_safety_scene(scene.now, newport=scene.station)
    return Both(scene, ryde)
