"""Assaults on officers: the record, the case, its steps."""

from __future__ import annotations

from datetime import datetime
from http import HTTPMethod, HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.schemas.base import Code
from outrider.api.schemas.safety_answers import (
    CaseAnswer,
    CasesAnswer,
    ChoiceLists,
    Decider,
    DecisionView,
    LooksAnswer,
    RecordedAnswer,
)
from outrider.api.schemas.safety_messages import AssaultRecord, CasePress, Details, Question
from outrider.api.signed import signed
from outrider.crossover.missions import filled_in
from outrider.domain.access import Permission as P
from outrider.domain.access import Viewer
from outrider.domain.errors import invalid
from outrider.domain.safety import codes, decider
from outrider.safety.inputs import CasePressIn, DetailsIn, RecordIn, WhereIn
from outrider.safety.models import Case
from outrider.safety.queries.looks import log_look, looks_at
from outrider.safety.queries.scope import cases_visible_to
from outrider.safety.queries.views import view_case, view_cases
from outrider.safety.queries.views.case import rows_for_view, title
from outrider.safety.services.details import add_details
from outrider.safety.services.guards import visible_case
from outrider.safety.services.pressing import press_case
from outrider.safety.services.recording import duplicates_of, record

router = Router(tags=["Officer safety"])

ANYBODY = (P.RECORD_ASSAULT, P.OPEN_MY_CASE, P.OPEN_PLANS, P.OPEN_LINK_QUEUE, P.OPEN_HEALTH)
CASES = (*ANYBODY, P.OPEN_TRAINING)
HELP = "Outrider does not call anybody. Press the emergency button of your radio, or ring 999, now."


@operation(
    router,
    HTTPMethod.POST,
    "/safety/records",
    may=(P.RECORD_ASSAULT,),
    answers={201: RecordedAnswer, 200: RecordedAnswer},
    problems=(409,),
)
def make_record(request: HttpRequest, message: AssaultRecord) -> HttpResponse:
    """Record an assault. Only what was done is needed. The same draft again gives the same case."""
    by = signed(request).viewer
    now = timezone.now()
    done = record(message=_record_in(message, by), by=by, now=now)
    mine = [case for case in done.cases if cases_visible_to(by).filter(pk=case.pk).exists()]
    body = {
        "cases": [_shown(case, by, now) for case in mine],
        "decision": _decision(done.decision),
        "duplicates": _duplicates(mine),
        "help": HELP if message.safe == "send-help" else None,
    }
    return answer(body, HTTPStatus.CREATED if done.created else HTTPStatus.OK)


def _record_in(message: AssaultRecord, by: Viewer) -> RecordIn:
    where = WhereIn(message.where.kind, message.where.label, message.where.lat, message.where.lon)
    at = message.when.at
    if message.where.kind == "mission":
        if message.where.mission_id is None:
            raise invalid("where", "Say which job it was, or choose a place.")
        job = filled_in(message.where.mission_id, by, timezone.now())
        where = WhereIn(
            "mission", where.label or job.label, job.lat, job.lon, job.mission_id, job.call_number
        )
    return RecordIn(
        draft_id=message.draft_id,
        what=tuple(dict.fromkeys(message.what)),
        hurt=message.hurt,
        safe=message.safe,
        when=message.when.kind,
        at=at,
        where=where,
        in_a_home=message.in_a_home,
        answers=message.answers,
        on_behalf_of=message.on_behalf_of,
        also=tuple(message.also),
        pressed_at=message.pressed_at,
        ago_ms=message.ago_ms,
        seconds=message.seconds,
    )


def _duplicates(cases: list[Case]) -> list[dict[str, str]]:
    found = {other.pk: other for case in cases for other in duplicates_of(case)}
    return [{"number": other.number, "title": title(other)} for other in found.values()]


def _decision(decision: decider.Decision) -> dict[str, Any]:
    return {
        "classification": decision.result.value,
        "rule": decision.rule,
        "says": decision.says,
        "teaches": list(decision.teaches),
        "hate": decision.hate,
        "asks": _question(decision.asks) if decision.asks else None,
    }


def _question(question: decider.Question) -> dict[str, str]:
    return {
        "id": question.id,
        "text": question.text,
        "help": question.help,
        "yes": question.yes,
        "no": question.no,
    }


@operation(
    router,
    HTTPMethod.POST,
    "/safety/decide",
    may=(P.RECORD_ASSAULT,),
    answers={200: DecisionView},
)
def decide(request: HttpRequest, message: Question) -> HttpResponse:
    """What it would be called, and why. Nothing is kept."""
    known = {one.value for one in decider.Answer}
    given = {
        name: decider.Answer(value) for name, value in message.answers.items() if value in known
    }
    return answer(_decision(decider.decide(message.what, given)))


@operation(
    router,
    HTTPMethod.GET,
    "/safety/decider",
    may=(P.RECORD_ASSAULT,),
    answers={200: Decider},
)
def decider_as_data(request: HttpRequest) -> HttpResponse:
    """The decider's questions and rules, for a phone without signal."""
    return answer(
        {
            "version": decider.VERSION,
            "acts": sorted(codes.ACTS),
            "questions": [_question(one) for one in decider.QUESTIONS.values()],
            "rules": [
                {
                    "id": rule.id,
                    "result": rule.result.value,
                    "says": rule.says,
                    "teaches": list(rule.teaches),
                }
                for rule in decider.RULES.values()
            ],
        }
    )


@operation(
    router,
    HTTPMethod.GET,
    "/safety/choices",
    may=CASES,
    answers={200: ChoiceLists},
)
def choices(request: HttpRequest) -> HttpResponse:
    """Every list of the record: codes with their words."""
    lists = {
        "what": codes.METHODS,
        "hurt": codes.HURT,
        "safe": codes.SAFE,
        "weapon": codes.WEAPONS,
        "fluid": codes.FLUIDS,
        "reached": codes.REACHED,
        "infection": codes.INFECTION,
        "body": codes.BODY,
        "injuries": codes.INJURIES,
        "medical": codes.MEDICAL,
        "hate": codes.STRANDS,
        "own_characteristic": codes.OWN,
        "activity": codes.ACTIVITIES,
        "location_type": codes.LOCATIONS,
        "impact_factors": codes.IMPACT_FACTORS,
        "when": codes.WHEN,
        "where": codes.WHERE,
        "classification": codes.CLASSIFICATIONS,
        "topic": codes.TOPICS,
    }
    return answer({"lists": {name: dict(words) for name, words in lists.items()}})


@operation(
    router,
    HTTPMethod.GET,
    "/safety/cases",
    may=CASES,
    answers={200: CasesAnswer},
)
def cases(request: HttpRequest, mine: Annotated[bool, Query()] = False) -> HttpResponse:
    """The cases that you may see, newest first, at most 200; `mine=true` for your own alone."""
    by = signed(request).viewer
    rows = cases_visible_to(by)
    if mine:
        rows = rows.filter(victim_id=UUID(by.officer_id)) if by.officer_id else rows.none()
    return answer({"cases": view_cases(rows.order_by("-recorded_at")[:200], by, timezone.now())})


@operation(
    router,
    HTTPMethod.GET,
    "/safety/cases/{case_id}",
    may=CASES,
    answers={200: CaseAnswer},
)
def one_case(
    request: HttpRequest, case_id: UUID, why: Annotated[Code | None, Query()] = None
) -> HttpResponse:
    """One case. The officer whose case it is sees that you looked, and why.

    Without `why` what your role usually looks for is noted, and that you gave no reason; the
    answer's header `Outrider-Look-Noted` says what stands in the log.
    """
    by = signed(request).viewer
    case = visible_case(case_id, by)
    noted = log_look(case, by, why or "")
    told = answer({"case": _shown(case, by, timezone.now())})
    if noted:
        told["Outrider-Look-Noted"] = noted
    return told


@operation(
    router,
    HTTPMethod.POST,
    "/safety/cases/{case_id}/details",
    may=(P.RECORD_ASSAULT, P.OPEN_PLANS),
    answers={200: CaseAnswer},
    problems=(409,),
)
def details(request: HttpRequest, case_id: UUID, message: Details) -> HttpResponse:
    """Add to a record. A part that is not sent stays as it was; nothing has to be sent."""
    by = signed(request).viewer
    now = timezone.now()
    case = add_details(
        case_id=case_id, message=DetailsIn(message.press_id, message.parts()), by=by, now=now
    )
    return answer({"case": _shown(case, by, now)})


@operation(
    router,
    HTTPMethod.POST,
    "/safety/cases/{case_id}/press",
    may=CASES,
    answers={200: CaseAnswer, 204: None},
    problems=(409,),
)
def press(request: HttpRequest, case_id: UUID, message: CasePress) -> HttpResponse:
    """One step of a case. After it was withdrawn there is nothing left to show: 204."""
    by = signed(request).viewer
    now = timezone.now()
    case = press_case(
        case_id=case_id,
        message=CasePressIn(message.press_id, message.press, message.parts()),
        by=by,
        now=now,
    )
    if not cases_visible_to(by).filter(pk=case.pk).exists():
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return answer({"case": _shown(case, by, now)})


@operation(
    router,
    HTTPMethod.GET,
    "/safety/cases/{case_id}/looks",
    may=(P.OPEN_MY_CASE,),
    answers={200: LooksAnswer},
)
def looks(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who looked at your record, and why. Yours alone."""
    by = signed(request).viewer
    case = visible_case(case_id, by)
    return answer({"looks": looks_at(case, by)})


def _shown(case: Case, by: Viewer, now: datetime) -> dict[str, Any]:
    return view_case(rows_for_view(Case.objects.filter(pk=case.pk)).get(), by, now)
