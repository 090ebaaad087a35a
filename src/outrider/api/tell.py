"""The body of an answer: the entity as the caller may see it, and the cursor it is as new as."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from outrider.api.live.instant import one_instant
from outrider.coresponse.models import Call, Mission, TestAlert
from outrider.coresponse.queries import (
    view_alert,
    view_call,
    view_mission,
    view_scheme,
    view_unit,
)
from outrider.domain.access import Viewer
from outrider.journal.queries import head_seq
from outrider.people.models import ResponderScheme, Unit

Body = dict[str, Any]


def call(call_id: str, viewer: Viewer) -> Body:
    return _with_cursor(lambda: {"call": view_call(Call.objects.get(pk=call_id), viewer)})


def mission(mission_id: str, viewer: Viewer) -> Body:
    return _with_cursor(
        lambda: {"mission": view_mission(Mission.objects.get(pk=mission_id), viewer)}
    )


def unit(unit_id: str, viewer: Viewer) -> Body:
    return _with_cursor(lambda: {"unit": view_unit(Unit.objects.get(pk=unit_id), viewer)})


def alert(alert_id: str, viewer: Viewer) -> Body:
    return _with_cursor(lambda: {"alert": view_alert(TestAlert.objects.get(pk=alert_id), viewer)})


def scheme(code: str, viewer: Viewer) -> Body:
    return _with_cursor(
        lambda: {"scheme": view_scheme(ResponderScheme.objects.get(pk=code), viewer)}
    )


def _with_cursor(read: Callable[[], Body]) -> Body:
    with one_instant():
        cursor = head_seq()
        return read() | {"cursor": cursor}
