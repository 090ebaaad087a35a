"""Versions of the plan: which one a new case starts with, and how another comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import FieldError, Invalid, Refused
from outrider.domain.safety.template import (
    DEFAULT_TEMPLATE,
    OWNER_ROLES,
    read_template,
    template_body,
)
from outrider.domain.safety.template_problems import problems_of
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor
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
    """The version in force, the later of two that began at once; None before there was one."""
    return (
        PlanTemplate.objects.filter(live_from__lte=now).order_by("-live_from", "-version").first()
    )


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


def check_template(body: Any) -> list[str]:
    """Everything that keeps this plan from being used, in words."""
    return problems_of(body, OWNER_ROLES)


@transaction.atomic
def import_template(
    *, body: Any, live_from: datetime | None, by: Actor, now: datetime
) -> PlanTemplate:
    """Keep a version. Open cases keep theirs; a case recorded after `live_from` starts with this.

    Raises:
        Invalid: what is wrong, all of it. Refused: the version is there with other content, or
        would begin in the past.
    """
    problems = check_template(body)
    if problems:
        raise Invalid([FieldError("plan", told) for told in problems])
    if live_from is not None and live_from < now:
        raise Refused(
            "plan-template.past",
            "A plan cannot have begun already: cases since then have started with another.",
            "Choose now or a later time.",
        )
    template = read_template(body)
    row = PlanTemplate.objects.select_for_update().filter(version=template.version).first()
    if row is not None and not _same(row, body):
        raise Refused(
            "plan-template.version-kept",
            f"Version {template.version} is there already with other content, and cases keep it.",
            "Give the changed plan a version of its own.",
        )
    if row is None:
        row = PlanTemplate(version=template.version)
        row.name, row.body, row.created_by = template.name, template_body(template), by.id
    elif live_from is None or row.live_from == live_from:
        return row
    _begins(row, live_from, now)
    row.save()
    append(
        [
            NewEntry(
                stream=f"plan:{row.version}",
                kind="plan.imported",
                payload={"live_from": live_from.isoformat() if live_from else None},
                actor=by.id,
                effective_at=now,
            )
        ]
    )
    return row


def _same(row: PlanTemplate, body: Any) -> bool:
    return template_body(read_template(row.body)) == template_body(read_template(body))


def _begins(row: PlanTemplate, live_from: datetime | None, now: datetime) -> None:
    if row.live_from is not None and row.live_from <= now and live_from is not None:
        raise Refused(
            "plan-template.live",
            f"Version {row.version} has been in use since {row.live_from:%d %B %Y}.",
            "To change the plan, give it a version of its own.",
        )
    row.live_from = live_from if live_from is not None else row.live_from
