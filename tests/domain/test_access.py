"""Role x permission and role x field, cell by cell where a promise hangs on it."""

import re
from pathlib import Path

import pytest

from outrider.domain.access import ROLE_FIELDS, ROLE_PERMISSIONS, Agency, Field, Permission, Role

POLICE = [role for role in Role if role.agency is Agency.POLICE]
CLINICAL = {Field.CALL_CLINICAL, Field.CALL_CALLER, Field.MISSION_CARE, Field.CALL_RULE}
INTELLIGENCE = {
    Field.UNIT_POLICE_STATE,
    Field.UNIT_GATES,
    Field.MISSION_REASON,
    Field.HAZARD_REASON,
    Field.UNIT_MEDICAL_TIME,
    Field.HAZARD,
    Field.SUPPORT,
}


@pytest.mark.feature("C46", "F60")
def test_every_role_has_a_row_in_both_tables_and_a_name() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(ROLE_FIELDS) == set(Role)
    assert all(role.label for role in Role)


@pytest.mark.parametrize("role", POLICE)
def test_no_police_desk_sees_a_clinical_field(role: Role) -> None:
    # the co-responder treats the patient: its scope is its own calls, once accepted
    if role is not Role.CO_RESPONDER:
        assert not ROLE_FIELDS[role] & CLINICAL


@pytest.mark.parametrize("role", [r for r in Role if r.agency is not Agency.POLICE])
def test_nobody_outside_the_police_sees_police_intelligence(role: Role) -> None:
    assert not ROLE_FIELDS[role] & INTELLIGENCE


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.ASK_FOR_UNIT, {Role.AMBULANCE_CONTROL}),
        (Permission.SET_AMBULANCE, {Role.AMBULANCE_CONTROL}),
        (Permission.TAKE_CALL, {Role.AMBULANCE_CONTROL}),
        (
            Permission.RELEASE_POLICE,
            {Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.INSPECTOR},
        ),
        (Permission.RELEASE_FIRE, {Role.FIRE_CONTROL}),
        (Permission.ABANDON_CARE, {Role.INSPECTOR}),
        (Permission.RECALL, {Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.INSPECTOR}),
        (Permission.PRESS_OWN, {Role.CO_RESPONDER}),
        (Permission.APPROVE_PACK_POLICE, {Role.POLICE_APPROVER}),
        (Permission.APPROVE_PACK_AMBULANCE, {Role.AMBULANCE_APPROVER}),
        (Permission.APPROVE_SCHEME_FIRE, {Role.FIRE_APPROVER}),
        (Permission.OPEN_HANDOVER, {Role.AMBULANCE_CREW}),
        (Permission.MANAGE_ACCOUNTS, {Role.ADMINISTRATOR}),
        (Permission.DECIDE_HAZARD, {Role.SUPERVISOR, Role.DUTY_SERGEANT, Role.INSPECTOR}),
        (Permission.REACH_OFFICER, {Role.OCCUPATIONAL_HEALTH}),
    ],
)
def test_a_power_belongs_to_these_roles_alone(permission: Permission, roles: set[Role]) -> None:
    assert {role for role, held in ROLE_PERMISSIONS.items() if permission in held} == roles


@pytest.mark.feature("C40")
def test_nobody_can_approve_a_pack_for_both_agencies() -> None:
    both = {Permission.APPROVE_PACK_POLICE, Permission.APPROVE_PACK_AMBULANCE}
    assert not any(both <= held for held in ROLE_PERMISSIONS.values())


def test_a_role_that_follows_the_live_picture_sees_something_in_it() -> None:
    for role, held in ROLE_PERMISSIONS.items():
        if Permission.FOLLOW_LIVE in held:
            assert ROLE_FIELDS[role] & {
                Field.CALL_TASKING,
                Field.CASE_PROGRESS,
                Field.TRAINING_NEED,
            }


def test_an_accepted_offer_of_support_has_the_smallest_audience() -> None:
    assert {role for role, fields in ROLE_FIELDS.items() if Field.SUPPORT in fields} == {
        Role.OCCUPATIONAL_HEALTH
    }


def test_whoever_can_record_an_assault_can_read_their_own_offers_of_support() -> None:
    for held in ROLE_PERMISSIONS.values():
        assert (Permission.RECORD_ASSAULT in held) == (Permission.OPEN_SUPPORT in held)


SOURCE = Path(__file__).resolve().parents[2] / "src" / "outrider"


@pytest.mark.feature("F60")
def test_every_field_is_asked_for_by_what_shows_it_and_seen_by_somebody() -> None:
    """A group that no view asks for would be shown to all, or to nobody, whatever the table says."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if "domain/access" not in path.as_posix()
    ]
    asked = {name for text in texts for name in re.findall(r"\b(?:Field|F)\.([A-Z_]+)", text)}
    assert {field.name for field in Field} <= asked
    assert set(Field) == set().union(*ROLE_FIELDS.values())
