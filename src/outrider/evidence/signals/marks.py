"""Days on which recording or work changed: told by an analyst, or known from the plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from outrider.domain.access import Viewer
from outrider.evidence.models import MARK_KINDS, PolicyMark
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.safety.models import PlanTemplate
from outrider.signals.charts import Mark


class BadMark(ValueError):
    """A mark that cannot be kept; says what to change."""


def marks_between(start: date, end: date) -> tuple[Mark, ...]:
    """In order of time: what was told, and each version of the plan that came into force."""
    told = PolicyMark.objects.filter(removed_at__isnull=True, on__gte=start, on__lte=end)
    found = [Mark(row.on, row.name) for row in told]
    plans = PlanTemplate.objects.filter(live_from__date__gte=start, live_from__date__lte=end)
    found += [Mark(_day(row.live_from), f"Plan {row.version} in force") for row in plans]
    return tuple(sorted(found, key=lambda mark: str(mark.at)))


def _day(at: datetime | None) -> date:
    assert at is not None
    return timezone.localtime(at).date()


def standing() -> list[PolicyMark]:
    """Those told by analysts, in order of time."""
    return list(PolicyMark.objects.filter(removed_at__isnull=True))


def add_mark(*, on: date, kind: str, name: str, by: Viewer, now: datetime) -> PolicyMark:
    """Raises `BadMark`."""
    name = " ".join(name.split())
    if not name:
        raise BadMark("Give it a name, such as “Record-every-attack campaign”.")
    if len(name) > 60:
        raise BadMark("Use at most 60 letters: the name stands in every figure.")
    if kind not in dict(MARK_KINDS):
        raise BadMark("Choose what kind of change it was.")
    if on > timezone.localtime(now).date():
        raise BadMark("That day has not come yet: mark it when it has.")
    if on.year < 2000:
        raise BadMark("Choose a day after the year 2000.")
    with transaction.atomic():
        row = PolicyMark.objects.create(
            on=on, kind=kind, name=name, added_at=now, added_by=by.pseudonym
        )
        payload = {"on": on.isoformat(), "kind": kind}
        append([_entry(row, "mark.added", by, now, payload)])
    return row


def remove_mark(*, mark: PolicyMark, by: Viewer, now: datetime) -> None:
    """Taken off the figures; the journal keeps that it was there."""
    with transaction.atomic():
        mark.removed_at = now
        mark.save(update_fields=["removed_at"])
        append([_entry(mark, "mark.removed", by, now, {})])


def _entry(
    mark: PolicyMark, kind: str, by: Viewer, now: datetime, payload: dict[str, str]
) -> NewEntry:
    return NewEntry(
        stream=f"mark:{mark.pk}", kind=kind, actor=by.pseudonym, effective_at=now, payload=payload
    )
