"""No answer about a case has a field outside its role's table, by whatever way it comes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.test import Client

from outrider.api.live.entities import snapshot_entities
from outrider.domain.access import ROLE_FIELDS, Field, Role
from outrider.people.models import RoleGrant
from outrider.safety.models import Case, TrainingRequest
from outrider.safety.queries.views import case as views_case
from tests.support.station import CAST, SafetyScene

# Which group each part of a case belongs to, written down apart from the code that renders it.
ALWAYS: Final = {"type", "id", "version", "mine", "can"}
CASE: Final = {
    Field.CASE_PROGRESS: {
        "number", "status", "title", "recorded_at", "recorded_seconds", "on_behalf", "station",
        "supervisor", "oic", "statement_taker", "plan", "next",
    },
    Field.CASE_VICTIM: {"victim"},
    Field.CASE_FACTS: {"told", "facts"},
    Field.CASE_INJURY: {"injury"},
    Field.CASE_HATE: {"hate"},
    Field.CASE_OWN_CHARACTERISTIC: {"own_characteristic"},
    Field.CASE_CLASSIFICATION: {"classification"},
    Field.CASE_INVESTIGATION: {"investigation"},
    Field.CASE_SUSPECTS: {"suspects"},
    Field.CASE_TASKS: {"tasks", "clocks"},
    Field.CASE_WISHES: {"wishes"},
    Field.CASE_IMPACT: {"impact", "view"},
    Field.TALK_STATE: {"talk"},
    Field.TALK_NOTE: {"notes"},
    Field.TALK_LESSON: {"lesson"},
    Field.TRAINING_NEED: {"training"},
}  # fmt: skip
PRIVATE: Final = ("crowd behind him", "I keep washing", "Back to the wall", "would like an apology")
"""Words that only the officer, or the officer and their link officer, may read."""


@pytest.fixture
def case(ryde: SafetyScene) -> Case:
    case = ryde.records(hurt="a-bit")
    ryde.press(case, "ashworth", "assign-oic", officer="2201")
    ryde.press(case, "rahman", "impact", text="I keep washing my face")
    ryde.press(case, "rahman", "give-view", view="I would like an apology")
    ryde.press(
        case, "rahman", "wishes", contact="Text", may_know="team", federation=True, statement=""
    )
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="less-well", text="Felt the crowd behind him")
    ryde.press(case, "quinn", "save-lesson", text="Back to the wall first", codes=["spit"])
    ryde.press(case, "quinn", "request-training", topic="spit")
    request = TrainingRequest.objects.get(case=case)
    ryde.press(
        case,
        "hart",
        "book-training",
        request=request.pk,
        on=(ryde.now + timedelta(days=9)).date(),
    )
    return case


def asked(ryde: SafetyScene, name: str, role: Role, address: str) -> Any:
    client = Client()
    user = ryde.officers[name].user
    assert user is not None
    client.force_login(user)
    session = client.session
    session["role"] = role.value
    session.save()
    return client.get(f"/api/v1/safety/{address}")


PEOPLE: Final = [
    *((name, role) for name, (*_, role) in CAST.items()),
    ("ashworth", Role.DUTY_SERGEANT),
]


def parts_of(fields: frozenset[Field]) -> set[str]:
    """The parts of a case that these groups hold, and no others."""
    return ALWAYS | {key for group, keys in CASE.items() if group in fields for key in keys}


@pytest.mark.feature("F10", "F11", "F31", "F60")
@pytest.mark.parametrize(("name", "role"), PEOPLE)
def test_each_role_reads_its_own_part_of_a_case(
    ryde: SafetyScene, case: Case, name: str, role: Role
) -> None:
    """All of it and nothing else: the answer has exactly the groups of the table."""
    if role is not ryde.roles[name]:
        user = ryde.officers[name].user
        RoleGrant.objects.create(user=user, role=role.value, station=ryde.station)
    answer = asked(ryde, name, role, f"cases/{case.pk}")
    if answer.status_code == 404:
        assert name in {"ives", "nowak", "lowe"}  # nothing to do with it
        return
    body = answer.json()["case"]
    assert set(body) == parts_of(ROLE_FIELDS[Role.OFFICER if name == "rahman" else role])
    for words in PRIVATE:
        reads_talk = words in ("crowd behind him", "Back to the wall") and name == "quinn"
        assert (words in json.dumps(body)) == (name == "rahman" or reads_talk), (name, words)


def test_every_group_of_a_case_is_in_the_table_above() -> None:
    """A new group has to be written down here, with its parts."""
    of_case = {field for field in Field if field.value.startswith(("case.", "talk."))}
    assert of_case - CASE.keys() == {Field.CASE_LOOKS}  # a page of its own, for the officer alone
    parts = [key for keys in CASE.values() for key in keys]
    assert len(parts) == len(set(parts)), "a part belongs to two groups"


@pytest.mark.feature("F60")
def test_a_part_too_many_is_noticed(
    ryde: SafetyScene, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ROLE_FIELDS[Role.OFFICER]
    monkeypatch.setattr(views_case, "fields_of", lambda case, viewer: everything)
    body = asked(ryde, "ashworth", Role.SUPERVISOR, f"cases/{case.pk}").json()["case"]
    assert set(body) - parts_of(ROLE_FIELDS[Role.SUPERVISOR]) >= {"impact", "own_characteristic"}


@pytest.mark.feature("F60")
@pytest.mark.parametrize("role", [Role.ANALYST, Role.CHIEF_OFFICER, Role.EVALUATOR])
def test_who_reads_tables_reads_no_case(ryde: SafetyScene, case: Case, role: Role) -> None:
    viewer = ryde.viewer("reed", role)
    assert not [one for one in snapshot_entities(viewer) if one["type"] == "case"]


def test_the_live_picture_tells_no_words_of_a_case(ryde: SafetyScene, case: Case) -> None:
    for name in CAST:
        told = json.dumps(snapshot_entities(ryde.viewer(name)))
        for words in PRIVATE:
            assert words not in told


@pytest.mark.feature("F12", "F61")
def test_the_officer_sees_who_looked_and_why(ryde: SafetyScene, case: Case) -> None:
    asked(ryde, "ashworth", Role.SUPERVISOR, f"cases/{case.pk}?why=to-ring")
    asked(ryde, "quinn", Role.LINK_OFFICER, f"cases/{case.pk}")
    looks = asked(ryde, "rahman", Role.OFFICER, f"cases/{case.pk}/looks").json()["looks"]
    assert [(look["who"], look["why"]) for look in looks] == [
        ("PC Quinn", "To offer you a talk (by their role; they gave no reason)"),
        ("Sgt Ashworth", "To ring you"),
    ]
    assert asked(ryde, "ashworth", Role.SUPERVISOR, f"cases/{case.pk}/looks").status_code == 404


def test_a_day_is_a_day_for_every_role(ryde: SafetyScene, case: Case) -> None:
    booked = asked(ryde, "hart", Role.SAFETY_TRAINER, f"cases/{case.pk}").json()["case"]
    assert booked["training"][0]["booked_on"] == date(2026, 11, 23).isoformat()
