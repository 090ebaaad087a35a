"""Which version of the plan a new case starts with."""

from __future__ import annotations

from datetime import datetime

from outrider.domain.safety.template import DEFAULT_TEMPLATE, template_body
from outrider.safety.models import PlanTemplate


def template_in_force(now: datetime) -> PlanTemplate:
    """The version that went live last; the product's own where a force has none."""
    live = PlanTemplate.objects.filter(live_from__lte=now).order_by("-live_from").first()
    if live is not None:
        return live
    row, _ = PlanTemplate.objects.get_or_create(
        version=DEFAULT_TEMPLATE.version,
        defaults={
            "name": DEFAULT_TEMPLATE.name,
            "body": template_body(DEFAULT_TEMPLATE),
            "live_from": now,
        },
    )
    return row
