"""The victim serves elsewhere now: open cases go with them, to a supervisor there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from outrider.domain.safety.case import commands as c
from outrider.people.actors import SYSTEM, Actor
from outrider.people.models import User
from outrider.safety.models import Case
from outrider.safety.services.handing_on import tell_unheld
from outrider.safety.services.people import SUPERVISING, first_other, holders_of
from outrider.safety.services.record import OpenCase, lock_case


def move_cases(*, moves: Iterable[tuple[UUID, int]], by: Actor, now: datetime) -> int:
    """Open cases of these officers go to these stations; returns how many went.

    Called inside the transaction of the move. Every case is locked before the first one writes:
    the journal's lock, which the first one takes, is the last lock of all.
    """
    to = dict(moves)
    found = Case.objects.filter(victim_id__in=to, withdrawn_at=None, closed_at=None)
    opened = [OpenCase(lock_case(key), now) for key in _keys(found)]
    went = sum(_move(each, to, by, now) for each in opened)
    for each in opened:
        each.finish()
    return went


def follow_victims(now: datetime, *, at_most: int = 100) -> int:
    """From the clock: cases whose victim was moved by another way; returns how many went."""
    elsewhere = (
        Case.objects.filter(withdrawn_at=None, closed_at=None, victim__isnull=False)
        .exclude(victim__station_id=F("station_id"))
        .values_list("victim_id", "victim__station_id")
        .distinct()
    )
    went = 0
    for victim, station in list(elsewhere[:at_most]):
        with transaction.atomic():
            went += move_cases(moves=[(victim, station)], by=SYSTEM, now=now)
    return went


def _move(opened: OpenCase, to: dict[UUID, int], by: Actor, now: datetime) -> bool:
    victim = opened.case.victim_id
    if victim is None:
        return False
    supervisor = first_other(holders_of(SUPERVISING, to[victim], now), than=victim)
    command = c.MoveStation(to[victim], str(supervisor) if supervisor else None)
    moved = bool(opened.decide(command, _named(opened.case, by)))
    if moved:
        tell_unheld(opened.case, now)  # a link officer of the old station may hold a conversation
    return moved


def _named(case: Case, by: Actor) -> Actor:
    """Whoever moves themself stands in the journal of their case by its alias."""
    own = User.objects.filter(officer=case.victim_id).values_list("pseudonym", flat=True).first()
    return replace(by, id=str(case.alias)) if str(own) == by.id else by


def _keys(cases: QuerySet[Case]) -> list[UUID]:
    return list(cases.order_by("pk").values_list("pk", flat=True))
