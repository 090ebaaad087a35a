"""A small invented force on a network: what the tests of the live core stand on.

Places are chosen by road time from the patient, so that a test can say "six minutes away".
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np

from outrider.coresponse import ground, services
from outrider.coresponse.inputs import AmbulanceIn, CallIn, ComeAcrossIn, FixIn, PlaceIn, PressIn
from outrider.coresponse.models import Call, Mission, RulePack
from outrider.domain.access import Role, Viewer
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.people.competence import Skill
from outrider.domain.people.police_state import DEFAULT_TABLE
from outrider.people.models import (
    Competence,
    Crewing,
    DrivingAuthority,
    KitBag,
    KitLine,
    Lease,
    Officer,
    PoliceStateRule,
    ResponderScheme,
    RoleGrant,
    Station,
    Unit,
    UnitStatus,
    User,
)
from outrider.roads import Driving, build_synthetic

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


def synthetic_ground(folder: Path) -> None:
    """Build the invented network once and make it this process's ground."""
    build_synthetic(folder, seed=1)
    os.environ["OUTRIDER_ROADS_DIR"] = str(folder)
    ground.forget_ground()


@dataclass
class Scene:
    """Who and what there is, with shortcuts that read as sentences."""

    now: datetime
    patient: tuple[float, float]
    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[Role, User] = field(default_factory=dict)
    crews: dict[str, User] = field(default_factory=dict)
    station: Station | None = None

    def viewer(self, role: Role, unit: str | None = None) -> Viewer:
        user = self.crews[unit] if unit else self.users[role]
        officer = getattr(user, "officer", None)
        return Viewer(
            user_id=user.pk,
            pseudonym=str(user.pseudonym),
            name=str(user),
            role=role,
            unit_id=str(self.units[unit].pk) if unit else None,
            officer_id=str(officer.pk) if officer else None,
        )

    @property
    def ambulance(self) -> Viewer:
        return self.viewer(Role.AMBULANCE_CONTROL)

    @property
    def police(self) -> Viewer:
        return self.viewer(Role.POLICE_CONTROL)

    def crew(self, call_sign: str) -> Viewer:
        return self.viewer(Role.CO_RESPONDER, call_sign)

    def later(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def call(self, complaint: str = "cardiac-arrest", category: str = "C1", **more: object) -> Call:
        made = CallIn(
            sender_id=str(uuid4()),
            connected_at=self.now - timedelta(seconds=30),
            category=category,
            complaint=complaint,
            place=PlaceIn(lat=self.patient[0], lon=self.patient[1]),
            age_band=str(more.pop("age_band", "60 to 69")),
            **more,  # type: ignore[arg-type]
        )
        return services.receive_call(call=made, by=self.ambulance, now=self.now).call

    def allocate(self, call: Call, eta: float = 840, sign: str = "A214") -> Call:
        return services.set_ambulance(
            call_id=call.pk,
            ambulance=AmbulanceIn("allocated", sign, eta_seconds=eta),
            by=self.ambulance,
            now=self.now,
        )

    def lose_ambulance(self, call: Call, state: str = "cancelled") -> Call:
        return services.set_ambulance(
            call_id=call.pk, ambulance=AmbulanceIn(state), by=self.ambulance, now=self.now
        )

    def ask(self, call: Call, unit: str = "CW12", *, by_radio: bool = False) -> Mission:
        return services.ask(
            call_id=call.pk,
            unit_id=self.units[unit].pk,
            by=self.ambulance,
            now=self.now,
            press_id=uuid4(),
            by_radio=by_radio,
        )

    def press(self, mission: Mission, step: str, by: Viewer, **more: object) -> Mission:
        press = PressIn(press_id=uuid4(), press=step, **more)  # type: ignore[arg-type]
        return services.press_mission(
            mission_id=mission.pk, press=press, by=by, now=self.now
        ).mission

    def crew_presses(self, mission: Mission, *steps: str) -> Mission:
        sign = mission.unit.call_sign
        for step in steps:
            self.later(30)
            mission = self.press(mission, step, self.crew(sign))
        return mission

    def come_across(self, unit: str = "CW12", complaint: str = "cardiac-arrest") -> Mission:
        found = ComeAcrossIn(uuid4(), complaint, PlaceIn(*self.patient))
        return services.come_across(found=found, by=self.crew(unit), now=self.now)

    def place(self, unit: str, seconds: float, response: bool = True) -> None:
        """Put a unit at this many road seconds from the patient."""
        lat, lon = point_at(self.patient, seconds, response)
        fix = FixIn(unit, lat, lon, self.now)
        services.record_fixes([fix], self.now)

    def state(self, unit: str, code: int) -> None:
        services.set_police_state(
            unit_id=self.units[unit].pk, code=code, by=self.police, now=self.now
        )


@cache
def point_at(patient: tuple[float, float], seconds: float, response: bool) -> tuple[float, float]:
    """The junction whose road time to the patient is nearest to this many seconds."""
    network = ground.network()
    target = network.snap(*patient).node
    nodes = np.arange(network.node_count, dtype=np.int32)
    driving = Driving.RESPONSE if response else Driving.NORMAL
    reached = network.nearest(
        target, nodes, network.node_count, np.full(nodes.shape, driving, dtype=np.int32), 7200.0
    )
    best = min(reached, key=lambda reach: (abs(reach.seconds - seconds), reach.index))
    return network.point(best.index)


def make_scene(now: datetime = NOON) -> Scene:
    """Four police units, a fire co-responder and a community responder, all in order."""
    network = ground.network()
    south, west, north, east = network.bbox
    middle = network.snap((south + north) / 2, (west + east) / 2, 50_000)
    scene = Scene(now=now, patient=network.point(middle.node))
    away = point_at(scene.patient, 700, response=True)
    scene.station = Station.objects.create(
        code="newport", name="Newport", agency="police", lat=away[0], lon=away[1]
    )
    _configure(now)
    for role in Role:
        scene.users[role] = _user(role.value, role.label, role)
    for number, sign in enumerate(["CW12", "CW07", "CW21", "CW15"]):
        _unit(scene, sign, "police-special", pair=True, number=number)
    _unit(scene, "FR01", "fire-co-responder", pair=False, number=10)
    _unit(scene, "CR01", "community-responder", pair=False, number=20)
    services.refresh_units(now)
    scene.place("CW12", 360)
    scene.place("CW07", 600)
    scene.place("CW21", 480)
    scene.place("CW15", 700)
    return scene


def _configure(now: datetime) -> None:
    for rule in DEFAULT_TABLE:
        PoliceStateRule.objects.create(
            code=rule.code, word=rule.word, offer=rule.offer.value, source=rule.source
        )
    agreed = {"agreed_by_owner_at": now, "agreed_by_ambulance_at": now}
    ResponderScheme.objects.create(
        code="police-special",
        name="Police specials",
        owner="police",
        uses_police_state=True,
        needs_pair=True,
        medical_minutes_cap=90,
        **agreed,
    )
    ResponderScheme.objects.create(
        code="fire-co-responder",
        name="Fire co-responders",
        owner="fire",
        turnout_seconds=240,
        **agreed,
    )
    ResponderScheme.objects.create(
        code="community-responder",
        name="Community responders",
        owner="ambulance",
        needs_release=False,
        turnout_seconds=120,
        **agreed,
    )
    RulePack.objects.create(
        version=DEFAULT_PACK["version"],
        data=DEFAULT_PACK,
        valid_from=now - timedelta(days=30),
        approved_by_police="Ch Insp Vale",
        approved_by_police_at=now,
        approved_by_ambulance="Dr Amin",
        approved_by_ambulance_at=now,
    )


def _user(name: str, display: str, role: Role) -> User:
    user = User.objects.create_user(username=name, password=None, display_name=display)
    RoleGrant.objects.create(user=user, role=role.value)
    return user


def _unit(scene: Scene, sign: str, scheme: str, *, pair: bool, number: int) -> None:
    assert scene.station is not None
    unit = Unit.objects.create(call_sign=sign, scheme_id=scheme, station=scene.station)
    scene.units[sign] = unit
    for seat in range(2 if pair else 1):
        officer = _officer(scene, f"{number:02d}{seat}", seat, sign)
        Crewing.objects.create(
            unit=unit,
            officer=officer,
            starts_at=scene.now - timedelta(hours=2),
            ends_at=scene.now + timedelta(hours=6),
            driver=seat == 0,
        )
    bag = KitBag.objects.create(tag=f"K-{sign}", unit=unit, checked_at=scene.now)
    for item, quantity in (("aed", 1), ("pads-adult", 2), ("oxygen", 1), ("tourniquet", 2)):
        KitLine.objects.create(
            bag=bag, item=item, quantity=quantity, minimum=1, expires_on=date(2027, 3, 31)
        )
    UnitStatus.objects.create(
        unit=unit,
        police_state=2,
        state_since=scene.now,
        booked_on_owner=True,
        booked_on_ambulance=True,
    )
    Lease.objects.create(unit=unit)


def _officer(scene: Scene, number: str, seat: int, sign: str) -> Officer:
    assert scene.station is not None
    user = None
    if seat == 0:
        user = _user(f"crew-{sign.lower()}", f"SC {sign}", Role.CO_RESPONDER)
        scene.crews[sign] = user
    officer = Officer.objects.create(
        user=user,
        rank="SC",
        number=number,
        given_name="Test",
        family_name=f"Crew{number}",
        station=scene.station,
    )
    Competence.objects.bulk_create(
        Competence(
            officer=officer,
            skill=skill.value,
            awarded_on=date(2026, 9, 1),
            expires_on=date(2027, 3, 31),
        )
        for skill in Skill
    )
    DrivingAuthority.objects.create(officer=officer, expires_on=date(2028, 1, 1))
    return officer


def all_viewers(scene: Scene) -> list[Viewer]:
    """One viewer a role, with the crew of each unit."""
    plain = [scene.viewer(role) for role in Role if role is not Role.CO_RESPONDER]
    return plain + [scene.crew(sign) for sign in scene.crews]


def new_id() -> UUID:
    return uuid4()
