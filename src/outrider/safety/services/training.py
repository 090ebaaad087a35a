"""Safety training that took place, for everybody who was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import FieldError, Invalid
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import actor_of
from outrider.people.models import Officer, TrainingRecord
from outrider.safety.calendar import policy
from outrider.safety.services.guards import need
from outrider.safety.services.place_offers import places_used

SAFETY_COURSE: Final = "ppst"
MOST_AT_ONCE: Final = 60
LONGEST_COURSE: Final = 40.0  # hours
OLDEST: Final = timedelta(days=365 * 5)


@transaction.atomic
def record_course(
    *, numbers: Sequence[str], done_on: date | None, hours: float | None, by: Viewer, now: datetime
) -> list[Officer]:
    """Note a day of safety training for each officer. The same day again changes its hours only.

    Raises:
        Forbidden, Invalid: nothing was changed.
    """
    need(by, Permission.BOOK_TRAINING)
    wanted = list(dict.fromkeys(number.strip()[:12] for number in numbers if _usable(number)))
    found = {
        row.number: row for row in Officer.objects.filter(number__in=wanted, left_on__isnull=True)
    }
    errors = [*_who(wanted, found), *_what(done_on, hours, policy().calendar.day(now))]
    if errors or done_on is None or hours is None:
        raise Invalid(errors)
    officers = [found[number] for number in wanted]
    for officer in officers:
        _keep(officer, done_on, hours)
    places_used(officers, done_on, now)
    append(
        [
            NewEntry(
                stream=f"officer:{officer.pk}",
                kind="training.recorded",
                payload={"course": SAFETY_COURSE, "on": done_on.isoformat(), "hours": hours},
                actor=actor_of(by).id,
                effective_at=now,
            )
            for officer in officers
        ]
    )
    return officers


def _usable(number: str) -> bool:
    return bool(number.strip()) and number.isprintable()


def _keep(officer: Officer, done_on: date, hours: float) -> None:
    same = TrainingRecord.objects.filter(officer=officer, course=SAFETY_COURSE, done_on=done_on)
    if not same.update(hours=hours):
        TrainingRecord.objects.create(
            officer=officer, course=SAFETY_COURSE, done_on=done_on, hours=hours
        )


def _who(wanted: list[str], found: dict[str, Officer]) -> list[FieldError]:
    if not wanted:
        return [FieldError("numbers", "Say who was there: tick them, or give their numbers.")]
    if len(wanted) > MOST_AT_ONCE:
        return [FieldError("numbers", f"More than {MOST_AT_ONCE} at once. Record them in parts.")]
    unknown = [number for number in wanted if number not in found]
    if not unknown:
        return []
    return [FieldError("numbers", f"Nobody who serves has the number {', '.join(unknown)}.")]


def _what(done_on: date | None, hours: float | None, today: date) -> list[FieldError]:
    errors = []
    if done_on is None:
        errors.append(FieldError("done_on", "Give the day of the training."))
    elif done_on > today:
        errors.append(FieldError("done_on", "That day is still to come. Record it afterwards."))
    elif done_on < today - OLDEST:
        errors.append(FieldError("done_on", "That is more than five years ago. Check the year."))
    if hours is None or not 0 < hours <= LONGEST_COURSE:
        errors.append(FieldError("hours", "Give the hours of the training, for example 8 or 6.5."))
    return errors
