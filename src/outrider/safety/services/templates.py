"""Which version of the plan a new case starts with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from outrider.domain.access import Permission, Viewer
from outrider.domain.safety.template import DEFAULT_TEMPLATE, template_body
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.safety.models import PlanTemplate
from outrider.safety.services.guards import need


def template_in_force(now: datetime) -> PlanTemplate:
    """The version that went live last; the product's own where a force has none."""
    live = live_template(now)
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


def live_template(now: datetime) -> PlanTemplate | None:
    """The version in force; None before one was put in force."""
    return PlanTemplate.objects.filter(live_from__lte=now).order_by("-live_from").first()


@transaction.atomic
def put_default_in_force(*, by: Viewer, now: datetime) -> PlanTemplate:
    """The product's own plan from now on, where a force has none yet."""
    need(by, Permission.EDIT_PLAN_TEMPLATE)
    live = live_template(now)
    if live is not None:
        return live
    made = template_in_force(now)
    append(
        [
            NewEntry(
                stream=f"plan:{made.version}",
                kind="plan.in-force",
                actor=by.pseudonym,
                effective_at=now,
            )
        ]
    )
    return made
