"""The server's application as the tests of sudden deaths start it. No part of the product.

* An order in OUTRIDER_TEST_ORDERS, `die-<pid>` with a number in it, makes that process end itself
  with SIGKILL at its n-th write from then on: between any two steps, exactly.
* OUTRIDER_TEST_FAULT plants one fault, to show that the tests notice it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from outrider.config.asgi import application

__all__ = ["application"]

from django.db.models import F
from django.http import HttpResponse

from outrider.api import presses, v1
from outrider.coresponse import leases
from outrider.coresponse.models import Timer
from outrider.coresponse.services import entries, record, timers
from outrider.journal import append as journal
from outrider.people.models import Lease

assert v1.api  # the routes are loaded now, so that what they import can be replaced
ORDERS = Path(os.environ["OUTRIDER_TEST_ORDERS"])


class Death:
    """Counts the writes of this process while an order to die is there."""

    def __init__(self) -> None:
        self._order = ORDERS / f"die-{os.getpid()}"
        self._lock = threading.Lock()
        self._writes = 0

    def before(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self._look()
            return plain(*args, **kwargs)

        return wrapped

    def _look(self) -> None:
        with self._lock:
            try:
                at = int(self._order.read_text())
            except (FileNotFoundError, ValueError):
                self._writes = 0
                return
            self._writes += 1
            if self._writes >= at:
                os.kill(os.getpid(), signal.SIGKILL)


def may_die() -> None:
    """The same seams as in the machine of one process, and the two of a press around them."""
    before = Death().before
    appends = before(journal.append)
    for name, module in list(sys.modules.items()):
        if name.startswith("outrider.coresponse.") and hasattr(module, "append"):
            module.append = appends  # type: ignore[attr-defined]
    leases.take = before(leases.take)
    leases.release = before(leases.release)
    record.fill_call = before(record.fill_call)
    record.OpenCall._set_timer = before(record.OpenCall._set_timer)
    presses._taken = before(presses._taken)
    presses._answer = before(presses._answer)


def a_lease_is_always_taken() -> None:
    def take(unit: Any, call: Any, mission: Any, at: Any) -> None:
        Lease.objects.filter(unit_id=unit).update(
            mission_id=mission, call_id=call, version=F("version") + 1, taken_at=at
        )

    leases.take = take


def presses_are_not_remembered() -> None:
    """Each time that a press arrives it is taken for a new one."""

    def forgetful(deed: presses.Deed) -> HttpResponse:
        forgotten = presses.Deed(
            uuid4(), deed.by, deed.what, deed.message, deed.now, deed.act, deed.tell,
            deed.keep_refusals, deed.first_status,
        )  # fmt: skip
        return plain(forgotten)

    plain = presses.once
    for name, module in list(sys.modules.items()):
        if name.startswith("outrider.api.routes.") and hasattr(module, "once"):
            module.once = forgetful  # type: ignore[attr-defined]


def a_fired_timer_stays_due() -> None:
    plain = timers._fire

    def fire(candidate: Timer, call: Any, now: Any) -> bool:
        done = plain(candidate, call, now)
        Timer.objects.filter(pk=candidate.pk).update(fired_at=None)
        return done

    timers._fire = fire


def a_mission_is_touched_by_nothing() -> None:
    plain = entries._touches
    entries._touches = lambda state: tuple(
        key for key in plain(state) if not key.startswith("mission:")
    )


FAULTS: dict[str, Callable[[], None]] = {
    plant.__name__: plant
    for plant in (
        a_lease_is_always_taken,
        presses_are_not_remembered,
        a_fired_timer_stays_due,
        a_mission_is_touched_by_nothing,
    )
}
FAULTS.get(os.environ.get("OUTRIDER_TEST_FAULT", ""), lambda: None)()
may_die()
