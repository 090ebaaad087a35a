"""No answer has a field outside its role's table: page, snapshot, candidates, search and sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from outrider.domain.access import ROLE_FIELDS, Agency, Field, Permission, Role
from tests.api.browsers import Browser, Browsers

# Which group each field of each entity belongs to, written down apart from the code that renders.
CALL: Final = {
    Field.CALL_TASKING: {
        "type", "id", "number", "reference", "exercise", "connected_at", "received_at", "category",
        "place", "outcome", "ambulance", "alarm", "hold_off", "no_responder", "help_wanted",
        "needs", "status", "closed_at", "close_reason", "missions", "version",
    },
    Field.CALL_CLINICAL: {
        "complaint", "complaint_text", "condition", "age_band", "sex", "flags",
    },
    Field.CALL_CALLER: {"note", "access_note"},
    Field.HAZARD_REASON: {"hazards"},
}  # fmt: skip
OUTCOME: Final = {
    Field.CALL_TASKING: {"class", "pack", "risk_checked_at"},
    Field.CALL_RULE: {"rule", "text"},
}
MISSION: Final = {
    Field.CALL_TASKING: {
        "type", "id", "call_id", "call_number", "unit_id", "call_sign", "scheme", "owner",
    },
    Field.MISSION_PROGRESS: {
        "sequence", "origin", "phase", "phase_word", "phase_since", "times", "timer", "by_radio",
        "hold_off", "estimate", "can", "reason",
    },
    Field.UNIT_POLICE_STATE: {"conflict"},
    Field.MISSION_CARE: {"atmist", "kit_used", "report"},
}  # fmt: skip
UNIT: Final = {
    Field.UNIT_PUBLIC: {
        "type", "id", "call_sign", "scheme", "scheme_name", "owner", "station", "active",
        "driving", "pair", "booked_on", "available", "lease",
    },
    Field.UNIT_CREW: {"officers"},
    Field.UNIT_POLICE_STATE: {"state", "doing"},
    Field.UNIT_GATES: {"gates", "skills", "shift_ends_at"},
    Field.UNIT_MEDICAL_TIME: {"medical"},
}  # fmt: skip
KINDS: Final = {"call": CALL, "mission": MISSION, "unit": UNIT}
WHOLE: Final = {"alert": Field.ALERTS, "scheme": Field.SCHEME_STATE, "hazard": Field.HAZARD}

# Words that only one side may read, planted in what the other side looks at.
CLINICAL: Final = ("Husband collapsed", "cardiac", "back door", "Pulse back", "60 to 69")
POLICE: Final = ("Burglary at the mill", "Has a prisoner", "prisoner")


def entities(value: Any) -> Iterator[dict[str, Any]]:
    """Every entity anywhere in an answer."""
    if isinstance(value, dict):
        if value.get("type") in KINDS.keys() | WHOLE.keys() and "title" not in value:
            yield value
        for inner in value.values():
            yield from entities(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from entities(inner)


def outside(entity: dict[str, Any], fields: frozenset[Field]) -> set[str]:
    """Names in the entity that these groups do not allow."""
    kind = entity["type"]
    if kind in WHOLE:
        return set() if WHOLE[kind] in fields else set(entity)
    wrong = _outside(entity, KINDS[kind], fields)
    if kind == "call":
        wrong |= _outside(entity.get("outcome", {}), OUTCOME, fields)
    return wrong


def _outside(
    part: dict[str, Any], table: dict[Field, set[str]], fields: frozenset[Field]
) -> set[str]:
    allowed = {name for group, names in table.items() if group in fields for name in names}
    return set(part) - allowed


@pytest.fixture
def busy(browsers: Browsers) -> Browsers:
    """A call with its patient handed over, another one asked for, units in police states."""
    desk, police, phone = browsers.ambulance, browsers.police, browsers.crew()
    units = {sign: str(unit.pk) for sign, unit in browsers.scene.units.items()}
    for sign, end in (("CW12", True), ("CW21", False), ("FR01", False), ("CR01", False)):
        call = desk.post("calls", browsers.new_call(access_note="back door")).body["call"]["id"]
        desk.post(
            f"calls/{call}/ambulance",
            {"state": "allocated", "call_sign": f"A{sign}", "eta_seconds": 1500},
        )
        asked = desk.press(f"calls/{call}/ask", unit_id=units[sign])
        if not end or asked.status != 200:
            continue
        mission = asked.body["mission"]["id"]
        police.press(f"missions/{mission}/press", press="agree")
        for step in ("accept", "mobile", "at_scene", "with_patient"):
            phone.press(f"missions/{mission}/press", press=step)
        phone.press(
            f"missions/{mission}/press",
            press="handover",
            atmist={"age": "60 to 69", "signs": [{"text": "Pulse back"}]},
        )
    police.press(f"units/{units['CW07']}/state", code=8, doing="Burglary at the mill")
    police.press(f"units/{units['CW15']}/state", code=9)
    police.post(f"units/{units['CW12']}/test-alert", {})
    return browsers


def pages_of(person: Browser, calls: list[str]) -> dict[str, Any]:
    """Every answer that the person can read."""
    addresses = ["snapshot", "handover-sheet", "search?q=0", "search?q=CW", "complaints", "reasons"]
    for call in calls:
        addresses += [f"calls/{call}/{part}" for part in ("timeline", "candidates", "routes")]
    answers = {address: person.get(address) for address in addresses}
    return {address: one.body for address, one in answers.items() if one.status == 200}


def people(browsers: Browsers) -> dict[str, tuple[Role, Browser]]:
    roles = {
        role.value: (role, browsers.of(role)) for role in Role if role is not Role.CO_RESPONDER
    }
    crews = {sign: (Role.CO_RESPONDER, browsers.crew(sign)) for sign in ("CW12", "CW07", "FR01")}
    return roles | crews


@pytest.mark.feature("C46", "F60")
def test_no_answer_has_a_field_outside_the_roles_table(busy: Browsers) -> None:
    calls = [
        one["id"]
        for one in busy.ambulance.get("snapshot").body["entities"]
        if one["type"] == "call"
    ]
    seen = 0
    for who, (role, person) in people(busy).items():
        for address, body in pages_of(person, calls).items():
            for entity in entities(body):
                seen += 1
                assert outside(entity, ROLE_FIELDS[role]) == set(), (who, address, entity)
    assert seen > 100


def test_the_police_side_never_reads_a_clinical_word(busy: Browsers) -> None:
    calls = [
        one["id"]
        for one in busy.ambulance.get("snapshot").body["entities"]
        if one["type"] == "call"
    ]
    for role in (Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.INSPECTOR):
        for address, body in pages_of(busy.of(role), calls).items():
            if address in ("complaints", "reasons"):
                continue
            for word in CLINICAL:
                assert word.lower() not in str(body).lower(), (role, address, word)


@pytest.mark.feature("C12")
def test_the_ambulance_side_never_reads_police_intelligence(busy: Browsers) -> None:
    calls = [
        one["id"]
        for one in busy.ambulance.get("snapshot").body["entities"]
        if one["type"] == "call"
    ]
    sides = [role for role in Role if role.agency in (Agency.AMBULANCE, Agency.FIRE)]
    for role in sides:
        for address, body in pages_of(busy.of(role), calls).items():
            for word in POLICE:
                assert word.lower() not in str(body).lower(), (role, address, word)


@pytest.mark.feature("C29")
def test_a_crew_reads_the_town_only_until_it_has_accepted(browsers: Browsers) -> None:
    desk = browsers.ambulance
    call = desk.post("calls", browsers.new_call(access_note="back door")).body["call"]["id"]
    desk.post(
        f"calls/{call}/ambulance",
        {"state": "allocated", "call_sign": "A1", "eta_seconds": 840},
    )
    unit = str(browsers.scene.units["CW12"].pk)
    mission = desk.press(f"calls/{call}/ask", unit_id=unit).body["mission"]["id"]
    phone = browsers.crew()
    assert _calls(phone) == []
    browsers.police.press(f"missions/{mission}/press", press="agree")
    offered = _calls(phone)[0]
    assert set(offered["place"]) == {"town"}
    assert "note" not in offered
    assert phone.get(f"calls/{call}/routes").body == {"unit": [], "ambulance": [], "isochrone": []}
    phone.press(f"missions/{mission}/press", press="accept")
    accepted = _calls(phone)[0]
    assert accepted["place"]["lat"] == browsers.scene.patient[0]
    assert accepted["access_note"] == "back door"
    assert phone.get(f"calls/{call}/routes").body["unit"]


def _calls(person: Browser) -> list[dict[str, Any]]:
    return [one for one in person.get("snapshot").body["entities"] if one["type"] == "call"]


def test_who_follows_nothing_has_no_fields(browsers: Browsers) -> None:
    for role, person in people(browsers).values():
        answer = person.get("snapshot")
        follows = Permission.FOLLOW_LIVE in person_permissions(role)
        assert (answer.status == 200) == follows, role


def person_permissions(role: Role) -> frozenset[Permission]:
    from outrider.domain.access import ROLE_PERMISSIONS

    return ROLE_PERMISSIONS[role]
