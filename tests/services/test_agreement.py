"""Both agencies agree or nothing goes live; either takes it back, on record."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.scene import Scene

from outrider.coresponse import services
from outrider.coresponse.errors import Forbidden, Invalid, NotFound, Refused
from outrider.coresponse.packs import pack_in_force
from outrider.coresponse.queries.agreement import agreement
from outrider.coresponse.queries.scope import units_visible_to
from outrider.domain.access import Role
from outrider.domain.coresponse.agreement import Standing
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.journal.models import Entry
from outrider.journal.verify import Verified, verify
from outrider.people.models import ResponderScheme

OLD = DEFAULT_PACK["version"]


def draft(scene: Scene, version: str = "2026.9") -> str:
    data = deepcopy(DEFAULT_PACK) | {"version": version}
    return services.put_forward(
        data=data,
        valid_from=scene.now + timedelta(days=1),
        by=scene.viewer(Role.SCHEME_MANAGER),
        now=scene.now,
    ).version


def say(scene: Scene, version: str, role: Role, on: bool = True, reason: str = "") -> None:
    services.agree_pack(version=version, on=on, by=scene.viewer(role), now=scene.now, reason=reason)


def of_scheme(scene: Scene, code: str, role: Role, on: bool, reason: str = "Kit recall") -> None:
    services.agree_scheme(code=code, on=on, by=scene.viewer(role), now=scene.now, reason=reason)


@pytest.mark.feature("C40")
def test_a_draft_rules_no_call_until_both_agencies_have_agreed(scene: Scene) -> None:
    version = draft(scene)
    later = scene.now + timedelta(days=2)
    assert pack_in_force(later).version == OLD
    say(scene, version, Role.POLICE_APPROVER)
    assert pack_in_force(later).version == OLD
    say(scene, version, Role.AMBULANCE_APPROVER)
    assert pack_in_force(later).version == version
    assert pack_in_force(scene.now).version == OLD
    kinds = list(Entry.objects.filter(stream=f"pack:{version}").values_list("kind", flat=True))
    assert kinds == ["pack.put-forward", "pack.agreed", "pack.agreed"]


@pytest.mark.feature("C40")
def test_what_one_agency_takes_back_sends_nobody_to_new_calls_and_ends_no_job(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.ask(call)
    scene.press(mission, "agree", scene.police)
    say(scene, OLD, Role.POLICE_APPROVER, on=False, reason="Two complaints are looked into first")
    with pytest.raises(Refused, match="both agencies"):
        pack_in_force(scene.now)
    assert scene.call().outcome == "no_rules"  # taken, and nobody is sent to it
    mission = scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    assert mission.phase == "with_patient"
    view = next(one for one in agreement(scene.now).packs if one.version == OLD)
    assert view.standing is Standing.WITHDRAWN
    assert view.withdrawn_because == "Two complaints are looked into first"
    say(scene, OLD, Role.POLICE_APPROVER)
    assert pack_in_force(scene.now).version == OLD
    assert isinstance(verify(), Verified)


def test_taking_back_needs_a_reason(scene: Scene) -> None:
    with pytest.raises(Invalid, match="Say why"):
        say(scene, OLD, Role.AMBULANCE_APPROVER, on=False, reason="  ")
    with pytest.raises(Invalid, match="500"):
        say(scene, OLD, Role.AMBULANCE_APPROVER, on=False, reason="x" * 501)
    assert pack_in_force(scene.now).version == OLD


def test_nobody_but_an_approver_agrees_and_only_for_their_own_agency(scene: Scene) -> None:
    version = draft(scene)
    for role in Role:
        if role in (Role.POLICE_APPROVER, Role.AMBULANCE_APPROVER):
            continue
        with pytest.raises(Forbidden):
            say(scene, version, role)
    with pytest.raises(Forbidden):
        of_scheme(scene, "fire-co-responder", Role.POLICE_APPROVER, on=False)
    with pytest.raises(Forbidden):
        of_scheme(scene, "police-special", Role.FIRE_APPROVER, on=False)
    with pytest.raises(NotFound):
        say(scene, "1066.1", Role.POLICE_APPROVER)


@pytest.mark.feature("C40")
def test_one_person_with_both_roles_does_not_agree_twice(scene: Scene) -> None:
    version = draft(scene)
    police = scene.viewer(Role.POLICE_APPROVER)
    services.agree_pack(version=version, on=True, by=police, now=scene.now)
    both = replace(police, role=Role.AMBULANCE_APPROVER)
    with pytest.raises(Refused, match="agreed for the other agency"):
        services.agree_pack(version=version, on=True, by=both, now=scene.now)


def test_agreeing_again_writes_nothing(scene: Scene) -> None:
    before = Entry.objects.count()
    say(scene, OLD, Role.POLICE_APPROVER)
    of_scheme(scene, "police-special", Role.POLICE_APPROVER, on=True)
    assert Entry.objects.count() == before


def test_a_scheme_that_one_side_takes_back_is_asked_no_more(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call)
    of_scheme(scene, "police-special", Role.POLICE_APPROVER, on=False)
    with pytest.raises(Refused) as no:
        scene.ask(call)
    assert no.value.rule == "scheme.live", no.value.rule
    of_scheme(scene, "police-special", Role.POLICE_APPROVER, on=True)
    assert scene.ask(call).phase == "asking_owner"


def test_a_unit_on_a_job_stays_in_the_ambulance_rooms_sight_until_it_is_clear(
    scene: Scene,
) -> None:
    call = scene.call()
    scene.allocate(call)
    mission = scene.ask(call)
    scene.press(mission, "agree", scene.police)
    of_scheme(scene, "police-special", Role.AMBULANCE_APPROVER, on=False)
    seen = set(units_visible_to(scene.ambulance).values_list("call_sign", flat=True))
    assert "CW12" in seen
    assert "CW07" not in seen
    mission = scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")
    scene.press(mission, "handover", scene.crew("CW12"), atmist={"age": "Man, 60s"})
    scene.press(mission, "clear", scene.crew("CW12"))
    seen = set(units_visible_to(scene.ambulance).values_list("call_sign", flat=True))
    assert "CW12" not in seen


def test_the_ambulance_services_own_scheme_needs_its_approver_alone(scene: Scene) -> None:
    code = "community-responder"
    of_scheme(scene, code, Role.AMBULANCE_APPROVER, on=False)
    row = ResponderScheme.objects.get(pk=code)
    assert (row.agreed_by_owner_at, row.agreed_by_ambulance_at) == (None, None)
    of_scheme(scene, code, Role.AMBULANCE_APPROVER, on=True)
    assert next(one for one in agreement(scene.now).schemes if one.code == code).live


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        ("just text", "not a rule pack"),
        ([], "not a rule pack"),
        ({}, "lacks"),
        (deepcopy(DEFAULT_PACK), "already"),
        (DEFAULT_PACK | {"version": "a/b"}, "version"),
        (DEFAULT_PACK | {"version": "9", "policy": {"offer": -1}}, "offer"),
        (DEFAULT_PACK | {"version": "9", "policy": []}, "policy"),
        (DEFAULT_PACK | {"version": "9", "rules": "all"}, "rules"),
        (DEFAULT_PACK | {"version": "9", "rules": [{"id": "1", "text": "x", "outcome": "fly"}]}, "fly"),
        (DEFAULT_PACK | {"version": "9", "rules": [{"id": "1", "text": "x", "outcome": "send", "age_below": "8"}]}, "age"),
        (DEFAULT_PACK | {"version": "9", "complaints": [{"id": [], "text": "x", "condition": "stroke", "usual_category": "C1"}]}, "id of an entry"),
    ],
)  # fmt: skip
def test_a_spoilt_pack_is_refused_with_what_is_wrong_in_it(
    scene: Scene, spoilt: object, words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        services.put_forward(
            data=spoilt,
            valid_from=scene.now + timedelta(days=1),
            by=scene.viewer(Role.SCHEME_MANAGER),
            now=scene.now,
        )


def test_a_pack_starts_on_a_day_that_has_not_passed_and_is_its_own(scene: Scene) -> None:
    draft(scene)
    manager = scene.viewer(Role.SCHEME_MANAGER)
    data = DEFAULT_PACK | {"version": "2027.1"}
    for days, words in ((-1, "passed"), (1, "Another pack")):
        starts = scene.now + timedelta(days=days)
        with pytest.raises(Invalid, match=words):
            services.put_forward(data=data, valid_from=starts, by=manager, now=scene.now)
