"""People as a file that can be brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from outrider.people.importing import grants as g
from outrider.people.importing.context import Context
from outrider.people.importing.kinds.people.columns import DUTIES
from outrider.people.importing.register import Stations
from outrider.people.models import Officer, RoleGrant, User


def export(context: Context) -> Iterator[list[str]]:
    stations = Stations()
    people = Officer.objects.select_related("user").order_by("number")
    grants = g.grants_of(User.objects.filter(officer__isnull=False).values_list("pk", flat=True))
    for officer in people:
        if context.looks_after(officer.station_id):
            yield _exported(officer, stations, grants, context)


def _exported(
    officer: Officer, stations: Stations, grants: dict[int, list[RoleGrant]], context: Context
) -> list[str]:
    user = officer.user if officer.user_id else None
    held = g.held(g.in_force(grants.get(user.pk, []), context.now)) if user else frozenset()
    gone = officer.left_on is not None and officer.left_on < context.today
    return [
        officer.number,
        officer.rank,
        officer.given_name,
        officer.family_name,
        stations.code(officer.station_id),
        _day(officer.joined_on),
        officer.team,
        DUTIES.get(officer.duty, officer.duty),
        _day(officer.left_on),
        user.username if user else "",
        "" if gone else g.shown(held, officer.station_id, stations),
    ]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y-%m-%d}"
