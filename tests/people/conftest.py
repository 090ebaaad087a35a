"""A small register, and files for it written as a person would write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from outrider.crossover import register
from outrider.people.importing.context import Context
from outrider.people.importing.kinds.registry import KINDS
from outrider.people.importing.plan import Plan
from outrider.people.importing.reading.files import read_file
from outrider.people.models import Officer, RoleGrant, Station, User

NOW = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def context() -> Context:
    """Whoever runs the server, on 14 November 2026."""
    return register.console_context(NOW)


@pytest.fixture
def ryde(db: None) -> Station:
    Station.objects.create(code="newport", name="Newport", agency="police", lat=50.7, lon=-1.29)
    return Station.objects.create(code="ryde", name="Ryde", agency="police", lat=50.73, lon=-1.16)


@pytest.fixture
def hale(ryde: Station) -> Officer:
    """PC 0412 Hale of Ryde, who signs in and is an officer there."""
    user = User.objects.create(username="hale@force.example", password="!")
    RoleGrant.objects.create(user=user, role="officer", station=ryde)
    return Officer.objects.create(
        number="0412",
        rank="PC",
        given_name="Jo",
        family_name="Hale",
        station=ryde,
        joined_on=date(2020, 3, 2),
        team="Response A",
        user=user,
    )


Import = Callable[..., Plan[Any]]


@pytest.fixture
def preview(db: None, context: Context) -> Import:
    """`preview("people", text)`: what the file would change."""

    def look(kind: str, text: str | bytes, **more: Any) -> Plan[Any]:
        data = text if isinstance(text, bytes) else text.encode()
        return register.preview(KINDS[kind], read_file(data), replace(context, **more))

    return look


@pytest.fixture
def bring(db: None, context: Context) -> Import:
    """`bring("people", text)`: the file, imported."""

    def act(kind: str, text: str | bytes, **more: Any) -> Plan[Any]:
        data = text if isinstance(text, bytes) else text.encode()
        done = register.bring_in(KINDS[kind], read_file(data), replace(context, **more))
        return done.plan

    return act


def counts(plan: Plan[Any]) -> dict[str, int]:
    return {outcome.value: number for outcome, number in plan.counts.items() if number}
