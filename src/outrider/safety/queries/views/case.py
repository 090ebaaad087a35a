"""A case as one viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from outrider.domain.access import Field as F
from outrider.domain.access import Viewer
from outrider.domain.safety import words
from outrider.domain.safety.decider import RULES, Classification
from outrider.domain.safety.template import Template, read_template
from outrider.safety.calendar import policy
from outrider.safety.models import Case
from outrider.safety.queries.views.common import (
    View,
    fields_of,
    iso_day,
    owns,
    person,
    stamp,
)
from outrider.safety.queries.views.plan import next_step, view_clocks, view_points, view_tasks
from outrider.safety.queries.views.talk import (
    view_lesson_part,
    view_notes,
    view_talk,
    view_training,
)
from outrider.safety.services.who import pressable

Part = Callable[[Case, Viewer, datetime], View]


def rows_for_view(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Read what the views need with the cases, not one by one."""
    return cases.select_related(
        "incident",
        "template",
        "station",
        "victim__station",
        "oic__station",
        "statement_taker__station",
        "supervisor__station",
    ).prefetch_related("tasks__owner__station", "tasks__holder__station", "tasks__done_by__station")


def view_cases(cases: QuerySet[Case], viewer: Viewer, now: datetime) -> list[View]:
    return [view_case(case, viewer, now) for case in rows_for_view(cases)]


def view_case(case: Case, viewer: Viewer, now: datetime) -> View:
    """What this viewer may see of the case, and what they may press."""
    fields = fields_of(case, viewer)
    body: View = {
        "type": "case",
        "id": str(case.pk),
        "version": case.version,
        "mine": owns(case, viewer),
        "can": pressable(case, viewer),
    }
    for field, part in _PARTS:
        if field in fields:
            body |= part(case, viewer, now)
    return body


def _progress(case: Case, viewer: Viewer, now: datetime) -> View:
    template = read_template(case.template.body)
    tasks = _tasks(case, template, now)
    return {
        "number": case.number,
        "status": case.status,
        "title": title(case),
        "recorded_at": stamp(case.recorded_at),
        "recorded_seconds": case.incident.recorded_seconds,
        "on_behalf": case.on_behalf,
        "station": case.station.name,
        "supervisor": person(case.supervisor),
        "oic": person(case.oic),
        "statement_taker": person(case.statement_taker),
        "plan": {
            "name": template.name,
            "version": template.version,
            "points": view_points(tasks, template),
        },
        "next": next_step(tasks, now, for_victim=owns(case, viewer)),
    }


def _tasks(case: Case, template: Template, now: datetime) -> list[View]:
    rows = sorted(case.tasks.all(), key=lambda task: (task.point, task.key))
    return view_tasks(rows, template, policy(), now)


def title(case: Case) -> str:
    """ "Union Street, Ryde, 14 November" """
    day = policy().calendar.day(case.incident.occurred_at)
    place = case.incident.place_label or case.station.name
    return f"{place}, {day.day} {day:%B}"


def _victim(case: Case, viewer: Viewer, now: datetime) -> View:
    return {"victim": person(case.victim)}


def _facts(case: Case, viewer: Viewer, now: datetime) -> View:
    incident = case.incident
    return {
        "told": words.told(case.methods, "You were" if owns(case, viewer) else "The officer was"),
        "facts": {
            "what": case.methods,
            "hurt": case.hurt,
            "safe": case.safe,
            "when": stamp(incident.occurred_at),
            "when_kind": incident.when_kind,
            "where": {
                "known": incident.place_known,
                "label": incident.place_label,
                "lat": incident.lat,
                "lon": incident.lon,
            },
            "in_a_home": incident.in_a_home,
            "location_type": incident.location_type,
            "activity": incident.activity,
            "single_crewed": incident.single_crewed,
            "public_view": incident.public_view,
            "impact_factors": incident.impact_factors,
            "weapon": case.weapon,
            "call_number": incident.call_number,
            "footage": [row.reference for row in case.footage.order_by("added_at", "reference")],
        },
    }


def _injury(case: Case, viewer: Viewer, now: datetime) -> View:
    return {
        "injury": {
            "hurt": case.hurt,
            "body": case.body,
            "injuries": case.injuries,
            "medical": case.medical,
            "fluid": case.fluid,
            "added_at": stamp(case.injury_added_at),
            "off_since": iso_day(case.off_work_since),
            "off_to": iso_day(case.off_work_to),
        }
    }


def _hate(case: Case, viewer: Viewer, now: datetime) -> View:
    return {"hate": case.hate}


def _own(case: Case, viewer: Viewer, now: datetime) -> View:
    return {"own_characteristic": case.own_characteristic}


def _classification(case: Case, viewer: Viewer, now: datetime) -> View:
    history = case.classifications.order_by("at", "pk")
    first = next((row for row in history if row.by == "decider"), None)
    rule = RULES.get(first.rule) if first and case.classified_by == "decider" else None
    code = Classification(case.classification)
    return {
        "classification": {
            "code": code.value,
            "word": words.CLASS_WORDS[code],
            "says": rule.says if rule else f"A reviewer says: {words.CLASS_WORDS[code].lower()}.",
            "teaches": list(rule.teaches) if rule else [],
            "by": case.classified_by,
            "disputed": case.disputed,
            "history": [
                {"at": stamp(row.at), "by": row.by, "code": row.code, "reason": row.reason}
                for row in history
            ],
        }
    }


def _investigation(case: Case, viewer: Viewer, now: datetime) -> View:
    crime = case.classification != "injury-on-duty"
    return {
        "investigation": {
            "state": case.investigation,
            "outcome": case.outcome,
            "live": crime and case.investigation != "ended",
            "view_given": case.view_given_at is not None,
            "crime_ref": case.crime_ref,
            "hs_ref": case.hs_ref,
            "uof_ref": case.uof_ref,
        }
    }


def _suspects(case: Case, viewer: Viewer, now: datetime) -> View:
    rows = case.incident.suspects.order_by("number")
    return {"suspects": [{"number": row.number, "reference": row.reference} for row in rows]}


def _task_list(case: Case, viewer: Viewer, now: datetime) -> View:
    template = read_template(case.template.body)
    return {
        "tasks": _tasks(case, template, now),
        "clocks": view_clocks(case, policy(), now),
    }


def _wishes(case: Case, viewer: Viewer, now: datetime) -> View:
    return {
        "wishes": {
            "contact": case.contact,
            "may_know": case.may_know,
            "federation": case.federation,
            "statement": case.statement,
        }
    }


def _impact(case: Case, viewer: Viewer, now: datetime) -> View:
    texts = {row.kind: row.body for row in case.texts.all()}
    return {"impact": texts.get("impact", ""), "view": texts.get("view", "")}


_PARTS: Final[Iterable[tuple[F, Part]]] = (
    (F.CASE_PROGRESS, _progress),
    (F.CASE_VICTIM, _victim),
    (F.CASE_FACTS, _facts),
    (F.CASE_INJURY, _injury),
    (F.CASE_HATE, _hate),
    (F.CASE_OWN_CHARACTERISTIC, _own),
    (F.CASE_CLASSIFICATION, _classification),
    (F.CASE_INVESTIGATION, _investigation),
    (F.CASE_SUSPECTS, _suspects),
    (F.CASE_TASKS, _task_list),
    (F.CASE_WISHES, _wishes),
    (F.CASE_IMPACT, _impact),
    (F.TALK_STATE, view_talk),
    (F.TALK_NOTE, view_notes),
    (F.TALK_LESSON, view_lesson_part),
    (F.TRAINING_NEED, view_training),
)
