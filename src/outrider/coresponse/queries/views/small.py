"""Test alerts and schemes as a viewer may see them."""

from __future__ import annotations

from outrider.coresponse.choosing.gates import scheme_live
from outrider.coresponse.models import TestAlert
from outrider.coresponse.queries.views.common import View, stamp
from outrider.domain.access import Viewer
from outrider.people.models import ResponderScheme


def view_alert(alert: TestAlert, viewer: Viewer) -> View:
    return {
        "type": "alert",
        "id": str(alert.pk),
        "unit_id": str(alert.unit_id),
        "call_sign": alert.unit.call_sign,
        "sent_at": stamp(alert.sent_at),
        "received_at": stamp(alert.received_at),
        "confirmed_at": stamp(alert.confirmed_at),
        "sent_by": alert.sent_by,
    }


def view_scheme(scheme: ResponderScheme, viewer: Viewer) -> View:
    live = scheme_live(scheme)
    why = None
    if scheme.agreed_by_owner_at is None or scheme.agreed_by_ambulance_at is None:
        why = "Not agreed by both agencies yet"
    elif scheme.paused_at is not None:
        why = "Paused: no more medical jobs for now"
    return {
        "type": "scheme",
        "id": scheme.code,
        "name": scheme.name,
        "owner": scheme.owner,
        "live": live,
        "why_not_live": why,
        "paused_at": stamp(scheme.paused_at),
        "paused_by": scheme.paused_by or None,
    }
