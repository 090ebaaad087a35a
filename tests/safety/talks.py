"""What several tests of conversations share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from outrider.people.models import LinkAppointment
from outrider.safety.models import (
    Case,
)
from outrider.safety.queries.views import view_case
from outrider.safety.services import link_officers
from tests.support.station import SafetyScene


def seen(ryde: SafetyScene, case: Case, name: str) -> dict[str, Any]:
    return view_case(Case.objects.get(pk=case.pk), ryde.viewer(name), ryde.now)


def everything_but(*left_out: type[models.Model]) -> str:
    """Every row of every table, as text."""
    rows = []
    for model in apps.get_models():
        if model not in left_out and model._meta.managed:
            rows += [f"{model.__name__} {row}" for row in model._default_manager.values()]
    return "\n".join(rows)


def appoint(ryde: SafetyScene, **changes: Any) -> LinkAppointment:
    given: dict[str, Any] = {
        "number": "2087",
        "station_id": ryde.station.pk,
        "trained_on": date(2026, 4, 1),
        "expires_on": date(2027, 4, 1),
        "by": ryde.viewer("okonedo"),
        "now": ryde.now,
    }
    return link_officers.appoint(**(given | changes))
