"""A link officer's own queue: whose turn it is in each conversation of their station."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, Sum

from outrider.domain.access import Viewer
from outrider.domain.safety import words
from outrider.domain.safety.link_cover import currency_words
from outrider.people.models import Officer, Station
from outrider.safety.calendar import policy
from outrider.safety.models import Case, Talk
from outrider.safety.queries.link_held import waiting_for_their_officer
from outrider.safety.queries.scope import cases_visible_to, other_part
from outrider.safety.queries.views.case import title

KEPT: Final = timedelta(days=90)
"""How long a conversation that is over stays in the list."""


class Turn(StrEnum):
    YOURS = "yours"
    THEIRS = "theirs"
    LATER = "later"
    OVER = "over"

    @property
    def label(self) -> str:
        return _TURNS[self]


_TURNS = {
    Turn.YOURS: "Your turn",
    Turn.THEIRS: "Waiting for the officer",
    Turn.LATER: "Later",
    Turn.OVER: "Finished in the last three months",
}


@dataclass(frozen=True, slots=True)
class Row:
    case_id: UUID
    name: str
    number: str
    what: str
    title: str
    days_since: int
    turn: Turn
    word: str  # where it stands and what comes next
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class Own:
    """The link officer's own load and currency."""

    open_talks: int
    minutes: int  # this month
    currency: str
    in_date: bool


@dataclass(frozen=True, slots=True)
class Queue:
    where: str
    groups: dict[Turn, list[Row]]
    unheld: int  # begun talks whose link officer has ended and whose officer has not said how on
    barred: int  # cases of the station in which the link officer has another part
    own: Own

    @property
    def open(self) -> int:
        return sum(len(rows) for turn, rows in self.groups.items() if turn is not Turn.OVER)


def link_queue(viewer: Viewer, now: datetime) -> Queue:
    """Everything that this link officer may open, by whose turn it is; oldest first."""
    rows = [_row(case, now) for case in _cases(viewer, now)]
    return Queue(
        where=_where(viewer),
        groups={turn: [row for row in rows if row.turn is turn] for turn in Turn},
        unheld=waiting_for_their_officer(viewer.station_ids, now) if viewer.officer_id else 0,
        barred=_barred(viewer),
        own=_own(viewer, now),
    )


def _cases(viewer: Viewer, now: datetime) -> Iterable[Case]:
    if viewer.officer_id is None:
        return ()
    me = UUID(viewer.officer_id)
    waiting = Q(status="open") & (Q(talk__isnull=True) | Q(talk__state="none"))
    freed = Q(talk__state__in=("accepted", "finished"), talk__link_officer__isnull=True)
    begun = Q(talk__link_officer_id=me)
    lately = Q(talk__finished_at__isnull=True) | Q(talk__finished_at__gt=now - KEPT)
    return (
        cases_visible_to(viewer)
        .exclude(victim_id=me)
        .filter(waiting | freed | (begun & lately))
        .select_related("victim", "incident", "station", "talk", "lesson")
        .prefetch_related("training")
        .order_by("incident__occurred_at", "number")
    )


def _row(case: Case, now: datetime) -> Row:
    officer = case.victim
    assert officer is not None  # the scope shows no withdrawn case
    turn, word, icon, tone = _standing(case, now)
    happened = policy().calendar.day(case.incident.occurred_at)
    return Row(
        case_id=case.pk,
        name=officer.spoken_name,
        number=officer.number,
        what=words.told(case.methods, "They were"),
        title=title(case),
        days_since=(policy().calendar.day(now) - happened).days,
        turn=turn,
        word=word,
        icon=icon,
        tone=tone,
    )


Standing = tuple[Turn, str, str, str]


def _standing(case: Case, now: datetime) -> Standing:
    talk: Talk | None = getattr(case, "talk", None)
    if talk is None:
        return _to_offer(None, now)
    match talk.state:
        case "offered":
            return Turn.THEIRS, f"Offered {_ago(talk.offered_at, now)}", "clock", "warn"
        case "accepted":
            if talk.link_officer_id is None:
                return Turn.YOURS, "Wants to go on: take it over", "talk", "police"
            return _accepted(talk.meets_at, now)
        case "talked":
            return Turn.YOURS, "Under way: finish it", "talk", "police"
        case "finished":
            if talk.link_officer_id is None:
                return Turn.YOURS, "A lesson to read: take it over", "edit", "police"
            return _after(case)
        case _:
            return _to_offer(talk.ask_again_on, now)


def _to_offer(ask_again_on: date | None, now: datetime) -> Standing:
    if ask_again_on is not None and policy().calendar.day(now) < ask_again_on:
        return Turn.LATER, f"Ask on {words.short_day(ask_again_on)} or later", "ring", ""
    return Turn.YOURS, "Offer a talk", "talk", "police"


def _accepted(meets_at: datetime | None, now: datetime) -> Standing:
    if meets_at is None:
        return Turn.YOURS, "Accepted: agree a time", "tick-filled", "ok"
    when = spoken_time(meets_at)
    if meets_at < now:
        return Turn.YOURS, f"Accepted for {when}: how did it go?", "talk", "police"
    return Turn.YOURS, f"Talk on {when}", "talk", "police"


def _after(case: Case) -> Standing:
    lesson = getattr(case, "lesson", None)
    if lesson is not None and lesson.link_agreed_at is None:
        return Turn.YOURS, "Read the lesson and agree", "edit", "police"
    if lesson is not None and lesson.officer_agreed_at is None:
        return Turn.THEIRS, "The lesson waits for the officer", "clock", "warn"
    training = _training(case)
    return training or (Turn.OVER, "Finished", "tick-filled", "ok")


def _training(case: Case) -> Standing | None:
    rows = list(case.training.all())
    booked = [row.booked_on for row in rows if row.state == "booked" and row.booked_on]
    if booked:
        return Turn.LATER, f"Training booked {words.short_day(min(booked))}", "cap", ""
    if any(row.state == "requested" for row in rows):
        return Turn.LATER, "Training asked for", "cap", ""
    return None


def spoken_time(at: datetime) -> str:
    """ "Thu 26 Nov, 14:30", local time."""
    local = at.astimezone(policy().calendar.zone)
    return f"{words.short_day(local.date())}, {local:%H:%M}"


def _ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "already"
    days = (policy().calendar.day(now) - policy().calendar.day(at)).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago") + ", no answer yet"


def _where(viewer: Viewer) -> str:
    if viewer.station_ids is None:
        return "All stations"
    names = Station.objects.filter(pk__in=viewer.station_ids).order_by("name")
    return words.joined(list(names.values_list("name", flat=True)))


def _barred(viewer: Viewer) -> int:
    """How many, never whose: the link officer has a part in them and knows them by it."""
    if viewer.officer_id is None:
        return 0
    here = Q() if viewer.station_ids is None else Q(station_id__in=viewer.station_ids)
    open_ = Case.objects.filter(here, withdrawn_at__isnull=True, status="open")
    begun = Q(talk__link_officer__isnull=False) & ~Q(talk__link_officer_id=viewer.officer_id)
    return open_.filter(other_part(viewer.officer_id)).exclude(begun).count()


def _own(viewer: Viewer, now: datetime) -> Own:
    me = Officer.objects.filter(pk=viewer.officer_id).first() if viewer.officer_id else None
    mine = Talk.objects.filter(link_officer=me, case__withdrawn_at__isnull=True)
    if me is None:
        mine = mine.none()
    today = policy().calendar.day(now)
    month = datetime(today.year, today.month, 1, tzinfo=policy().calendar.zone)
    spent = mine.filter(talked_at__gte=month).aggregate(spent=Sum("minutes"))["spent"] or 0
    rows = me.link_appointments.filter(ended_on__isnull=True) if me else []
    until = max((row.expires_on for row in rows if row.expires_on), default=None)
    return Own(
        open_talks=mine.filter(state__in=("offered", "accepted", "talked")).count(),
        minutes=spent,
        currency=currency_words(until, today),
        in_date=until is not None and until >= today,
    )
