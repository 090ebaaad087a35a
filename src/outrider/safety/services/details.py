"""What is added later: injury, place, suspects, footage, references. Each part by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import Forbidden
from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.codes import Words
from outrider.safety.inputs import DetailsIn
from outrider.safety.mapping import has_fluid, is_hurt
from outrider.safety.models import Case, Footage, Suspect
from outrider.safety.services.checks import Checks, footage_reference
from outrider.safety.services.guards import actor_on, is_victim, visible_case
from outrider.safety.services.once import taken_before
from outrider.safety.services.record import OpenCase, lock_case
from outrider.safety.services.refusals import OWN_WORDS, note_try

ONE_OF: Final[Mapping[str, Words]] = {
    "weapon": codes.WEAPONS,
    "medical": codes.MEDICAL,
}
SOME_OF: Final[Mapping[str, Words]] = {
    "body": codes.BODY,
    "injuries": codes.INJURIES,
    "hate": codes.STRANDS,
    "own_characteristic": codes.OWN,
}
REFERENCES: Final = ("crime_ref", "hs_ref", "uof_ref")
INCIDENT_ONE_OF: Final[Mapping[str, Words]] = {
    "activity": codes.ACTIVITIES,
    "location_type": codes.LOCATIONS,
}
INCIDENT_FLAGS: Final = ("single_crewed", "public_view", "in_a_home")
VICTIMS_ALONE: Final = frozenset({"own_characteristic"})


def add_details(*, case_id: UUID, message: DetailsIn, by: Viewer, now: datetime) -> Case:
    """Add or change parts of a record. A part that is not sent stays as it was.

    A try to say for the officer what only they say is noted in the journal, without what was said.

    Raises:
        NotFound, Forbidden, Invalid: nothing was changed.
    """
    try:
        return _add(case_id, message, by, now)
    except Forbidden:
        if VICTIMS_ALONE & set(message.parts):
            case = visible_case(case_id, by)
            note_try(case, message.press_id, "details", OWN_WORDS, by, now)
        raise


@transaction.atomic
def _add(case_id: UUID, message: DetailsIn, by: Viewer, now: datetime) -> Case:
    visible_case(case_id, by)
    case = lock_case(case_id)
    _may(case, message.parts, by)
    if taken_before(case, message.press_id, "details", message.parts, now):
        return case
    opened = OpenCase(case, now)  # before the rows change: the rules compare
    _apply(case, message.parts, now)
    case.incident.save()
    actor = actor_on(case, by, message.press_id)
    told = json.dumps(dict(message.parts), sort_keys=True, default=str)
    opened.note("case.details", actor, text=told, parts=sorted(message.parts))
    opened.decide(
        c.ChangeFacts(
            is_hurt(case), case.medical == "hospital", has_fluid(case), case.incident.occurred_at
        ),
        actor,
    )
    opened.finish()
    return case


def _may(case: Case, parts: Mapping[str, Any], by: Viewer) -> None:
    if is_victim(case, by):
        return
    if VICTIMS_ALONE & set(parts):
        raise Forbidden("Only the officer can say this about themselves.", "Ask the officer.")
    if not (by.may(Permission.MANAGE_PLAN) or by.may(Permission.RUN_INVESTIGATION)):
        raise Forbidden(
            f"{by.role.label} cannot change a record.", "Ask: the officer or their supervisor."
        )


def _apply(case: Case, parts: Mapping[str, Any], now: datetime) -> None:
    checks = Checks()
    for name, value in parts.items():
        _APPLY[name](checks, case, name, value, now)
    checks.done()


Apply = Callable[[Checks, Case, str, Any, datetime], None]


def _one(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.one_of(name, value, ONE_OF[name])
    setattr(case, name, value)
    if name == "medical" and value in ("gp", "hospital"):
        _late_injury(case, now)


def _some(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.some_of(name, value, SOME_OF[name])
    setattr(case, name, list(dict.fromkeys(value)))
    if name == "injuries" and set(value) - {"none"}:
        _late_injury(case, now)


def _late_injury(case: Case, now: datetime) -> None:
    case.injury_added_at = case.injury_added_at or now
    if case.hurt == "no":
        case.hurt = "a-bit"


def _hurt(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.one_of(name, value, codes.HURT)
    case.hurt = value


def _reference(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.short(name, value, 40)
    setattr(case, name, value.strip()[:40])


def _fluid(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.one_of("fluid", value.get("fluid", ""), codes.FLUIDS)
    checks.some_of("reached", value.get("reached", []), codes.REACHED)
    checks.one_of("infection", value.get("infection", ""), codes.INFECTION)
    case.fluid = dict(value)


def _incident_one(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.one_of(name, value, INCIDENT_ONE_OF[name])
    setattr(case.incident, name, value)


def _flag(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    setattr(case.incident, name, value)


def _factors(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.some_of(name, value, codes.IMPACT_FACTORS)
    case.incident.impact_factors = list(dict.fromkeys(value))


def _occurred(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    checks.past(name, value, now)
    case.incident.occurred_at = min(value, now)
    case.incident.when_kind = "at"


def _place(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    incident = case.incident
    checks.short("place", value.get("label", ""), 160)
    checks.point("place", value.get("lat"), value.get("lon"))
    incident.place_label = value.get("label", "").strip()[:160]
    incident.lat, incident.lon = value.get("lat"), value.get("lon")
    incident.place_known = bool(incident.place_label) or incident.lat is not None


def _suspects(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    for suspect in value:
        checks.short("suspects", suspect.get("reference", ""), 40)
    if checks.errors:
        return
    case.incident.suspects.all().delete()
    Suspect.objects.bulk_create(
        Suspect(incident=case.incident, number=number, reference=one.get("reference", ""))
        for number, one in enumerate(value, start=1)
    )


def _footage(checks: Checks, case: Case, name: str, value: Any, now: datetime) -> None:
    references = [footage_reference(checks, one.get("reference", "")) for one in value]
    if checks.errors:
        return
    case.footage.exclude(reference__in=references).delete()
    for reference in references:
        Footage.objects.get_or_create(case=case, reference=reference, defaults={"added_at": now})


_APPLY: Final[Mapping[str, Apply]] = {
    **dict.fromkeys(ONE_OF, _one),
    **dict.fromkeys(SOME_OF, _some),
    **dict.fromkeys(REFERENCES, _reference),
    **dict.fromkeys(INCIDENT_ONE_OF, _incident_one),
    **dict.fromkeys(INCIDENT_FLAGS, _flag),
    "hurt": _hurt,
    "fluid": _fluid,
    "impact_factors": _factors,
    "occurred_at": _occurred,
    "place": _place,
    "suspects": _suspects,
    "footage": _footage,
}
PARTS: Final = frozenset(_APPLY)
