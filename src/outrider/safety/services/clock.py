"""What time brings about in cases: reminders, owners going off duty, and a look once a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, Q, QuerySet

from outrider.domain.access import Role
from outrider.domain.safety.case import commands as c
from outrider.notify.models import Notice
from outrider.people.actors import SYSTEM
from outrider.people.models import DutySpell, Officer
from outrider.safety.models import Case, Reminder, Task
from outrider.safety.services.people import SUPERVISING, holders_of, on_duty_at
from outrider.safety.services.record import OpenCase, lock_case

AHEAD: Final = timedelta(hours=12)
"""A task that falls due within this time is held by somebody on duty."""

FORTNIGHT: Final = timedelta(days=14)


def fire_due_reminders(now: datetime, *, at_most: int = 200) -> int:
    """Each reminder fires once, whichever process gets to it; returns how many."""
    fired = 0
    while fired < at_most and _fire_one(now):
        fired += 1
    return fired


@transaction.atomic
def _fire_one(now: datetime) -> bool:
    due = Reminder.objects.filter(
        due_at__lte=now, fired_at__isnull=True, cancelled_at__isnull=True
    ).order_by("due_at")
    if connection.vendor == "postgresql":
        due = due.select_for_update(skip_locked=True, of=("self",))
    reminder = due.select_related("task").first()
    if reminder is None:
        return False
    reminder.fired_at = now
    reminder.save(update_fields=["fired_at"])
    task = reminder.task
    if task.state == "not-started":
        _tell(task, reminder.kind, now)
    return True


def _tell(task: Task, kind: str, now: datetime) -> None:
    who = task.holder_id or task.owner_id or task.case.supervisor_id
    if who is None:
        return
    Notice.objects.create(
        officer_id=who,
        kind=f"task-{kind}",
        entity=f"case:{task.case_id}",
        part=task.key,
        made_at=now,
    )


def hand_to_those_on_duty(now: datetime, *, at_most: int = 100) -> int:
    """Tasks due soon whose owner is off duty are held by somebody on duty at the station.

    They go back when the owner is on duty again. Returns how many tasks changed hands.
    """
    waiting = Task.objects.filter(state="not-started", case__withdrawn_at__isnull=True)
    soon = Q(due_at__lte=now + AHEAD) & Q(holder__isnull=True)
    # without a rota nobody knows who is on duty, so nothing moves
    rostered = Officer.objects.filter(
        spells__starts_at__gt=now - FORTNIGHT, spells__starts_at__lt=now + FORTNIGHT
    )
    away = waiting.filter(soon, owner__in=rostered).exclude(owner__in=_on_duty(now))
    back = waiting.filter(holder__isnull=False, owner__in=_on_duty(now))
    changed = 0
    # not the first few alone: those for whom nobody is on duty would stand before the others
    for case_id, key in [*back.values_list("case", "key"), *away.values_list("case", "key")]:
        if changed >= at_most:
            break
        changed += _stand_in(case_id, key, now)
    return changed


def _on_duty(now: datetime) -> QuerySet[Officer]:
    return Officer.objects.filter(spells__starts_at__lte=now, spells__ends_at__gt=now)


@transaction.atomic
def _stand_in(case_id: UUID, key: str, now: datetime) -> int:
    case = lock_case(case_id)
    opened = OpenCase(case, now)
    task = opened.state.tasks.get(key)
    if task is None or task.status.settled:
        return 0
    holder = None if _is_on_duty(task.owner, now) else _stand_in_for(case, task.owner, now)
    if holder == task.holder:
        return 0
    happened = opened.decide(c.StandIn(key, holder), SYSTEM)
    opened.finish()
    return len(happened)


def _is_on_duty(officer: str | None, now: datetime) -> bool:
    return (
        officer is not None
        and DutySpell.objects.filter(
            officer_id=officer, starts_at__lte=now, ends_at__gt=now
        ).exists()
    )


def _stand_in_for(case: Case, owner: str | None, now: datetime) -> str | None:
    found = holders_of((*SUPERVISING, Role.INSPECTOR), case.station_id, now).filter(
        Exists(on_duty_at(now))
    )
    if case.victim_id is not None:
        found = found.exclude(pk=case.victim_id)
    first = found.exclude(pk=owner).values_list("pk", flat=True).first() if owner else found.first()
    return str(first) if first else None


def review_cases(now: datetime, *, at_most: int = 500) -> int:
    """Does the plan of an open case need another task now? Such as after seven days off work."""
    away = Case.objects.filter(off_work_since__isnull=False, withdrawn_at__isnull=True).exclude(
        tasks__key="riddor"
    )
    changed = 0
    for case_id in list(away.values_list("pk", flat=True)[:at_most]):
        with transaction.atomic():
            opened = OpenCase(lock_case(case_id), now)
            changed += len(opened.decide(c.Review(), SYSTEM))
            opened.finish()
    return changed
