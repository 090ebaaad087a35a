"""You said, we did: what came of a report, from rows that say so and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from outrider.crossover.models import Hazard
from outrider.domain.crossover.hazard import State
from outrider.safety.models import Case
from outrider.web.cases.phrases import RESULTS


@dataclass(frozen=True, slots=True)
class Did:
    said: str
    did: str


def you_said_we_did(row: Case, case: dict[str, Any]) -> list[Did]:
    return [*_lesson(case), *_training(case), *_hazard(row)]


def _lesson(case: dict[str, Any]) -> list[Did]:
    lesson = case.get("lesson")
    if not lesson or not lesson["shared"]:
        return []
    return [Did(lesson["text"], "Shared with others as a lesson. It names nobody and no place.")]


def _training(case: dict[str, Any]) -> list[Did]:
    found = []
    for one in case.get("training") or []:
        if one["done_on"] is None:
            continue
        result = RESULTS.get(one["outcome"], "")
        told = f"Done on {_day(one['done_on'])}.{f' You said: {result.lower()}.' if result else ''}"
        found.append(Did(f"Extra training: {one['topic_word'].lower()}", told))
    return found


def _hazard(row: Case) -> list[Did]:
    """A place that a supervisor confirmed as dangerous because of this report."""
    found = Hazard.objects.filter(
        incident_id=row.incident_id, state=State.IN_FORCE.value, decided_at__isnull=False
    ).first()
    if found is None or found.decided_at is None:
        return []
    on = timezone.localtime(found.decided_at)
    until = f" until {found.expires_on.day} {found.expires_on:%B %Y}" if found.expires_on else ""
    where = found.label or "The place"
    told = f"Confirmed on {on.day} {on:%B}: crews are told to hold off there{until}."
    return [Did(f"{where} is dangerous for officers", told)]


def _day(told: str) -> str:
    on = date.fromisoformat(told)
    return f"{on.day} {on:%B %Y}"
