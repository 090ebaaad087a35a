"""A small invented station for the tests of the safety scheme: who is there, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from outrider.domain.access import Role, Viewer
from outrider.people.models import DutySpell, Officer, RoleGrant, Station, User
from outrider.safety.inputs import CasePressIn, DetailsIn, RecordIn, WhereIn
from outrider.safety.models import Case
from outrider.safety.services.details import add_details
from outrider.safety.services.pressing import press_case
from outrider.safety.services.recording import record

NIGHT = datetime(2026, 11, 14, 23, 41, tzinfo=UTC)
UNION_STREET = WhereIn("place", "Union Street, Ryde", 50.7305, -1.1623)

CAST = {
    "rahman": ("PC", "3318", "Rahman", Role.OFFICER),
    "ives": ("PC", "3320", "Ives", Role.OFFICER),
    "ashworth": ("Sgt", "1904", "Ashworth", Role.SUPERVISOR),
    "okonedo": ("Insp", "0450", "Okonedo", Role.INSPECTOR),
    "marsh": ("DC", "2201", "Marsh", Role.OFFICER_IN_THE_CASE),
    "nowak": ("DC", "1206", "Nowak", Role.OFFICER_IN_THE_CASE),
    "lowe": ("PC", "2450", "Lowe", Role.OFFICER_IN_THE_CASE),
    "quinn": ("PC", "2087", "Quinn", Role.LINK_OFFICER),
    "hart": ("Sgt", "1777", "Hart", Role.SAFETY_TRAINER),
    "bell": ("Mx", "9001", "Bell", Role.OCCUPATIONAL_HEALTH),
    "reed": ("PC", "3001", "Reed", Role.FEDERATION_REP),
}
FORCE_WIDE = {Role.SAFETY_TRAINER, Role.OCCUPATIONAL_HEALTH, Role.FEDERATION_REP}


@dataclass
class SafetyScene:
    """Shortcuts that read as sentences."""

    now: datetime
    station: Station
    other_station: Station
    officers: dict[str, Officer] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def viewer(self, name: str, role: Role | None = None) -> Viewer:
        officer = self.officers[name]
        assert officer.user is not None
        acting = role or self.roles[name]
        wide = acting in FORCE_WIDE
        return Viewer(
            user_id=officer.user.pk,
            pseudonym=str(officer.user.pseudonym),
            name=officer.spoken_name,
            role=acting,
            station_ids=None if wide else frozenset({officer.station_id}),
            officer_id=str(officer.pk),
        )

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)

    def records(self, name: str = "rahman", *what: str, **more: Any) -> Case:
        message = RecordIn(
            draft_id=more.pop("draft_id", uuid4()),
            what=what or ("kick", "spit", "hate-abuse"),
            where=more.pop("where", UNION_STREET),
            **more,
        )
        return record(message=message, by=self.viewer(name), now=self.now).cases[0]

    def press(self, case: Case, name: str, press: str, /, **parts: Any) -> Case:
        role = parts.pop("role", None)
        message = CasePressIn(parts.pop("press_id", uuid4()), press, parts)
        return press_case(
            case_id=case.pk, message=message, by=self.viewer(name, role), now=self.now
        )

    def adds(self, case: Case, name: str = "rahman", /, **parts: Any) -> Case:
        message = DetailsIn(uuid4(), parts)
        return add_details(case_id=case.pk, message=message, by=self.viewer(name), now=self.now)


def make_safety_scene(now: datetime = NIGHT, newport: Station | None = None) -> SafetyScene:
    ryde = Station.objects.create(
        code="ryde", name="Ryde", agency="police", lat=50.7305, lon=-1.1623
    )
    newport = newport or Station.objects.create(
        code="newport", name="Newport", agency="police", lat=50.7000, lon=-1.2910
    )
    scene = SafetyScene(now, ryde, newport)
    for name, (rank, number, family, role) in CAST.items():
        user = User.objects.create(username=f"{name}@force.example")
        officer = Officer.objects.create(
            user=user,
            rank=rank,
            number=number,
            given_name="Alex",
            family_name=family,
            station=ryde,
            joined_on=date(2024, 1, 8),
        )
        RoleGrant.objects.create(
            user=user, role=role.value, station=None if role in FORCE_WIDE else ryde
        )
        scene.officers[name], scene.roles[name] = officer, role
    return scene


def on_duty(scene: SafetyScene, name: str, start: datetime, hours: float) -> None:
    DutySpell.objects.create(
        officer=scene.officers[name], starts_at=start, ends_at=start + timedelta(hours=hours)
    )
