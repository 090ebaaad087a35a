"""Cases in the live picture: open ones, told by rows alone, so that a screen knows when to reload.

Words that depend on the hour ("2 days late") belong to the pages: a stream that tells only what the
journal touched could not keep them true.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from outrider.domain.access import ROLE_FIELDS, Field, Viewer
from outrider.safety.models import Case
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views.case import rows_for_view, title
from outrider.safety.queries.views.common import fields_of, person, stamp
from outrider.safety.services.who import pressable

Entity = dict[str, Any]
CASE_FIELDS = frozenset(field for field in Field if field.startswith(("case.", "training.")))
LIVE = ("awaiting-confirmation", "open")


def live_cases(viewer: Viewer) -> QuerySet[Case]:
    """Cases that are under way and that this viewer may see."""
    return cases_visible_to(viewer).filter(status__in=LIVE)


def snapshot_cases(viewer: Viewer) -> list[Entity]:
    return [live_view(case, viewer) for case in rows_for_view(live_cases(viewer))]


def render_cases(viewer: Viewer, ids: Iterable[str]) -> tuple[list[Entity], list[dict[str, str]]]:
    """Touched cases that the viewer sees, and those that they do not see, or no longer.

    A viewer who can never see a case is not even told that there was one.
    """
    if viewer.officer_id is None and not ROLE_FIELDS[viewer.role] & CASE_FIELDS:
        return [], []
    wanted = list(dict.fromkeys(ids))
    rows = rows_for_view(live_cases(viewer).filter(pk__in=[UUID(name) for name in wanted]))
    upsert = [live_view(case, viewer) for case in rows]
    shown = {entity["id"] for entity in upsert}
    return upsert, [{"type": "case", "id": name} for name in wanted if name not in shown]


def live_view(case: Case, viewer: Viewer) -> Entity:
    fields = fields_of(case, viewer)
    body: Entity = {
        "type": "case",
        "id": str(case.pk),
        "version": case.version,
        "can": pressable(case, viewer),
    }
    if Field.CASE_PROGRESS in fields:
        body |= {"number": case.number, "status": case.status, "title": title(case)}
    if Field.CASE_VICTIM in fields:
        body["victim"] = person(case.victim)
    if Field.CASE_CLASSIFICATION in fields:
        body["classification"] = case.classification
    if Field.CASE_INVESTIGATION in fields:
        body["investigation"] = case.investigation
    if Field.CASE_TASKS in fields:
        body["tasks"] = [
            {
                "key": task.key,
                "state": task.state,
                "due_at": stamp(task.due_at),
                "owner": str(task.owner_id) if task.owner_id else None,
                "holder": str(task.holder_id) if task.holder_id else None,
            }
            for task in sorted(case.tasks.all(), key=lambda task: (task.point, task.key))
        ]
    if Field.TALK_STATE in fields:
        talk = getattr(case, "talk", None)
        body["talk"] = talk.state if talk else "none"
    return body
