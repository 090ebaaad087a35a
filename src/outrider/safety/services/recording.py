"""Record an assault: one incident, a case for each victim, and the plan starts at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import IntegrityError, transaction

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import Replayed, invalid
from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.decider import VERSION, Answer, Decision, decide
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor
from outrider.people.models import Officer
from outrider.safety.inputs import RecordIn
from outrider.safety.models import Case, Classified, Incident, PlanTemplate, Talk
from outrider.safety.services.checks import Checks, check_record, effective_time
from outrider.safety.services.guards import need
from outrider.safety.services.numbers import next_case_number
from outrider.safety.services.people import owners_at
from outrider.safety.services.record import OpenCase
from outrider.safety.services.templates import template_in_force

SAME_ATTACK: Final = timedelta(hours=12)
MOST_VICTIMS: Final = 20


@dataclass(frozen=True, slots=True)
class Recorded:
    cases: list[Case]
    decision: Decision
    created: bool  # False: this draft had been sent before


def record(*, message: RecordIn, by: Viewer, now: datetime) -> Recorded:
    """Keep the record; the same draft again gives the same cases.

    Thin content is never refused: only what was done is needed.

    Raises:
        Invalid: field by field what to correct. Forbidden: the role records nothing.
        Replayed: this draft's id came with other content.
    """
    need(by, Permission.RECORD_ASSAULT)
    known = _known(message, by)
    if known is not None:
        return known
    _check(message, now)
    victims = _victims(message, by)
    try:
        with transaction.atomic():
            return _write(message, victims, by, now)
    except IntegrityError:
        # another process took the same draft between the look and the write
        known = _known(message, by)
        if known is None:
            raise
        return known


def decision_of(message: RecordIn) -> Decision:
    known = {answer.value for answer in Answer}
    answers = {key: Answer(value) for key, value in message.answers.items() if value in known}
    return decide(message.what, answers)


def duplicates_of(case: Case) -> list[Case]:
    """Other records of the same victim around the same time, at whatever station."""
    at = case.incident.occurred_at
    return list(
        Case.objects.filter(
            victim_id=case.victim_id,
            withdrawn_at__isnull=True,
            incident__occurred_at__range=(at - SAME_ATTACK, at + SAME_ATTACK),
        )
        .exclude(pk=case.pk)
        .select_related("incident")
        .order_by("recorded_at")
    )


def _known(message: RecordIn, by: Viewer) -> Recorded | None:
    incident = Incident.objects.filter(draft_id=message.draft_id).first()
    if incident is None:
        return None
    if incident.fingerprint != _fingerprint(message, by):
        raise Replayed
    cases = list(incident.cases.order_by("number"))
    return Recorded(cases, decision_of(message), created=False)


def _fingerprint(message: RecordIn, by: Viewer) -> str:
    content = asdict(message)
    # these grow or differ while a phone keeps a record: they say nothing about which one it is
    for name in ("ago_ms", "pressed_at"):
        content.pop(name)
    if message.where.mission_id is not None:
        # control may put a job's place right between two sendings: it is the same job
        content["where"] = str(message.where.mission_id)
    told = json.dumps([by.user_id, content], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _check(message: RecordIn, now: datetime) -> None:
    checks = Checks()
    check_record(checks, message.what)
    checks.one_of("hurt", message.hurt, codes.HURT)
    checks.one_of("safe", message.safe, codes.SAFE)
    checks.one_of("when", message.when, codes.WHEN)
    checks.past("when", message.at, now)
    checks.one_of("where", message.where.kind, codes.WHERE)
    checks.short("where", message.where.label, 160)
    checks.point("where", message.where.lat, message.where.lon)
    if len(message.also) > MOST_VICTIMS:
        checks.add("also", f"Record at most {MOST_VICTIMS} people at once.")
    checks.done()


def _victims(message: RecordIn, by: Viewer) -> list[Officer]:
    if message.on_behalf_of or message.also:
        need(by, Permission.RECORD_FOR_ANOTHER)
    found: list[Officer] = []
    if message.on_behalf_of:
        found.append(_officer("on_behalf_of", message.on_behalf_of))
    else:
        mine = Officer.objects.filter(pk=by.officer_id).first() if by.officer_id else None
        if mine is None:
            raise invalid(
                "on_behalf_of",
                "Your account is not linked to an officer. Say whom it happened to.",
            )
        found.append(mine)
    for number in message.also:
        other = _officer("also", number)
        if other not in found:
            found.append(other)
    return found


def _officer(field: str, number: str) -> Officer:
    row = Officer.objects.filter(number=number.strip()[:12], left_on__isnull=True).first()
    if row is None:
        raise invalid(field, f"Nobody has the number {number[:12]!r}. Check it and try again.")
    return row


def _write(message: RecordIn, victims: Sequence[Officer], by: Viewer, now: datetime) -> Recorded:
    pressed = effective_time(message.pressed_at, message.ago_ms, now)
    decision = decision_of(message)
    incident = _incident(message, by, pressed, now)
    template = template_in_force(now)
    cases = [
        _case(message, officer, incident, template, decision, by, pressed, now)
        for officer in victims
    ]
    _blank_own_recorder(incident, cases, by)
    append(
        [
            NewEntry(
                stream=f"incident:{incident.pk}",
                kind="incident.recorded",
                payload={"cases": [str(case.pk) for case in cases], "safe": message.safe},
                actor=incident.recorded_by,
                cause=message.draft_id,
                effective_at=pressed,
                touches=tuple(f"case:{case.pk}" for case in cases),
            )
        ]
    )
    return Recorded(cases, decision, created=True)


def _blank_own_recorder(incident: Incident, cases: Sequence[Case], by: Viewer) -> None:
    """Whoever records their own assault stands there by the alias of their case."""
    own = next((case for case in cases if str(case.victim_id) == by.officer_id), None)
    if own is not None:
        incident.recorded_by = str(own.alias)
        incident.save(update_fields=["recorded_by"])


def _incident(message: RecordIn, by: Viewer, pressed: datetime, now: datetime) -> Incident:
    where = message.where
    return Incident.objects.create(
        draft_id=message.draft_id,
        fingerprint=_fingerprint(message, by),
        recorded_at=now,
        recorded_by=by.pseudonym,
        recorded_seconds=message.seconds,
        occurred_at=min(message.at or pressed, now),
        when_kind=message.when,
        place_known=where.kind != "unknown" and bool(where.label or where.lat is not None),
        place_label=where.label.strip(),
        lat=where.lat,
        lon=where.lon,
        in_a_home=message.in_a_home,
        mission_id=where.mission_id,
        call_number=where.call_number,
        activity="medical-call" if where.mission_id else "",
    )


def _case(
    message: RecordIn,
    officer: Officer,
    incident: Incident,
    template: PlanTemplate,
    decision: Decision,
    by: Viewer,
    pressed: datetime,
    now: datetime,
) -> Case:
    own = str(officer.pk) == by.officer_id
    owners = owners_at(officer.station_id, officer.pk, now)
    case = Case.objects.create(
        number=next_case_number(now),
        incident=incident,
        victim=officer,
        alias=uuid4(),
        station_id=officer.station_id,
        on_behalf=not own,
        recorded_at=pressed,
        methods=sorted(set(message.what)),
        hurt=message.hurt if own or len(message.also) == 0 else "no",
        safe=message.safe,
        hate=["unspecified"] if decision.hate else [],
        classification=decision.result.value,
        decider_version=VERSION,
        decider_answers=dict(message.answers),
        template=template,
        supervisor_id=owners.get("victims-supervisor"),
    )
    Classified.objects.create(
        case=case, at=now, by="decider", code=decision.result.value, rule=decision.rule
    )
    Talk.objects.create(case=case)
    opened = OpenCase(case, now)
    actor = Actor(str(case.alias) if own else by.pseudonym, by.role.value, cause=message.draft_id)
    facts = json.dumps({"what": sorted(message.what), "hurt": message.hurt}, sort_keys=True)
    opened.decide(c.Open(awaiting=not own, owners=owners), actor, text=facts)
    opened.finish()
    return case
