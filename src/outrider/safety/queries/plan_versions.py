"""Versions of the plan: what each is, since when it holds, and how many cases keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count

from outrider.domain.safety.template import Template, read_template
from outrider.domain.safety.template_changes import Change, changes
from outrider.safety.models import PlanTemplate
from outrider.safety.services.templates import live_template


class Standing(StrEnum):
    IN_FORCE = "in-force"
    TO_COME = "to-come"
    DRAFT = "draft"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Version:
    version: str
    name: str
    standing: Standing
    live_from: datetime | None
    cases: int  # that started with it and keep it
    changes: tuple[Change, ...]  # against the one in force


def plan_versions(now: datetime) -> list[Version]:
    """The one in force, then what is to come, drafts, and what was."""
    live = live_template(now)
    order = list(Standing)
    rows = PlanTemplate.objects.annotate(kept_by=Count("cases")).order_by("-live_from", "-version")
    found = [_version(row, row.kept_by, live, now) for row in rows]
    return sorted(found, key=lambda one: order.index(one.standing))


def changes_of(template: Template, now: datetime) -> tuple[Change, ...] | None:
    """What it changes against the plan in force; None where there is none."""
    live = live_template(now)
    return changes(read_template(live.body), template) if live else None


def _version(row: PlanTemplate, kept: int, live: PlanTemplate | None, now: datetime) -> Version:
    standing = _standing(row, live, now)
    told: tuple[Change, ...] = ()
    if live is not None and standing in (Standing.TO_COME, Standing.DRAFT):
        told = changes(read_template(live.body), read_template(row.body))
    return Version(row.version, row.name, standing, row.live_from, kept, told)


def _standing(row: PlanTemplate, live: PlanTemplate | None, now: datetime) -> Standing:
    if row.live_from is None:
        return Standing.DRAFT
    if row.live_from > now:
        return Standing.TO_COME
    return Standing.IN_FORCE if live is not None and row.pk == live.pk else Standing.PAST
