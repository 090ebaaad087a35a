"""Somebody has left the force: what waited with them goes to who has it next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import TaskState
from outrider.people.actors import SYSTEM
from outrider.people.models import Officer
from outrider.safety.calendar import policy
from outrider.safety.models import Case, Task
from outrider.safety.services.people import owners_at
from outrider.safety.services.record import OpenCase, lock_case
from outrider.safety.services.telling import tell_one

SUPERVISOR = "victims-supervisor"


def pass_on_from_leavers(now: datetime, *, at_most: int = 100) -> int:
    """From the clock: tasks and supervision of those who have left; returns how many went.

    Where a station has nobody to take them they stay, and the list of plans says that they are
    nobody's.
    """
    left = Officer.objects.filter(left_on__lt=policy().calendar.day(now))
    tasks = Task.objects.filter(Q(owner__in=left) | Q(holder__in=left), state="not-started")
    waiting = Exists(tasks.filter(case=OuterRef("pk")))
    cases = Case.objects.filter(
        waiting | Q(supervisor__in=left), withdrawn_at=None, closed_at=None, victim__isnull=False
    )
    return sum(_pass_on(key, now) for key in list(cases.values_list("pk", flat=True)[:at_most]))


@transaction.atomic
def _pass_on(case_id: UUID, now: datetime) -> int:
    opened = OpenCase(lock_case(case_id), now)
    if opened.case.victim_id is None:
        return 0
    gone = _gone(now)
    owners = owners_at(opened.case.station_id, opened.case.victim_id, now)
    went = 0
    next_supervisor = owners.get(SUPERVISOR)
    if opened.state.supervisor in gone and next_supervisor is not None:
        went += len(opened.decide(c.AssignSupervisor(next_supervisor), SYSTEM))
    for task in opened.state.waiting:
        went += _task(opened, task, gone, owners)
    opened.finish()
    return went


def _task(
    opened: OpenCase, task: TaskState, gone: frozenset[str], owners: Mapping[str, str]
) -> int:
    if task.holder in gone:
        opened.decide(c.StandIn(task.key, None), SYSTEM)
    if task.owner not in gone:
        return int(task.holder in gone)
    role = opened.state.template.task(task.key).owner
    oic = opened.state.oic if role == "oic" and opened.state.oic not in gone else None
    taker = oic or owners.get(role) or owners.get(SUPERVISOR)
    if taker is None:
        return 0
    happened = opened.decide(c.AssignTask(task.key, taker), SYSTEM)
    tell_one(opened.case.pk, taker, "case-passed-on", opened.now)
    return len(happened)


def _gone(now: datetime) -> frozenset[str]:
    left = Officer.objects.filter(left_on__lt=policy().calendar.day(now))
    return frozenset(str(key) for key in left.values_list("pk", flat=True))
