"""The steps of setting up, each with how far it is and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Exists, OuterRef

from outrider.coresponse.queries.agreement import agreement
from outrider.domain.access import Role
from outrider.domain.safety.link_cover import Cover
from outrider.people.links import administrator_exists, without_password
from outrider.people.models import (
    DutySpell,
    Officer,
    RoleGrant,
    Station,
)
from outrider.safety.calendar import policy
from outrider.safety.queries.link_cover import covered_stations
from outrider.safety.services.templates import live_template

AHEAD = timedelta(days=7)


class State(StrEnum):
    DONE = "done"
    BEGUN = "begun"
    WAITING = "waiting"
    OPTIONAL = "optional"

    @property
    def chip(self) -> tuple[str, str, str]:
        """Word, icon and tone."""
        return _CHIPS[self]


_CHIPS = {
    State.DONE: ("Done", "tick-filled", "ok"),
    State.BEGUN: ("Under way", "half-ring", "warn"),
    State.WAITING: ("Not started", "ring", ""),
    State.OPTIONAL: ("Not live", "minus", ""),
}


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    state: State
    says: str  # how far it is
    links: tuple[tuple[str, str], ...] = ()  # address, words
    missing: str = ""  # for the last step: what to do, empty when nothing is


def steps(now: datetime) -> list[Step]:
    return [_administrator(), _stations(), _people(), _rota(now), _plan(now), _schemes(now)]


def missing(found: list[Step]) -> list[str]:
    return [step.missing for step in found if step.missing]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _administrator() -> Step:
    there = administrator_exists()
    alone = RoleGrant.objects.filter(role=Role.ADMINISTRATOR.value).values("user").distinct()
    says = "Somebody can sign in and set the rest up." if there else "Nobody can sign in yet."
    if there and alone.count() == 1:
        says += " Make a second one: nobody else can help this one after a lost phone."
    return Step(
        "An administrator",
        State.DONE if there else State.WAITING,
        says,
        missing="" if there else "Make the first administrator.",
    )


def _stations() -> Step:
    number = Station.objects.count()
    return Step(
        "Stations",
        State.DONE if number else State.WAITING,
        f"{_counted(number, 'station', 'stations')}." if number else "Where people serve.",
        (("/set-up/stations", "Bring stations"),),
        "" if number else "Bring the stations.",
    )


def _people() -> Step:
    people = Officer.objects.count()
    # who signs in at the directory needs no password here
    waiting = 0 if settings.DIRECTORY else len(without_password())
    accounts = RoleGrant.objects.values("user").distinct().count()
    links = (
        ("/set-up/people", "Bring people"),
        ("/set-up/accounts", "Accounts without a number"),
        ("/set-up/sign-in-links", "First sign-in"),
        ("/set-up/second-factors", "Lost phones"),
    )
    if not people:
        says = "Who serves, with their accounts and roles."
        return Step("People and accounts", State.WAITING, says, links, "Bring the people.")
    says = f"{_counted(people, 'person', 'people')}, {_counted(accounts, 'account', 'accounts')}"
    said = f"; {_counted(waiting, 'has', 'have')} no password yet." if waiting else "."
    need = f"Give {_counted(waiting, 'person', 'people')} the link to sign in." if waiting else ""
    state = State.BEGUN if waiting else State.DONE
    return Step("People and accounts", state, says + said, links, need)


def _rota(now: datetime) -> Step:
    ahead = DutySpell.objects.filter(
        officer=OuterRef("pk"), ends_at__gt=now, starts_at__lt=now + AHEAD
    )
    serving = Officer.objects.filter(left_on__isnull=True)
    on = serving.filter(Exists(ahead)).count()
    of = serving.count()
    links = (
        ("/set-up/rota", "Bring the rota"),
        ("/set-up/link-officers", "Link officers"),
        ("/set-up/training", "Safety training"),
    )
    if not on:
        says = "Who is on duty when, who the link officers are, who was trained."
        return Step("Rota", State.WAITING, says, links, "Bring the rota of the next days.")
    says = f"{on:,} of {of:,} people have a shift in the next seven days. {_links_say(now)}"
    return Step("Rota", State.DONE if on * 2 > of else State.BEGUN, says, links)


def _links_say(now: datetime) -> str:
    """As the coverage page counts: appointed and with their training in date."""
    today = policy().calendar.day(now)
    found = [covered.cover for _, covered in covered_stations(today)]
    without = found.count(Cover.NONE)
    if not without:
        return "Every police station has a link officer in date."
    stations = _counted(without, "police station has", "police stations have")
    return f"{stations} no link officer in date."


def _plan(now: datetime) -> Step:
    live = live_template(now)
    return Step(
        "The plan after an assault",
        State.DONE if live else State.WAITING,
        f"{live.name}, version {live.version}, in force."
        if live
        else "Seven points and who keeps them.",
        (("/set-up/plan", "Look at the plan"), ("/set-up/plan/versions", "Versions")),
        "" if live else "Look at the plan and put it in force.",
    )


def _schemes(now: datetime) -> Step:
    found = agreement(now)
    live = sum(scheme.live for scheme in found.schemes)
    links = (("/set-up/schemes", "Schemes and rules"),)
    if found.in_force and live:
        says = f"{_counted(live, 'scheme', 'schemes')} agreed by both agencies."
        return Step("Co-response", State.DONE, says, links)
    says = "Not live until both agencies have agreed to the rules and to a scheme. Officer safety "
    return Step("Co-response", State.OPTIONAL, says + "works without it.", links)
