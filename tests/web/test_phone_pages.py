"""The phone's pages on the server: the shell, the service worker, the handover's page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from outrider.coresponse.inputs import PressIn
from outrider.coresponse.models import Mission
from outrider.coresponse.services import press_mission
from outrider.domain.access import Role
from outrider.people.models import User
from outrider.web.import_map import STATIC
from outrider.web.phone.shell import shell_files
from tests.support.scene import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene(timezone.now())


def browser(user: User, role: Role) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["role"] = role.value
    session.save()
    return client


def crew(scene: Scene, sign: str = "CW12") -> Client:
    return browser(scene.crews[sign], Role.CO_RESPONDER)


def desk(scene: Scene, role: Role) -> Client:
    return browser(scene.users[role], role)


def with_patient(scene: Scene) -> Mission:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call), "agree", scene.police)
    return scene.crew_presses(mission, "accept", "mobile", "at_scene", "with_patient")


def handed_over(scene: Scene) -> Mission:
    atmist = {
        "age": "Man, 60 to 69",
        "mechanism": "Collapsed at home",
        "treatment": [{"text": "Shock 1 given", "at": "2026-11-21T03:20:31Z"}],
    }
    return scene.press(with_patient(scene), "handover", scene.crew("CW12"), atmist=atmist)


def test_the_app_is_for_those_who_crew_a_unit(scene: Scene) -> None:
    assert crew(scene).get("/phone").status_code == 200
    assert desk(scene, Role.POLICE_CONTROL).get("/phone").status_code == 403
    assert Client().get("/phone").headers["Location"].startswith("/sign-in")


def test_the_shell_that_a_phone_keeps_says_nothing_about_anybody(scene: Scene) -> None:
    kept = crew(scene).get("/phone/shell").content.decode()
    nobody = Client().get("/phone/shell").content.decode()
    nonce = re.compile(r'nonce="[^"]+"')
    assert nonce.sub("", kept) == nonce.sub("", nobody)
    assert "CW12" not in kept


def test_the_shell_has_no_inline_script_or_style_without_the_nonce(scene: Scene) -> None:
    answer = Client().get("/phone/shell")
    page = answer.content.decode()
    assert "style=" not in page
    assert "<style" not in page
    scripts = re.findall(r"<script([^>]*)>([^<]*)", page)
    assert all("src=" in attributes or "nonce=" in attributes for attributes, _ in scripts)


def test_the_service_worker_lists_every_file_that_the_app_imports() -> None:
    files = shell_files()
    assert len(files) == len(set(files))
    assert all((STATIC / file).is_file() for file in files)
    own = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js/phone").rglob("*.js")}
    assert own <= set(files)
    assert any("idb" in file for file in files)


def test_the_service_worker_may_answer_for_the_whole_of_phone() -> None:
    answer = Client().get("/phone/sw.js")
    assert answer.headers["Service-Worker-Allowed"] == "/phone"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "/static/js/phone/main.js" in answer.content.decode()


def test_the_manifest_makes_it_an_app_with_icons_that_exist() -> None:
    told = json.loads(Client().get("/phone/manifest.webmanifest").content)
    assert (told["start_url"], told["scope"], told["display"]) == ("/phone", "/phone", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} >= {"192x192", "512x512"}
    for icon in told["icons"]:
        assert (STATIC / icon["src"].removeprefix("/static/")).is_file()


def test_the_lists_that_a_phone_keeps(scene: Scene) -> None:
    forms = crew(scene).get("/phone/forms.json").json()["forms"]
    assert {"stroke", "cardiac-arrest", "choking", "trauma", "shock", ""} == set(forms)
    kit = dict(crew(scene).get("/phone/kit.json").json()["kit"])
    assert kit["tourniquet"] == "Tourniquet"
    assert "aed" not in kit


@pytest.mark.feature("C36")
def test_a_crew_reads_why_it_was_not_picked_and_nothing_about_the_patient(scene: Scene) -> None:
    scene.state("CW07", 9)
    call = scene.call()
    scene.allocate(call)
    scene.ask(call, "CW12")
    own = crew(scene, "CW07").get("/phone/not-picked.json").json()["decisions"]
    assert [decision["call_number"] for decision in own] == [call.number]
    assert own[0]["why_not"][0]["rule"] == "police.state"
    assert call.place not in json.dumps(own)
    assert crew(scene, "CW12").get("/phone/not-picked.json").json()["decisions"] == []


@pytest.mark.feature("C36")
def test_a_unit_that_was_only_further_away_reads_its_place_in_the_order(scene: Scene) -> None:
    call = scene.call()
    scene.allocate(call, eta=2400)
    scene.ask(call, "CW12")
    own = crew(scene, "CW21").get("/phone/not-picked.json").json()["decisions"]
    assert own[0]["why_not"][0]["rule"] == "choice.order"
    assert "choice 2" in own[0]["why_not"][0]["text"]


def test_the_handover_page_reads_out_each_letter_with_its_times_on_the_local_clock(
    scene: Scene,
) -> None:
    mission = handed_over(scene)
    page = crew(scene).get(f"/phone/handover/{mission.pk}").content.decode()
    assert "Collapsed at home" in page
    assert "Shock 1 given 03:20" in page
    assert page.count("Not recorded") == 3


@pytest.mark.feature("C31")
def test_the_ambulance_crew_opens_the_handover_and_acknowledges_it_there_once(
    scene: Scene,
) -> None:
    mission = handed_over(scene)
    tablet = desk(scene, Role.AMBULANCE_CREW)
    address = f"/phone/handover/{mission.pk}"
    assert address in tablet.get("/phone/handovers").content.decode()
    assert "acknowledge</button>" in tablet.get(address).content.decode()
    assert tablet.post(address, {"press_id": str(uuid4())}).status_code == 302
    first = Mission.objects.get(pk=mission.pk).acknowledged_at
    assert first is not None
    page = tablet.get(address).content.decode()
    assert "Acknowledged by the ambulance crew" in page
    assert "acknowledge</button>" not in page


def test_a_correction_made_after_the_handover_reaches_control_with_clear(scene: Scene) -> None:
    mission = handed_over(scene)
    corrected = {"age": "Man, 72", "mechanism": "Collapsed at home"}
    scene.press(mission, "clear", scene.crew("CW12"), atmist=corrected)
    page = desk(scene, Role.AMBULANCE_CREW).get(f"/phone/handover/{mission.pk}").content.decode()
    assert "Man, 72" in page
    assert "60 to 69" not in page


def test_clear_without_a_correction_leaves_the_handover_as_it_was_given(scene: Scene) -> None:
    mission = handed_over(scene)
    cleared = scene.press(mission, "clear", scene.crew("CW12"))
    assert cleared.atmist["age"] == "Man, 60 to 69"


def test_a_handover_that_was_ended_meanwhile_is_refused_in_words(scene: Scene) -> None:
    mission = handed_over(scene)
    clear = PressIn(press_id=uuid4(), press="clear")
    press_mission(mission_id=mission.pk, press=clear, by=scene.crew("CW12"), now=timezone.now())
    answer = desk(scene, Role.AMBULANCE_CREW).post(f"/phone/handover/{mission.pk}", {})
    assert answer.status_code == 409
    assert "Not acknowledged." in answer.content.decode()


@pytest.mark.parametrize("role", [Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.EVALUATOR])
def test_the_police_desk_never_opens_a_handover(scene: Scene, role: Role) -> None:
    mission = handed_over(scene)
    for address in (f"/phone/handover/{mission.pk}", f"/phone/handover/{mission.pk}/qr.svg"):
        assert desk(scene, role).get(address).status_code == 403


def test_another_crew_is_told_nothing_about_a_handover(scene: Scene) -> None:
    mission = handed_over(scene)
    assert crew(scene, "CW07").get(f"/phone/handover/{mission.pk}").status_code == 404
    assert crew(scene, "CW07").get(f"/phone/handover/{uuid4()}").status_code == 404


@pytest.mark.feature("C31")
def test_the_qr_code_is_drawn_here_and_holds_only_the_address(scene: Scene) -> None:
    mission = handed_over(scene)
    answer = crew(scene).get(f"/phone/handover/{mission.pk}/qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    drawn = answer.content.decode()
    assert drawn.startswith("<svg")
    assert "Collapsed" not in drawn
