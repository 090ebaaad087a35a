"""The record's pages on the server: who opens them, the share of the key, what the form knows."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from outrider.crossover.missions import filled_in
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role, Viewer
from outrider.domain.errors import Invalid
from outrider.people.models import Crewing, Officer, User
from outrider.safety.inputs import RecordIn, WhereIn
from outrider.safety.models import Case
from outrider.safety.services.recording import record
from outrider.web.auth.home import home_of, rooms_of
from outrider.web.import_map import STATIC
from outrider.web.record.app import record_files
from tests.support.scene import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None, ground_folder: Path) -> Scene:
    return make_scene(timezone.now())


def browser(user: User, role: Role, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(user)
    session = client.session
    session["role"] = role.value
    session.save()
    return client


def crew(scene: Scene, sign: str = "CW12") -> Client:
    return browser(scene.crews[sign], Role.CO_RESPONDER)


def desk(scene: Scene, role: Role) -> Client:
    return browser(scene.users[role], role)


def share(client: Client, device: str) -> Any:
    return client.post(
        "/phone/record/share", json.dumps({"device": device}), content_type="application/json"
    )


@pytest.mark.parametrize("role", list(Role))
def test_the_record_opens_for_whoever_can_be_assaulted_at_work(scene: Scene, role: Role) -> None:
    may = Permission.RECORD_ASSAULT in ROLE_PERMISSIONS[role]
    answer = desk(scene, role).get("/phone/record")
    assert answer.status_code == (200 if may else 403)
    rooms = [address for address, _ in rooms_of(scene.viewer(role))]
    assert ("/phone/record" in rooms) is may


def test_whoever_is_signed_out_is_sent_to_sign_in_and_back(scene: Scene) -> None:
    answer = Client().get("/phone/record?mission=1")
    assert answer.headers["Location"].startswith("/sign-in?next=/phone/record")


def test_the_record_takes_no_role_s_home(scene: Scene) -> None:
    assert home_of(scene.viewer(Role.CO_RESPONDER)) == "/phone"
    assert home_of(scene.viewer(Role.DUTY_SERGEANT)) == "/board"
    assert home_of(scene.viewer(Role.INSPECTOR)) == "/board"


def test_the_shell_says_nothing_about_anybody_and_nothing_of_what_it_is_for(scene: Scene) -> None:
    nonce = re.compile(r'nonce="[^"]+"')
    kept = crew(scene).get("/phone/record/shell").content.decode()
    assert nonce.sub("", kept) == nonce.sub(
        "", Client().get("/phone/record/shell").content.decode()
    )
    assert "<title>Outrider</title>" in kept
    assert "style=" not in kept
    scripts = re.findall(r"<script([^>]*)>", kept)
    assert all("src=" in attributes or "nonce=" in attributes for attributes in scripts)


def test_the_manifest_gives_nothing_away_and_its_icons_exist() -> None:
    told = json.loads(Client().get("/phone/record/manifest.webmanifest").content)
    assert (told["start_url"], told["scope"]) == ("/phone/record", "/phone/record")
    for word in ("assault", "injur", "attack", "victim"):
        assert word not in json.dumps(told).lower()
    for icon in told["icons"]:
        assert (STATIC / icon["src"].removeprefix("/static/")).is_file()


def test_the_service_worker_holds_every_file_that_the_app_imports_and_no_more_than_its_scope() -> (
    None
):
    files = record_files()
    assert all((STATIC / file).is_file() for file in files)
    own = {path.relative_to(STATIC).as_posix() for path in (STATIC / "js/record").rglob("*.js")}
    # one of them is for the co-response app, which puts the record on the phone
    assert own - set(files) == {"js/record/prepare.js"}
    answer = Client().get("/phone/record/sw.js")
    assert answer.headers["Service-Worker-Allowed"] == "/phone/record"
    assert answer.headers["Cache-Control"] == "no-cache"
    text = answer.content.decode()
    assert "/static/js/record/main.js" in text
    assert "outrider-record-" in text
    assert "outrider-phone-" not in text  # the other app's store is not this one's to clear


def test_the_lists_are_the_same_for_everybody_and_hold_the_decider(scene: Scene) -> None:
    told = Client().get("/phone/record/lists.json").json()
    assert told == crew(scene).get("/phone/record/lists.json").json()
    assert {one["code"] for one in told["choices"]["methods"]} >= {"spit", "only-hurt"}
    assert told["decider"]["questions"]["intent"]["yes"] == "decider.intent"
    assert set(told["promises"]) == {str(n) for n in range(1, 8)}


def test_the_share_is_one_person_s_on_one_phone_and_is_derived_and_not_stored(
    scene: Scene,
) -> None:
    one, other = crew(scene), crew(scene, "CW07")
    phone, second_phone = str(uuid4()), str(uuid4())
    told = share(one, phone).json()
    assert told["shares"] == share(one, phone).json()["shares"]
    assert told["shares"] != share(other, phone).json()["shares"]
    assert told["shares"] != share(one, second_phone).json()["shares"]
    assert timezone.now() < datetime.fromisoformat(told["until"])
    again = browser(scene.crews["CW12"], Role.CO_RESPONDER)
    assert share(again, phone).json()["shares"] == told["shares"]


def test_shares_of_earlier_secrets_follow_the_present_one(scene: Scene, settings: Any) -> None:
    phone = str(uuid4())
    settings.SECRET_KEY = "the first secret of this force, long enough"
    (before,) = share(crew(scene), phone).json()["shares"]
    settings.SECRET_KEY = "the second secret of this force, long enough"
    settings.SECRET_KEY_FALLBACKS = ["the first secret of this force, long enough"]
    now, older = share(crew(scene), phone).json()["shares"]
    assert older == before
    assert now != before


def test_the_share_is_refused_with_a_sentence(scene: Scene) -> None:
    assert share(Client(), str(uuid4())).status_code == 401
    assert share(desk(scene, Role.AMBULANCE_CREW), str(uuid4())).status_code == 403
    for device in ("", "my phone"):
        answer = share(crew(scene), device)
        assert answer.status_code == 422
        assert "Reload the page" in answer.json()["detail"]
    assert crew(scene).get("/phone/record/share").status_code == 405
    strict = browser(scene.crews["CW12"], Role.CO_RESPONDER, enforce_csrf_checks=True)
    assert share(strict, str(uuid4())).status_code == 403


def test_signing_out_changes_the_form_token_by_which_a_phone_sees_it(scene: Scene) -> None:
    client = crew(scene)
    client.get("/phone/record")
    before = client.cookies["csrftoken"].value
    client.post("/sign-out")
    after = client.cookies["csrftoken"].value
    assert before
    assert after
    assert before != after


def accepted(scene: Scene, sign: str = "CW12") -> Any:
    call = scene.call()
    scene.allocate(call)
    mission = scene.press(scene.ask(call, sign), "agree", scene.police)
    return scene.crew_presses(mission, "accept", "mobile")


def test_the_form_knows_who_it_is_their_job_and_where_they_were_heard(scene: Scene) -> None:
    mission = accepted(scene)
    told = crew(scene).get("/phone/record/me.json").json()
    officer = Officer.objects.get(user=scene.crews["CW12"])
    assert (told["number"], told["home"]) == (officer.number, "/phone")
    assert told["mission"]["id"] == str(mission.pk)
    assert told["mission"]["call_number"] == mission.call.number
    assert told["fix"]["label"]
    assert not {"condition", "complaint", "age_band", "note"} & set(told["mission"])


def test_a_job_of_another_crew_fills_nothing_in(scene: Scene) -> None:
    mission = accepted(scene, "CW07")
    told = crew(scene).get(f"/phone/record/me.json?mission={mission.pk}").json()
    assert told["mission"] is None
    with pytest.raises(Invalid):
        filled_in(mission.pk, scene.crew("CW12"), scene.now)
    assert crew(scene).get("/phone/record/me.json?mission=nonsense").status_code == 200


def off_shift(scene: Scene) -> Viewer:
    """The same officer, hours later: the unit is somebody else's now."""
    Crewing.objects.filter(officer__user=scene.crews["CW12"]).update(
        ends_at=scene.now + timedelta(seconds=1)
    )
    scene.later(3600)
    seen = scene.crew("CW12")
    return Viewer(
        user_id=seen.user_id,
        pseudonym=seen.pseudonym,
        name=seen.name,
        role=seen.role,
        officer_id=seen.officer_id,
    )


def test_a_record_that_leaves_the_phone_after_the_shift_still_belongs_to_its_job(
    scene: Scene,
) -> None:
    mission = accepted(scene)
    job = filled_in(mission.pk, off_shift(scene), scene.now)
    assert (job.mission_id, job.call_number) == (mission.pk, mission.call.number)


def test_a_record_sent_twice_counts_once_though_the_job_s_place_was_put_right_meanwhile(
    scene: Scene,
) -> None:
    mission, by, draft = accepted(scene), scene.crew("CW12"), uuid4()

    def sent(label: str, lat: float) -> Case:
        where = WhereIn("mission", label, lat, -1.2, mission.pk, mission.call.number)
        message = RecordIn(draft_id=draft, what=("spit",), where=where)
        return record(message=message, by=by, now=scene.now).cases[0]

    assert sent("High Street", 50.7).pk == sent("High Street, 14", 50.71).pk
    assert Case.objects.count() == 1


def test_a_colleague_is_found_by_the_beginning_of_a_number(scene: Scene) -> None:
    officer = Officer.objects.get(user=scene.crews["CW07"])
    client = crew(scene)
    found = client.get(f"/phone/record/people.json?number={officer.number[:3]}").json()["people"]
    assert officer.number in {one["number"] for one in found}
    assert all(set(one) == {"number", "name", "station"} for one in found)
    own = Officer.objects.get(user=scene.crews["CW12"]).number
    assert client.get(f"/phone/record/people.json?number={own}").json()["people"] == []
    assert client.get("/phone/record/people.json?number=0").json()["people"] == []
    assert Client().get("/phone/record/people.json?number=01").status_code == 401
    crewless = desk(scene, Role.AMBULANCE_CREW)
    assert crewless.get("/phone/record/people.json?number=01").status_code == 403


def test_a_place_is_found_by_name_and_what_is_not_found_is_no_fault(scene: Scene) -> None:
    client = crew(scene)
    assert client.get("/phone/record/places.json?q=new").json()["places"]
    assert client.get("/phone/record/places.json?q=zzzzqqq").json()["places"] == []
    assert client.get("/phone/record/places.json?q=n").json()["places"] == []
    assert Client().get("/phone/record/places.json?q=new").status_code == 401
