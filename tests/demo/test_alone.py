"""The demo lets anybody in without a password, so it never stands beside real data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from outrider.coresponse.models import Call
from outrider.demo.alone import BesideRealData, check_alone, check_before_migrating
from outrider.demo.seeding import seed_demo
from outrider.journal.models import Entry
from outrider.people.models import Officer, ResponderScheme, Station, Unit, User
from outrider.roads import Network
from tests.demo.conftest import ANCHOR, SEED

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def a_call() -> None:
    Call.objects.create(
        number="0001", reference="x", sender_id="x", connected_at=NOW, received_at=NOW,
        category="C1", complaint="choking", lat=50.7, lon=-1.3, place="x", outcome="send",
        outcome_rule="x", outcome_text="x", pack_version="x",
    )  # fmt: skip


REAL = {
    "a force account": lambda: User.objects.create(username="j.smith"),
    "a station": lambda: Station.objects.create(
        code="x", name="X", agency="police", lat=50.7, lon=-1.3
    ),
    "an emergency call": a_call,
}


@pytest.mark.feature("F65")
@pytest.mark.django_db
@pytest.mark.parametrize("what", REAL)
def test_it_is_not_made_beside_real_rows(what: str, network: Network) -> None:
    REAL[what]()
    with pytest.raises(BesideRealData, match=what):
        seed_demo(SEED, ANCHOR, network, 1, people=60)
    assert not Unit.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_an_empty_database_is_free_for_it() -> None:
    assert check_alone() is None


def test_its_own_force_is_not_real_data(demo: datetime) -> None:
    mark = check_alone()
    assert mark is not None
    assert mark.seed == SEED


def test_a_force_account_that_appears_later_stops_it(demo: datetime) -> None:
    User.objects.create(username="j.smith")
    with pytest.raises(BesideRealData, match="a force account"):
        check_alone()


def test_an_officer_that_it_did_not_make_stops_it(demo: datetime) -> None:
    station = Station.objects.first()
    assert station is not None
    Officer.objects.create(
        rank="PC", number="9999", given_name="A", family_name="B", station=station
    )
    with pytest.raises(BesideRealData, match="an officer"):
        check_alone()


def test_a_unit_that_it_did_not_make_stops_it(demo: datetime) -> None:
    station, scheme = Station.objects.first(), ResponderScheme.objects.first()
    assert station is not None
    assert scheme is not None
    Unit.objects.create(call_sign="ZZ99", scheme=scheme, station=station)
    with pytest.raises(BesideRealData, match="a unit"):
        check_alone()


@pytest.mark.django_db
def test_a_database_of_another_version_is_not_touched() -> None:
    User.objects.create(username="j.smith")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE demo_demoforce RENAME TO was_demoforce")
    with pytest.raises(BesideRealData, match="another version"), transaction.atomic():
        check_before_migrating()


def test_the_refusal_says_what_to_do(demo: datetime) -> None:
    User.objects.create(username="j.smith")
    with pytest.raises(BesideRealData) as refused:
        check_alone()
    assert "OUTRIDER_VAR" in str(refused.value)
    assert "outrider serve" in str(refused.value)
