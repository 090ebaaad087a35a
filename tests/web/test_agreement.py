"""The agreement page: readable by those who judge, pressed by those who agree."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from outrider.coresponse.models import RulePack
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from tests.support.scene import Scene, make_scene, synthetic_ground

OLD = DEFAULT_PACK["version"]


@pytest.fixture(scope="session")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def scene(db: None, roads: Path) -> Scene:
    return make_scene(timezone.now())


def as_(scene: Scene, role: Role) -> Client:
    client = Client()
    client.force_login(scene.users[role])
    session = client.session
    session["role"] = role.value
    session.save()
    return client


def forward(client: Client, data: object = None, day: str | None = None, name: str = "p.json"):
    body = json.dumps(data or DEFAULT_PACK | {"version": "2026.9"}).encode()
    day = day or (timezone.localdate() + timedelta(days=3)).isoformat()
    sent = {"pack": SimpleUploadedFile(name, body), "valid_from": day}
    return client.post("/agreement/packs", sent)


def test_the_page_opens_to_those_who_may_and_to_nobody_else(scene: Scene) -> None:
    for role in Role:
        may = Permission.OPEN_AGREEMENT in ROLE_PERMISSIONS[role]
        assert as_(scene, role).get("/agreement").status_code == (200 if may else 403), role
    assert Client().get("/agreement").headers["Location"].startswith("/sign-in")


def test_only_approvers_find_a_button(scene: Scene) -> None:
    for role in Role:
        if Permission.OPEN_AGREEMENT in ROLE_PERMISSIONS[role]:
            page = as_(scene, role).get("/agreement").content.decode()
            assert ("Take it back" in page) == role.value.endswith("-approver"), role


def test_a_pack_is_put_forward_read_and_agreed_by_both(scene: Scene) -> None:
    answer = forward(as_(scene, Role.SCHEME_MANAGER))
    assert answer.status_code == 302
    police, ambulance = as_(scene, Role.POLICE_APPROVER), as_(scene, Role.AMBULANCE_APPROVER)
    page = police.get("/agreement").content.decode()
    assert "Cannot go live" in page
    assert "Waiting for the police and the ambulance service" in page
    for who in (police, ambulance):
        assert who.post("/agreement/packs/2026.9", {"on": "yes"}).status_code == 302
    page = police.get("/agreement").content.decode()
    assert "It starts" in page
    assert "by Ambulance approver" in page


def test_taking_back_without_a_reason_says_so_beside_the_field(scene: Scene) -> None:
    police = as_(scene, Role.POLICE_APPROVER)
    answer = police.post(f"/agreement/packs/{OLD}", {"on": "no", "reason": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("Say why you take it back") == 2
    assert f'href="#pack-{OLD}-reason"' in page
    assert f'id="pack-{OLD}-reason"' in page
    answer = police.post(f"/agreement/packs/{OLD}", {"on": "no", "reason": "y" * 501})
    assert "y" * 501 in answer.content.decode()
    answer = police.post(f"/agreement/packs/{OLD}", {"on": "no", "reason": "Under <review>"})
    assert answer.status_code == 302
    page = police.get("/agreement").content.decode()
    assert "No rule pack is in force" in page
    assert "Under &lt;review&gt;" in page


def test_a_file_that_is_no_pack_is_refused_in_words_and_the_day_is_kept(scene: Scene) -> None:
    manager = as_(scene, Role.SCHEME_MANAGER)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    for sent, words in (
        ({"valid_from": day}, "Choose the file"),
        ({"valid_from": day, "pack": SimpleUploadedFile("a", b"\xff\x00")}, "no JSON"),
        ({"valid_from": day, "pack": SimpleUploadedFile("a", b"[" * 100_000)}, "rule pack"),
        ({"valid_from": day, "pack": SimpleUploadedFile("a", b" " * 600_000)}, "512 kB"),
        ({"valid_from": day, "pack": SimpleUploadedFile("a", b"{}")}, "lacks"),
    ):
        answer = manager.post("/agreement/packs", sent)
        page = answer.content.decode()
        assert answer.status_code == 422, words
        assert words in page
        assert f'value="{day}"' in page
    for wrong in ("", "2026-02-31", "soon", "2020-01-01", "9999-12-31T"):
        answer = forward(manager, day=wrong or "x")
        assert answer.status_code == 422, wrong
    assert RulePack.objects.count() == 1


def test_a_pack_or_a_scheme_that_is_not_there_is_not_found(scene: Scene) -> None:
    police = as_(scene, Role.POLICE_APPROVER)
    assert police.post("/agreement/packs/1066.1", {"on": "yes"}).status_code == 404
    assert police.post("/agreement/schemes/unicorns", {"on": "yes"}).status_code == 404
    assert police.get("/agreement/packs/1066.1").status_code == 405


def test_another_agencys_scheme_is_refused_in_words(scene: Scene) -> None:
    police = as_(scene, Role.POLICE_APPROVER)
    answer = police.post("/agreement/schemes/fire-co-responder", {"on": "no", "reason": "No"})
    assert answer.status_code == 403
    assert "Another agency" in answer.content.decode()


def test_the_same_by_the_api_and_a_press_counts_once(scene: Scene) -> None:
    police = as_(scene, Role.POLICE_APPROVER)
    press = {"press_id": str(uuid4()), "on": False, "reason": "Under review"}
    address = f"/api/v1/packs/{OLD}/agreement"
    answers = [police.post(address, press, content_type="application/json") for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    pack = answers[0].json()["packs"][0]
    assert (pack["standing"], pack["withdrawn_because"]) == ("withdrawn", "Under review")
    again = {"press_id": str(uuid4()), "on": False, "reason": ""}
    ambulance = as_(scene, Role.AMBULANCE_APPROVER)
    refused = ambulance.post(address, again, content_type="application/json")
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()


def test_an_approver_starts_on_the_agreement(scene: Scene) -> None:
    for role in (Role.POLICE_APPROVER, Role.AMBULANCE_APPROVER, Role.FIRE_APPROVER):
        client = as_(scene, role)
        answer = client.post("/role", {"role": role.value})
        assert answer.headers["Location"] == "/agreement"
