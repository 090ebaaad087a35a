"""Places in safety training: who offered which to whom, and what they said.

The journal names neither the officer nor the place but in a text, which goes when they withdraw.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import FieldError, Invalid, NotFound, invalid
from outrider.domain.safety.refresher import spelled
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.journal.texts import erase_stream
from outrider.notify.models import Notice
from outrider.people.actors import SYSTEM, actor_of
from outrider.people.models import Officer
from outrider.safety.calendar import policy
from outrider.safety.models import Case, PlaceOffer
from outrider.safety.services.guards import need

MOST_AT_ONCE: Final = 60
LONGEST_WHERE: Final = 80
NOTICE: Final = "place-offered"
ANSWERS: Final = {"taken": "Taken", "declined": "Declined"}


@transaction.atomic
def offer_places(
    *, numbers: Sequence[str], course_on: date | None, where: str, by: Viewer, now: datetime
) -> list[Officer]:
    """Note an offer to each, who hears of it. Refused as a whole when one has one that stands.

    Raises:
        Forbidden, Invalid: nothing was changed.
    """
    need(by, Permission.BOOK_TRAINING)
    today = policy().calendar.day(now)
    wanted = list(dict.fromkeys(one.strip()[:12] for one in numbers if one.strip()))
    # locked in the order of their ids: two trainers who offer at once meet here
    rows = Officer.objects.select_for_update(of=("self",)).order_by("pk")
    readable = [one for one in wanted if one.isprintable()]
    officers = list(rows.filter(number__in=readable, left_on__isnull=True))
    errors = [*_who(wanted, officers), *_what(course_on, where, today)]
    if errors or course_on is None:
        raise Invalid(errors)
    place = (course_on, " ".join(where.split()))
    standing = {
        row.officer_id: row
        for row in PlaceOffer.objects.filter(
            officer__in=officers, over_at__isnull=True
        ).select_related("officer", "offered_by")
    }
    blocked = [
        row for row in standing.values() if _stands(row, today) and not _same(row, place, by)
    ]
    if blocked:
        raise invalid("numbers", _offered_already(blocked))
    new = [
        one for one in officers if one.pk not in standing or not _stands(standing[one.pk], today)
    ]
    over = [row.pk for row in standing.values() if not _stands(row, today)]
    PlaceOffer.objects.filter(pk__in=over).update(over_at=now)
    _settle(over, now)
    _keep(new, place, by, now)
    return officers


@transaction.atomic
def answer_place(*, offer: UUID, answer: str, by: Viewer, now: datetime) -> PlaceOffer:
    """What the officer said, by themself or noted by a trainer.

    It can be put right as long as the offer is the last one.
    """
    own = Q() if by.may(Permission.BOOK_TRAINING) else Q(officer=_own(by))
    if answer not in ANSWERS:
        raise invalid("answer", "Say whether the place was taken or declined.")
    row = (
        PlaceOffer.objects.select_for_update(of=("self",))
        .select_related("officer")
        .filter(own, pk=offer, over_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound
    if row.answer == answer:
        return row
    row.answer, row.answered_at = answer, now
    row.save(update_fields=["answer", "answered_at"])
    _settle([row.pk], now)
    append([_entry(row, f"place.{answer}", by, now)])
    return row


def _own(by: Viewer) -> UUID | None:
    need(by, Permission.OPEN_MY_CASE)
    return UUID(by.officer_id) if by.officer_id else None


def settle_lapsed(now: datetime) -> int:
    """From the clock: an offer whose day is over waits for nobody. Returns their number."""
    waiting = Notice.objects.filter(kind=NOTICE, over_at__isnull=True).values_list("entity", "pk")
    offers = {UUID(entity.removeprefix("place:")): pk for entity, pk in waiting}
    lapsed = PlaceOffer.objects.filter(pk__in=offers, course_on__lt=policy().calendar.day(now))
    over = [offers[key] for key in lapsed.values_list("pk", flat=True)]
    return Notice.objects.filter(pk__in=over).update(over_at=now)


def places_used(officers: Sequence[Officer], done_on: date, now: datetime) -> None:
    """A course took place: an offer of that day was taken, and earlier ones are over."""
    rows = PlaceOffer.objects.filter(
        officer__in=officers, over_at__isnull=True, course_on__lte=done_on
    )
    keys = list(rows.values_list("pk", flat=True))
    rows.filter(answer="", course_on=done_on).update(answer="taken", answered_at=now)
    PlaceOffer.objects.filter(pk__in=keys).update(over_at=now)
    _settle(keys, now)


def forget_places(case: Case) -> None:
    """An offer made since the record may have come of it: it goes with the record."""
    rows = PlaceOffer.objects.filter(officer=case.victim_id, offered_at__gte=case.recorded_at)
    for row in rows:
        erase_stream(f"place:{row.pk}")
    Notice.objects.filter(entity__in=[f"place:{row.pk}" for row in rows]).delete()
    rows.delete()


def _who(wanted: list[str], found: list[Officer]) -> list[FieldError]:
    if not wanted:
        return [FieldError("numbers", "Say to whom: tick them, or give their numbers.")]
    if len(wanted) > MOST_AT_ONCE:
        return [FieldError("numbers", f"More than {MOST_AT_ONCE} at once. Offer them in parts.")]
    known = {officer.number for officer in found}
    unknown = [number for number in wanted if number not in known]
    if not unknown:
        return []
    return [FieldError("numbers", f"Nobody who serves has the number {', '.join(unknown)}.")]


def _what(course_on: date | None, where: str, today: date) -> list[FieldError]:
    errors = []
    if course_on is None:
        errors.append(FieldError("course_on", "Give the day of the course."))
    elif course_on < today:
        errors.append(FieldError("course_on", "That day is over. Choose today or a later day."))
    if not where.strip():
        errors.append(FieldError("where", "Say where the course is."))
    elif len(where) > LONGEST_WHERE or not where.isprintable():
        errors.append(FieldError("where", f"Use one line of at most {LONGEST_WHERE} characters."))
    return errors


def _stands(row: PlaceOffer, today: date) -> bool:
    """Not declined, and its day is still to come."""
    return row.answer != "declined" and row.course_on >= today


def _same(row: PlaceOffer, place: tuple[date, str], by: Viewer) -> bool:
    """The same form sent twice."""
    mine = str(row.offered_by_id) == by.officer_id if row.offered_by_id else by.officer_id is None
    return mine and (row.course_on, row.where) == place


def _offered_already(rows: Sequence[PlaceOffer]) -> str:
    told = [
        f"{row.officer.spoken_name} was offered {spelled(row.course_on)}"
        f" by {row.offered_by.spoken_name if row.offered_by else 'a safety trainer'}"
        for row in rows[:3]
    ]
    more = f", and {len(rows) - 3} more" if len(rows) > 3 else ""
    return f"{'; '.join(told)}{more}. Leave them out, or record their answer first."


def _keep(officers: Sequence[Officer], place: tuple[date, str], by: Viewer, now: datetime) -> None:
    rows = [
        PlaceOffer(
            officer=officer,
            course_on=place[0],
            where=place[1],
            offered_at=now,
            offered_by_id=UUID(by.officer_id) if by.officer_id else None,
        )
        for officer in officers
    ]
    PlaceOffer.objects.bulk_create(rows)
    Notice.objects.bulk_create(
        Notice(officer_id=row.officer_id, kind=NOTICE, entity=f"place:{row.pk}", made_at=now)
        for row in rows
    )
    append([_entry(row, "place.offered", by, now) for row in rows])


def _settle(offers: Sequence[UUID], now: datetime) -> None:
    """Nothing about these waits for the officer any more."""
    about = [f"place:{key}" for key in offers]
    Notice.objects.filter(entity__in=about, over_at__isnull=True).update(over_at=now)


def _entry(row: PlaceOffer, kind: str, by: Viewer, now: datetime) -> NewEntry:
    """Whoever answers for themself is not named: the offer goes when they withdraw a record."""
    own = str(row.officer_id) == by.officer_id
    return NewEntry(
        stream=f"place:{row.pk}",
        kind=kind,
        actor=SYSTEM.id if own else actor_of(by).id,
        effective_at=now,
        text=f"officer {row.officer_id}, {row.course_on.isoformat()}, {row.where}",
    )
