"""Rows of the register: stations, people, accounts, rota, exposure, training, link officers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from outrider.demo.force.accounts import USERNAME_PREFIX
from outrider.demo.safety.config import SafetyPlan
from outrider.demo.safety.exposure import Exposure
from outrider.demo.safety.links import Appointment
from outrider.demo.safety.people import Person
from outrider.demo.safety.rota import Rota
from outrider.demo.seeds import made_id, stream
from outrider.people.models import (
    Crewing,
    DutySpell,
    LinkAppointment,
    MonthlyExposure,
    Officer,
    RoleGrant,
    Station,
    TrainingRecord,
    User,
)

BATCH = 1_000
PPST = "ppst"
STALE = 0.09  # last taught more than fifteen months ago; assumed
SHORT_SESSION = 0.25  # had a short one since; assumed


@dataclass
class Register:
    """Stations by code, and everybody's row by number."""

    stations: dict[str, Station]
    officers: dict[str, Officer]


def stations_of(plan: SafetyPlan) -> dict[str, Station]:
    """The island's stations as they are, and the mainland's, made now."""
    Station.objects.bulk_create(
        Station(code=one.code, name=one.name, agency="police", lat=one.near[0], lon=one.near[1])
        for one in plan.stations
        if one.near is not None
    )
    codes = [station.code for station in plan.stations]
    return {row.code: row for row in Station.objects.filter(code__in=codes)}


def adopt(plan: SafetyPlan, seed: int) -> list[Person]:
    """Police who crew a unit of the co-response half serve in this one too."""
    random = stream(seed, "safety-adopted")
    rows = Officer.objects.filter(station__agency="police").select_related("station")
    found = []
    for row in rows.order_by("number"):
        duty = "special" if row.rank == "SC" else "response"
        joined = row.joined_on or date(2020, 1, 1)
        ethnic = "minority-ethnic" if random.random() < plan.minority_ethnic else "white"
        found.append(
            Person(
                id=row.pk,
                number=row.number,
                rank=row.rank,
                given=row.given_name,
                family=row.family_name,
                station=row.station.code,
                team="Special constabulary" if duty == "special" else "Response",
                duty=duty,
                joined=joined,
                ethnic=ethnic,
                adopted=True,
            )
        )
    return found


def write_people(
    seed: int, anchor: datetime, people: list[Person], stations: dict[str, Station]
) -> Register:
    """Officers with their accounts and roles."""
    users = _accounts(seed, anchor, people)
    made = {
        one.number: Officer(
            id=one.id,
            user=users.get(one.account),
            rank=one.rank,
            number=one.number,
            given_name=one.given,
            family_name=one.family,
            station=stations[one.station],
            joined_on=one.joined,
            team=one.team,
            duty=one.duty,
            ethnic_group=one.ethnic,
        )
        for one in people
        if not one.adopted
    }
    Officer.objects.bulk_create(made.values(), batch_size=BATCH)
    kept = {row.number: row for row in Officer.objects.filter(station__agency="police")}
    adopted = [one for one in people if one.adopted]
    for one in adopted:
        row = kept[one.number]
        row.team, row.duty, row.ethnic_group = one.team, one.duty, one.ethnic
    Officer.objects.bulk_update(
        [kept[one.number] for one in adopted], ["team", "duty", "ethnic_group"]
    )
    return Register(stations, kept)


def _accounts(seed: int, anchor: datetime, people: list[Person]) -> dict[str, User]:
    """Accounts of those with a part in others' cases; the cast have theirs already."""
    named = [one for one in people if one.roles and not one.key]
    made = {
        one.account: User(
            username=USERNAME_PREFIX + one.account,
            display_name=f"{one.rank} {one.family}",
            pseudonym=made_id(seed, "user", one.account),
            password=UNUSABLE_PASSWORD_PREFIX + "demo",
            date_joined=anchor,
        )
        for one in named
    }
    User.objects.bulk_create(made.values(), batch_size=BATCH)
    stations = {row.code: row for row in Station.objects.all()}
    RoleGrant.objects.bulk_create(
        RoleGrant(user=made[one.account], role=role, station=stations[code])
        for one in named
        for role, codes in one.roles.items()
        for code in codes
    )
    keys = [USERNAME_PREFIX + one.key for one in people if one.key]
    cast = User.objects.filter(username__in=keys)
    return made | {user.username.removeprefix(USERNAME_PREFIX): user for user in cast}


def write_rota(people: list[Person], rota: Rota) -> None:
    spells = [
        DutySpell(officer_id=one.id, starts_at=start, ends_at=end)
        for one in people
        for start, end in rota.spells[one.number]
    ]
    adopted = [one.id for one in people if one.adopted]
    shifts = Crewing.objects.filter(officer__in=adopted).order_by("pk")
    spells += [
        DutySpell(officer_id=row.officer_id, starts_at=row.starts_at, ends_at=row.ends_at)
        for row in shifts
    ]
    DutySpell.objects.bulk_create(spells, batch_size=BATCH)


def write_exposure(people: list[Person], exposure: Exposure) -> None:
    MonthlyExposure.objects.bulk_create(
        (
            MonthlyExposure(
                officer_id=one.id,
                month=month,
                hours=float(exposure.hours[row, column]),
                arrests=int(exposure.arrests[row, column]),
                calls=int(exposure.calls[row, column]),
                force_forms=int(exposure.forms[row, column]),
            )
            for row, one in enumerate(people)
            for column, month in enumerate(exposure.months)
            if exposure.hours[row, column] > 0
        ),
        batch_size=BATCH,
    )


def write_training(seed: int, today: date, people: list[Person]) -> None:
    """Safety training once a year, some of it long ago, and short sessions in between."""
    records = [record for one in people for record in _taught(seed, today, one)]
    TrainingRecord.objects.bulk_create(records, batch_size=BATCH)


def _taught(seed: int, today: date, person: Person) -> Iterable[TrainingRecord]:
    random = stream(seed, "safety-taught", person.number)
    stale = random.random() < STALE
    last = today - timedelta(days=random.randint(460, 900) if stale else random.randint(5, 390))
    if last <= person.joined:
        # taught as they joined, in the first weeks
        last = min(person.joined + timedelta(days=random.randint(7, 50)), today)
    else:
        earlier = last - timedelta(days=random.randint(340, 400))
        if earlier > person.joined:
            yield TrainingRecord(officer_id=person.id, course=PPST, done_on=earlier, hours=12)
    yield TrainingRecord(officer_id=person.id, course=PPST, done_on=last, hours=12)
    if not stale and random.random() < SHORT_SESSION and (today - last).days > 60:
        short = last + timedelta(days=random.randint(40, (today - last).days))
        yield TrainingRecord(officer_id=person.id, course=PPST, done_on=short, hours=3)


def write_links(links: list[Appointment], stations: dict[str, Station]) -> None:
    LinkAppointment.objects.bulk_create(
        LinkAppointment(
            officer_id=link.person.id,
            station=stations[link.station],
            appointed_on=link.appointed,
            trained_on=link.trained,
            expires_on=link.expires,
            ended_on=link.ended,
        )
        for link in links
    )
