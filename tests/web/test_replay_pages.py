"""What would have changed: who may read what, and every state of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.journal.models import AccessLogEntry
from tests.support.scene import Scene, make_scene, synthetic_ground
from tests.web.test_agreement import as_, forward

pytestmark = pytest.mark.feature("C41")
DRAFT = {
    **DEFAULT_PACK,
    "version": "2026.9",
    "rules": [
        {"id": "NEW", "text": "New.", "outcome": "not_eligible", "complaints": ["cardiac-arrest"]},
        *DEFAULT_PACK["rules"],
    ],
}
PAGE = "/agreement/packs/2026.9/replay"


@pytest.fixture(scope="session")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roads") / "synthetic"
    synthetic_ground(folder)
    return folder


@pytest.fixture
def scene(db: None, roads: Path) -> Scene:
    made = make_scene(timezone.now())
    assert forward(as_(made, Role.SCHEME_MANAGER), DRAFT).status_code == 302
    return made


def text(answer) -> str:
    return answer.content.decode()


def test_the_page_opens_to_those_who_may_and_to_nobody_else(scene: Scene) -> None:
    for role in Role:
        may = Permission.OPEN_AGREEMENT in ROLE_PERMISSIONS[role]
        assert as_(scene, role).get(PAGE).status_code == (200 if may else 403), role


def test_the_draft_leads_to_it(scene: Scene) -> None:
    assert f'href="{PAGE}"' in text(as_(scene, Role.POLICE_APPROVER).get("/agreement"))


def test_a_time_without_calls_says_so(scene: Scene) -> None:
    for role in (Role.SCHEME_MANAGER, Role.POLICE_APPROVER):
        assert "No call is on record" in text(as_(scene, role).get(PAGE)), role


def test_the_manager_reads_counts_and_calls(scene: Scene) -> None:
    call = scene.call()
    page = text(as_(scene, Role.SCHEME_MANAGER).get(PAGE))
    assert "<b>1</b> no longer sent" in page
    assert call.reference in page
    assert "nobody was looked for at the time" in page


def test_whoever_may_not_see_calls_reads_no_call_and_no_small_number(scene: Scene) -> None:
    call = scene.call()
    before = scene.now.replace(day=1) - timezone.timedelta(days=3)
    type(call).objects.update(received_at=before)
    for role in (Role.POLICE_APPROVER, Role.AMBULANCE_APPROVER, Role.EVALUATOR, Role.ADMINISTRATOR):
        page = text(as_(scene, role).get(PAGE))
        assert "[c]" in page, role
        assert call.reference not in page, role
        assert "no longer sent</li>" not in page, role
        assert 'name="since"' not in page, "no days of one's own choice"


def test_calls_leave_for_who_may_see_them_and_it_is_recorded(scene: Scene) -> None:
    call = scene.call()
    for role in Role:
        answer = as_(scene, role).get(f"{PAGE}/calls.csv")
        may = Permission.READ_REPLAYED_CALLS in ROLE_PERMISSIONS[role]
        assert answer.status_code == (200 if may else 403), role
        assert (call.reference in text(answer)) == may, role
    assert AccessLogEntry.objects.filter(entity="pack:2026.9").count() == 1


def test_nobody_of_the_police_may_read_replayed_calls() -> None:
    may = [role for role in Role if Permission.READ_REPLAYED_CALLS in ROLE_PERMISSIONS[role]]
    assert may == [Role.SCHEME_MANAGER]


def test_counts_leave_with_small_numbers_hidden_whoever_asks(scene: Scene) -> None:
    call = scene.call()
    type(call).objects.update(received_at=scene.now.replace(day=1) - timezone.timedelta(days=3))
    manager = as_(scene, Role.SCHEME_MANAGER).get(f"{PAGE}/counts.csv")
    assert manager["Content-Type"].startswith("text/csv")
    assert "[c]" in text(manager)
    assert as_(scene, Role.ADMINISTRATOR).get(f"{PAGE}/counts.csv").status_code == 403


def test_days_that_are_none_are_said_beside_the_field(scene: Scene) -> None:
    answer = as_(scene, Role.SCHEME_MANAGER).get(PAGE, {"since": "soon"})
    assert answer.status_code == 422
    assert text(answer).count("“soon” is no day") == 2
    assert 'href="#since"' in text(answer)


def test_more_calls_than_a_page_can_replay_are_for_the_command(scene: Scene, monkeypatch) -> None:
    scene.call()
    monkeypatch.setattr("outrider.web.agreement.replay.MOST", 0)
    answer = as_(scene, Role.SCHEME_MANAGER).get(PAGE)
    assert answer.status_code == 422
    assert "Choose fewer days" in text(answer)
    assert as_(scene, Role.SCHEME_MANAGER).get(f"{PAGE}/calls.csv").status_code == 404


def test_a_pack_that_is_not_there_is_not_found(scene: Scene) -> None:
    manager = as_(scene, Role.SCHEME_MANAGER)
    for rest in ("", "/counts.csv", "/calls.csv"):
        assert manager.get(f"/agreement/packs/1066.1/replay{rest}").status_code == 404


def test_a_file_is_tried_without_being_kept(scene: Scene) -> None:
    call = scene.call()
    manager = as_(scene, Role.SCHEME_MANAGER)
    body = json.dumps({**DRAFT, "version": "2027.1"}).encode()
    page = text(manager.post("/agreement/try", {"pack": SimpleUploadedFile("p.json", body)}))
    assert "from a file that is not kept" in page
    assert call.reference in page
    assert "2027.1" not in text(manager.get("/agreement"))
    for role in Role:
        if Permission.EDIT_CONFIGURATION not in ROLE_PERMISSIONS[role]:
            assert as_(scene, role).post("/agreement/try").status_code == 403, role


def test_a_file_that_is_no_pack_is_refused_and_another_can_be_chosen(scene: Scene) -> None:
    manager = as_(scene, Role.SCHEME_MANAGER)
    for sent, words in (
        ({}, "Choose the file"),
        ({"pack": SimpleUploadedFile("a", b"{")}, "no JSON"),
        ({"pack": SimpleUploadedFile("a", b"{}")}, "lacks"),
    ):
        answer = manager.post("/agreement/try", sent)
        assert answer.status_code == 422
        assert words in text(answer)
        assert 'id="try-pack"' in text(answer)
