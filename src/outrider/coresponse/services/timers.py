"""Due timers, each taken and done in one transaction: none is stranded, none fires twice."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from outrider.coresponse.actors import SYSTEM
from outrider.coresponse.models import Call, Timer
from outrider.coresponse.services.going_on import go_on
from outrider.coresponse.services.record import OpenCall, lock_call
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.mission import TimerKind


def fire_due_timers(now: datetime, *, at_most: int = 100) -> int:
    """Fire what is due; how many were fired by this process."""
    fired = 0
    for _ in range(at_most):
        if not _fire_one(now):
            break
        fired += 1
    return fired


@transaction.atomic
def _fire_one(now: datetime) -> bool:
    due = Timer.objects.filter(
        due_at__lte=now, fired_at__isnull=True, cancelled_at__isnull=True
    ).order_by("due_at")
    candidate = due.first()
    if candidate is None:
        return False
    # The call is locked before its timer, in the order of every other service. A call that is
    # busy just now is left for the next beat instead of waited for.
    call = _call_if_free(candidate)
    if call is None:
        return _fire_elsewhere(due, candidate, now)
    return _fire(candidate, call, now)


def _call_if_free(timer: Timer) -> Call | None:
    if connection.vendor != "postgresql":
        return lock_call(timer.call_id)
    return (
        Call.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("ambulance")
        .filter(pk=timer.call_id)
        .first()
    )


def _fire_elsewhere(due: QuerySet[Timer], busy: Timer, now: datetime) -> bool:
    for timer in due.exclude(call_id=busy.call_id)[:20]:
        call = _call_if_free(timer)
        if call is not None:
            return _fire(timer, call, now)
    return False


def _fire(candidate: Timer, call: Call, now: datetime) -> bool:
    # under the call's lock: still due?
    taken = Timer.objects.filter(
        pk=candidate.pk, fired_at__isnull=True, cancelled_at__isnull=True
    ).update(fired_at=now)
    if not taken:
        return True
    opened = OpenCall(call, now)
    mission = str(candidate.mission_id) if candidate.mission_id else None
    opened.decide(c.TimerFired(TimerKind(candidate.kind), mission), SYSTEM)
    go_on(opened)
    opened.finish()
    return True
