"""What a crew leaves behind when it clears: kit used, and the short report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Value, When

from outrider.coresponse.errors import invalid
from outrider.coresponse.models import Mission, PatientReport
from outrider.domain.coresponse.report import check_report
from outrider.domain.people.kit import ITEMS
from outrider.people.models import KitLine

MOST_OF_ONE = 20


def use_kit(row: Mission, used: Mapping[str, int], now: datetime) -> None:
    """Take what was used off the vehicle's lines: what is now short closes the kit gate."""
    for item, count in used.items():
        if item not in ITEMS:
            raise invalid("kit_used", f"“{item[:40]}” is not on the kit list.")
        if not 0 < count <= MOST_OF_ONE:
            raise invalid("kit_used", f"Say how many of {ITEMS[item]}: 1 to {MOST_OF_ONE}.")
        KitLine.objects.filter(bag__unit_id=row.unit_id, item=item).update(
            quantity=Case(When(quantity__gt=count, then=F("quantity") - count), default=Value(0))
        )
    row.kit_used = [{"item": item, "count": count} for item, count in sorted(used.items())]


def keep_report(
    row: Mission, answers: Mapping[str, Any], kit_used: Mapping[str, int], now: datetime
) -> None:
    """The report by condition; odd answers become queries for the clinical lead, never refusals."""
    queries = check_report(row.call.condition, answers, kit_used)
    PatientReport.objects.update_or_create(
        mission=row,
        defaults={
            "condition": row.call.condition,
            "answers": dict(answers),
            "queries": [query._asdict() for query in queries],
            "written_at": now,
        },
    )
