"""Rows of the safety scheme -> frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from outrider.domain.safety.template import read_template
from outrider.evidence.assaults.frame import WEEKS, Assaults
from outrider.evidence.assaults.promises import promises
from outrider.safety.models import Case, PlanTemplate, Task
from outrider.safety.queries.link_cover import covered_stations

TALK_WITHIN: Final = timedelta(days=14)
"""A conversation within two weeks of the record. This page's own measure."""
HURT: Final = frozenset({"a-bit", "badly"})
CONTACT: Final = "contact"  # the task of the plan in which the supervisor rings


def load(at: datetime) -> Assaults:
    """The 52 whole weeks before `at`: weeks begin on Monday, local time."""
    zone = ZoneInfo(settings.TIME_ZONE)
    end = _monday(at.astimezone(zone).date())
    start = end - timedelta(weeks=WEEKS)
    inside = Case.objects.filter(
        incident__occurred_at__gte=datetime.combine(start, time(), zone),
        incident__occurred_at__lt=datetime.combine(end, time(), zone),
        recorded_at__lte=at,
    )
    cases = _cases(inside)
    contact = _contacts(cases)
    rows = [_row(case, contact.get(case.pk), start, at, zone) for case in cases]
    return _frame(start, end, at, rows, _promises(cases, at), inside, zone)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _cases(inside: QuerySet[Case]) -> list[Case]:
    return list(
        inside.filter(withdrawn_at__isnull=True)
        .select_related("incident", "talk")
        .prefetch_related("classifications")
        .order_by("incident__occurred_at", "number")
    )


def _contacts(cases: Sequence[Case]) -> dict[Any, datetime | None]:
    ids = [case.pk for case in cases]
    tasks = Task.objects.filter(key=CONTACT, state="done", case_id__in=ids)
    return dict(tasks.values_list("case_id", "done_at"))


def _row(
    case: Case, contact: datetime | None, start: date, at: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    day = case.incident.occurred_at.astimezone(zone).date()
    talk = getattr(case, "talk", None)
    # however it went on: one that waits for another link officer has taken place too
    talked = talk.talked_at if talk is not None else None
    said = sorted(case.classifications.all(), key=lambda one: (one.at, one.pk))
    return {
        "week": (day - start).days // 7,
        "kind": case.classification,
        "hurt": case.hurt in HURT or bool(set(case.injuries) - {"none"}),
        "first_said": next((one.code for one in said if one.by == "decider"), ""),
        "reviewed": next((one.code for one in reversed(said) if one.by == "reviewer"), ""),
        "contact": _since(case.recorded_at, contact, timedelta(hours=1)),
        "talk_days": _since(case.recorded_at, talked, timedelta(days=1)),
        "old_enough": case.recorded_at <= at - TALK_WITHIN,
    }


def _since(start: datetime, end: datetime | None, unit: timedelta) -> float:
    return float("nan") if end is None else max(0.0, (end - start) / unit)


def _promises(cases: Sequence[Case], at: datetime) -> list[tuple[str, int]]:
    """Title of the plan's point, in the version that the case keeps, with what became of it."""
    versions = {row.version: read_template(row.body) for row in PlanTemplate.objects.all()}
    titles = {
        version: {
            task.key: next(
                f"{p.number}. {p.title}" for p in template.points if p.number == task.point
            )
            for task in template.tasks
        }
        for version, template in versions.items()
    }
    of_case = {str(case.pk): titles[case.template_id] for case in cases}
    found = promises(of_case, at)
    return [(of_case[one.case].get(one.task, ""), int(one.kept)) for one in found]


def _frame(
    start: date,
    end: date,
    at: datetime,
    rows: list[dict[str, Any]],
    kept: list[tuple[str, int]],
    inside: QuerySet[Case],
    zone: ZoneInfo,
) -> Assaults:
    def column(name: str, kind: Any) -> Any:
        return np.array([row[name] for row in rows], dtype=kind)

    stations = covered_stations(at.astimezone(zone).date())
    return Assaults(
        start=start,
        end=end,
        at=at,
        week=column("week", np.int64),
        kind=column("kind", np.str_),
        hurt=column("hurt", np.bool_),
        first_said=column("first_said", np.str_),
        reviewed=column("reviewed", np.str_),
        contact=column("contact", np.float64),
        talk_days=column("talk_days", np.float64),
        old_enough=column("old_enough", np.bool_),
        withdrawn=inside.filter(withdrawn_at__isnull=False).count(),
        promise_point=np.array([title for title, _ in kept], dtype=np.str_),
        promise_kept=np.array([state for _, state in kept], dtype=np.int64),
        station=np.array([name for name, _ in stations], dtype=np.str_),
        station_cover=np.array([covered.cover.value for _, covered in stations], dtype=np.str_),
    )
