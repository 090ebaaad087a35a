"""Test alerts with a receipt: proof before the night that a phone will ring."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from outrider.coresponse.errors import Forbidden, NotFound, invalid
from outrider.coresponse.models import TestAlert
from outrider.coresponse.services.guards import need, visible_unit
from outrider.domain.access import Permission, Viewer
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry


@transaction.atomic
def send_test_alert(*, unit_id: UUID, by: Viewer, now: datetime) -> TestAlert:
    """Ring the unit's phones. Off-duty people are never rung: only who is on board sees it."""
    need(by, Permission.TEST_ALERT)
    unit = visible_unit(unit_id, by)
    alert = TestAlert.objects.create(unit=unit, sent_at=now, sent_by=by.name)
    _journal(alert, "alert.sent", by, now)
    return alert


@transaction.atomic
def receipt(*, alert_id: UUID, what: str, by: Viewer, now: datetime) -> TestAlert:
    """The phone has it, or the officer has heard it. A second receipt changes nothing.

    Raises:
        Invalid, NotFound, Forbidden.
    """
    need(by, Permission.PRESS_OWN)
    if what not in ("received", "confirmed"):
        raise invalid("what", "Say received or confirmed.")
    alert = TestAlert.objects.select_for_update(of=("self",)).filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    if by.unit_id != str(alert.unit_id):
        raise Forbidden("This alert is for another crew.", "Ask: control.")
    if what == "received" and alert.received_at is None:
        alert.received_at = now
    elif what == "confirmed" and alert.confirmed_at is None:
        alert.confirmed_at = now
        alert.received_at = alert.received_at or now
    else:
        return alert
    alert.save()
    _journal(alert, f"alert.{what}", by, now)
    return alert


def _journal(alert: TestAlert, kind: str, by: Viewer, now: datetime) -> None:
    append(
        [
            NewEntry(
                stream=f"unit:{alert.unit_id}",
                kind=kind,
                payload={"alert": str(alert.pk)},
                actor=by.pseudonym,
                effective_at=now,
                touches=(f"alert:{alert.pk}",),
            )
        ]
    )
