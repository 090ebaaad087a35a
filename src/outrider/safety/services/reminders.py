"""A task speaks up before it is due and when it is late, and is silent once it is settled."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.notify.models import Notice
from outrider.safety.models import Reminder, Task

SOON: Final = timedelta(hours=24)
SHORT: Final = 4
"""A task that is due within a day is spoken of when a quarter of its time is left."""


def remind(task: Task, now: datetime) -> None:
    """Set the reminders of a waiting task; those that it had are cancelled."""
    silence(task, now)
    if task.due_at is None or task.state != "not-started":
        return
    span = task.due_at - now
    soon = task.due_at - (SOON if span > SOON else span / SHORT)
    wanted = {"overdue": task.due_at}
    if now < soon < task.due_at:
        wanted["due-soon"] = soon
    Reminder.objects.bulk_create(
        Reminder(task=task, kind=kind, due_at=at) for kind, at in wanted.items()
    )


def silence(task: Task, now: datetime) -> None:
    """Nothing more is said about this task, and what was said is no longer shown as waiting."""
    Reminder.objects.filter(task=task, fired_at=None, cancelled_at=None).update(cancelled_at=now)
    Notice.objects.filter(entity=f"case:{task.case_id}", part=task.key, over_at=None).update(
        over_at=now
    )
