"""Who was there: the control room's log beside the cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from outrider.evidence.signals.present import There, attendance
from outrider.people.models import IncidentAttendance, Officer, Station

pytestmark = [pytest.mark.django_db, pytest.mark.feature("F43")]
NIGHT = datetime(2026, 5, 8, 22, 0, tzinfo=UTC)
START, UNTIL = NIGHT - timedelta(days=30), NIGHT + timedelta(days=30)


@pytest.fixture
def people() -> dict[str, Officer]:
    made = {}
    for agency in ("police", "ambulance"):
        station = Station.objects.create(
            code=agency, name=agency, agency=agency, lat=50.7, lon=-1.3
        )
        for name in ("a", "b", "c") if agency == "police" else ("medic",):
            made[name] = Officer.objects.create(
                number=name, rank="PC", given_name=name, family_name=name, station=station
            )
    Officer.objects.filter(number="b").update(joined_on=date(2026, 1, 1))
    return made


def log(officer: Officer, reference: str, minutes: float, *, alone: bool | None = None) -> None:
    IncidentAttendance.objects.create(
        officer=officer,
        reference=reference,
        arrived_at=NIGHT + timedelta(minutes=minutes),
        alone=alone,
    )


def read(*cases: tuple[Officer, float]) -> There:
    rows = [
        {"victim_id": who.pk, "incident__occurred_at": NIGHT + timedelta(minutes=minutes)}
        for who, minutes in cases
    ]
    names = {one.pk: one.number for one in Officer.objects.all()}
    return attendance(rows, START, UNTIL, names.__getitem__, lambda joined: joined is not None)


def test_everybody_at_the_incident_has_a_row_and_the_victim_is_marked(
    people: dict[str, Officer],
) -> None:
    log(people["a"], "L1", 0, alone=True)
    log(people["b"], "L1", 5, alone=False)
    log(people["c"], "L2", 0)
    there = read((people["a"], 12))
    assert there.there_officer.tolist() == ["a", "b"]
    assert there.there_assaulted.tolist() == [True, False]
    assert there.there_young.tolist() == [False, True]
    assert there.there_alone.tolist() == [1.0, 0.0]


def test_an_assault_belongs_to_the_last_incident_that_the_victim_had_arrived_at(
    people: dict[str, Officer],
) -> None:
    for reference, minutes in (("L1", 0), ("L2", 40), ("L3", 90)):
        log(people["a"], reference, minutes)
        log(people["b"], reference, minutes)
    there = read((people["a"], 60))
    assert there.there_incident.size == 2
    assert IncidentAttendance.objects.get(
        reference="L2", officer=people["a"]
    ).arrived_at < NIGHT + (timedelta(minutes=60))
    assert there.there_assaulted.tolist() == [True, False]


@pytest.mark.parametrize("minutes", [-1, 12 * 60 + 1])
def test_an_assault_before_arrival_or_a_shift_later_is_not_of_that_incident(
    people: dict[str, Officer], minutes: float
) -> None:
    log(people["a"], "L1", 0)
    log(people["b"], "L1", 0)
    assert read((people["a"], minutes)).there_incident.size == 0


def test_two_victims_of_one_incident_are_one_set(people: dict[str, Officer]) -> None:
    for name in "abc":
        log(people[name], "L1", 0)
    there = read((people["a"], 3), (people["c"], 4))
    assert there.there_assaulted.tolist() == [True, False, True]
    assert set(there.there_incident.tolist()) == {0}


def test_a_medic_is_no_colleague_of_this_comparison_and_an_unknown_crew_stays_unknown(
    people: dict[str, Officer],
) -> None:
    log(people["a"], "L1", 0)
    log(people["medic"], "L1", 0, alone=False)
    there = read((people["a"], 3))
    assert there.there_officer.tolist() == ["a"]
    assert np.isnan(there.there_alone).all()
