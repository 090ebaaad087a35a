"""Talks, training and coverage on the server: who may open them, what they say, what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from outrider.domain.access import ROLE_PERMISSIONS, Permission, Role
from outrider.notify.models import Notice
from outrider.people.models import LinkAppointment, RoleGrant, TrainingRecord
from outrider.safety.models import (
    Case,
    Lesson,
    PlaceOffer,
    Talk,
    TalkNote,
    TrainingRequest,
    VideoReview,
)
from tests.support.station import SafetyScene, make_safety_scene, on_duty

pytestmark = pytest.mark.django_db
PAGES = {
    "/link": Permission.OPEN_LINK_QUEUE,
    "/training": Permission.OPEN_TRAINING,
    "/training/places": Permission.OPEN_TRAINING,
    "/training/currency": Permission.OPEN_TRAINING,
    "/training/currency.csv": Permission.OPEN_TRAINING,
    "/training/sessions": Permission.OPEN_TRAINING,
    "/training/lessons": Permission.OPEN_TRAINING,
    "/coverage": Permission.OPEN_COVERAGE,
    "/coverage.csv": Permission.OPEN_COVERAGE,
}


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    """At the present time: pages read the clock."""
    return make_safety_scene(timezone.now() - timedelta(hours=3))


def client_of(ryde: SafetyScene, name: str, role: Role | None = None) -> Client:
    user = ryde.officers[name].user
    assert user is not None
    acting = role or ryde.roles[name]
    if acting is not ryde.roles[name]:
        RoleGrant.objects.get_or_create(user=user, role=acting.value, station=ryde.station)
    client = Client()
    client.force_login(user)
    session = client.session
    session["role"] = acting.value
    session.save()
    return client


def press(client: Client, case: Case, name: str, **parts: Any) -> Any:
    form = {"press": name, "press_id": str(uuid4())} | parts
    return client.post(f"/link/{case.pk}", form)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def talked(ryde: SafetyScene) -> Case:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "accept-talk")
    ryde.press(case, "quinn", "save-talk", heading="kit", text="Gloves were in the car")
    return case


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_for_the_roles_of_its_permission_and_for_no_other(
    ryde: SafetyScene, address: str
) -> None:
    for role in Role:
        answer = client_of(ryde, "nowak", role).get(address)
        may = PAGES[address] in ROLE_PERMISSIONS[role]
        assert answer.status_code == (200 if may else 403), (role, answer)


@pytest.mark.parametrize("address", PAGES)
def test_a_signed_out_visitor_is_asked_to_sign_in_and_comes_back(address: str) -> None:
    answer = Client().get(address)
    assert answer.headers["Location"] == f"/sign-in?next={address}"


def test_an_empty_queue_says_that_it_is_good(ryde: SafetyScene) -> None:
    page = text_of(client_of(ryde, "quinn").get("/link"))
    assert "Nothing waits for you, and that’s good." in page
    assert "No link training on record yet" in page


@pytest.mark.feature("F27")
def test_the_queue_names_what_is_left_out_and_why(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "okonedo", "assign-statement-taker", officer="2087")
    quinn = client_of(ryde, "quinn")
    page = text_of(quinn.get("/link"))
    assert "<b>1 case</b> at Ryde is left out for this reason" in page
    assert "Rahman" not in page
    assert quinn.get(f"/link/{case.pk}").status_code == 404


def test_a_link_officer_of_another_station_finds_nothing(ryde: SafetyScene) -> None:
    case = talked(ryde)
    lowe = ryde.officers["lowe"]
    RoleGrant.objects.create(user=lowe.user, role="link-officer", station=ryde.other_station)
    client = Client()
    client.force_login(lowe.user)
    session = client.session
    session["role"] = "link-officer"
    session.save()
    assert "Rahman" not in text_of(client.get("/link"))
    assert client.get(f"/link/{case.pk}").status_code == 404
    ives = client_of(ryde, "ives", Role.LINK_OFFICER)
    assert "Rahman" not in text_of(ives.get("/link"))
    assert ives.get(f"/link/{case.pk}").status_code == 404
    assert press(ives, case, "finish-talk").status_code == 404


def test_a_talk_goes_from_offer_to_finish_by_forms_alone(ryde: SafetyScene) -> None:
    case = ryde.records()
    quinn = client_of(ryde, "quinn")
    assert "Offer a conversation" in text_of(quinn.get(f"/link/{case.pk}"))
    tomorrow = (timezone.localtime() + timedelta(days=1)).date()
    answer = press(quinn, case, "offer-talk", day=tomorrow.isoformat(), clock="14:30")
    assert answer.status_code == 302
    assert timezone.localtime(Talk.objects.get(case=case).meets_at).strftime("%H:%M") == "14:30"
    ryde.press(case, "rahman", "accept-talk")
    page = text_of(quinn.get(f"/link/{case.pk}"))
    for words in ("Say this first: notes can be asked for", "The case is live", "Check locally"):
        assert words in page
    for title in ("Went well", "Went less well", "Kit", "Words", "Where I stood", "Crewing"):
        assert title in page
    assert press(quinn, case, "save-talk", heading="kit", text="Gloves").status_code == 302
    assert press(quinn, case, "save-lesson", text="Wall first", codes=["crowd"]).status_code == 302
    assert press(quinn, case, "agree-lesson").status_code == 302
    page = text_of(quinn.get(f"/link/{case.pk}"))
    assert "The case is live, so this isn’t shared until it ends." in page
    assert press(quinn, case, "request-training", topic="spit").status_code == 302
    assert press(quinn, case, "finish-talk", minutes="35").status_code == 302
    page = text_of(quinn.get(f"/link/{case.pk}"))
    assert "You said, we did" in page
    assert press(quinn, case, "take-out", heading="kit").status_code == 302
    assert not TalkNote.objects.exists()


def test_what_was_typed_is_still_there_when_it_cannot_be_kept(ryde: SafetyScene) -> None:
    case = talked(ryde)
    quinn = client_of(ryde, "quinn")
    answer = press(quinn, case, "save-lesson", text="PC Rahman stood close", codes=["spit"])
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Take out “Rahman”" in page
    assert "PC Rahman stood close</textarea>" in page
    answer = press(quinn, case, "video-seen", reference="BWV-1", video_day="tomorrow")
    assert answer.status_code == 422
    assert 'value="BWV-1"' in text_of(answer)
    answer = press(quinn, case, "save-talk", heading="well", text="x" * 2001)
    assert answer.status_code == 422
    assert "Shorten it" in text_of(answer)
    assert "x" * 2001 in text_of(answer)
    assert Lesson.objects.count() == 0


def test_the_film_is_refused_with_the_reason_and_a_viewing_is_logged(ryde: SafetyScene) -> None:
    case = talked(ryde)
    quinn = client_of(ryde, "quinn")
    day = (timezone.localtime() - timedelta(days=1)).date().isoformat()
    seen = {"video_day": day, "video_from": "14:20", "video_to": "14:31", "together": "alone"}
    answer = press(quinn, case, "video-seen", reference="data:video/mp4;base64,AAAA", **seen)
    assert answer.status_code == 422
    assert "never the film" in text_of(answer)
    assert press(quinn, case, "video-seen", reference="BWV-7731-02", **seen).status_code == 302
    assert VideoReview.objects.get().together is False
    assert "seen alone by PC Quinn" in text_of(quinn.get(f"/link/{case.pk}"))


def test_sending_a_form_twice_counts_once(ryde: SafetyScene) -> None:
    case = talked(ryde)
    quinn = client_of(ryde, "quinn")
    form = {"press": "request-training", "press_id": str(uuid4()), "topic": "spit"}
    for _ in range(2):
        assert quinn.post(f"/link/{case.pk}", form).status_code == 302
    assert TrainingRequest.objects.count() == 1
    answer = quinn.post(f"/link/{case.pk}", form | {"topic": "crowd"})
    assert answer.status_code == 409
    assert "sent before with something else" in text_of(answer)


def test_a_refusal_says_why_and_the_way_on(ryde: SafetyScene) -> None:
    case = ryde.records()
    ryde.press(case, "quinn", "offer-talk")
    ryde.press(case, "rahman", "not-now")
    quinn = client_of(ryde, "quinn")
    page = text_of(quinn.get(f"/link/{case.pk}"))
    assert "Until then leave it be" in page
    assert "declin" not in page.lower()
    answer = press(quinn, case, "offer-talk")
    assert answer.status_code == 409
    assert "Offer it on that day or later." in text_of(answer)


def test_ones_own_case_is_not_a_talk_to_offer(ryde: SafetyScene) -> None:
    case = ryde.records("quinn", "punch")
    quinn = client_of(ryde, "quinn")
    assert "PC Quinn</b>" not in text_of(quinn.get("/link"))
    assert quinn.get(f"/link/{case.pk}").status_code == 404


def test_opening_a_talk_is_seen_by_the_officer(ryde: SafetyScene) -> None:
    case = talked(ryde)
    client_of(ryde, "quinn").get(f"/link/{case.pk}")
    looks = client_of(ryde, "rahman").get(f"/api/v1/safety/cases/{case.pk}/looks").json()["looks"]
    assert looks[0]["who"] == "PC Quinn"


@pytest.mark.feature("F32")
def test_the_trainer_books_and_asks_whether_it_helped_and_reads_no_note(ryde: SafetyScene) -> None:
    case = talked(ryde)
    ryde.press(case, "quinn", "request-training", topic="search")
    request = TrainingRequest.objects.get()
    hart = client_of(ryde, "hart")
    page = text_of(hart.get("/training"))
    assert "Searching safely" in page
    assert "Gloves" not in page
    assert "Union Street" not in page
    form = {"case": str(case.pk), "request": str(request.pk)}

    def send(name: str, **parts: str) -> Any:
        whole = form | {"press": name, "press_id": str(uuid4())} | parts
        return hart.post("/training", whole)

    yesterday = (timezone.localtime() - timedelta(days=1)).date().isoformat()
    wrong = send("book-training", on=yesterday)
    assert wrong.status_code == 409
    assert "That day is over." in text_of(wrong)
    assert send("book-training", on="").status_code == 422
    today = timezone.localdate().isoformat()
    assert send("book-training", on=today, where="Sports hall").status_code == 302
    assert "Sports hall" in text_of(hart.get("/training"))
    assert send("training-done", on=today).status_code == 302
    assert send("training-outcome", outcome="").status_code == 422
    assert send("training-outcome", outcome="helped").status_code == 302
    page = text_of(hart.get("/training"))
    assert "Outcome known" in page
    assert "It helped" in page
    assert "It helped".lower() in text_of(client_of(ryde, "quinn").get(f"/link/{case.pk}")).lower()
    assert send("save-talk", heading="kit", text="Mine now").status_code == 404


@pytest.mark.feature("F35")
def test_a_place_is_offered_with_its_reasons_and_recorded_when_taken(ryde: SafetyScene) -> None:
    ryde.records()
    hart = client_of(ryde, "hart")
    page = text_of(hart.get("/training/places"))
    assert "assaulted at work lately" in page
    assert "check locally" in page
    wrong = hart.post("/training/places", {"numbers": ["3318"], "others": "9999", "hours": "x"})
    assert wrong.status_code == 422
    page = text_of(wrong)
    assert "Nobody who serves has the number 9999." in page
    assert 'value="3318" checked' in page
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    form = {"numbers": ["3318"], "others": "2087, 3320", "done_on": day, "hours": "6,5"}
    assert hart.post("/training/places", form).status_code == 302
    assert sorted(TrainingRecord.objects.values_list("officer__number", "hours")) == [
        ("2087", 6.5),
        ("3318", 6.5),
        ("3320", 6.5),
    ]


def test_a_station_filter_that_is_no_number_shows_nobody_and_breaks_nothing(
    ryde: SafetyScene,
) -> None:
    hart = client_of(ryde, "hart")
    assert "PC Rahman" not in text_of(hart.get("/training/places?station=x"))
    assert "PC Rahman" in text_of(hart.get(f"/training/places?station={ryde.station.pk}"))


def test_the_stations_page_counts_and_names_nobody(ryde: SafetyScene) -> None:
    day = timezone.localdate() - timedelta(days=30)
    TrainingRecord.objects.create(
        officer=ryde.officers["rahman"], course="ppst", done_on=day, hours=12
    )
    hart = client_of(ryde, "hart")
    page = text_of(hart.get("/training/currency"))
    assert "Rahman" not in page
    assert 'data-label="In date">1 <small class="t2">9%</small>' in page
    table = hart.get("/training/currency.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "Ryde,11,1,0,0,10,1" in table.content.decode()


@pytest.mark.feature("F37")
def test_a_short_session_is_suggested_by_the_rota_and_by_what_was_asked_for(
    ryde: SafetyScene,
) -> None:
    case = talked(ryde)
    ryde.press(case, "quinn", "request-training", topic="search")
    start = timezone.now() + timedelta(days=2)
    for name in ("rahman", "ives", "quinn"):
        on_duty(ryde, name, start, 8)
    hart = client_of(ryde, "hart")
    page = text_of(hart.get(f"/training/sessions?station={ryde.station.pk}"))
    assert "3 of 11" in page
    assert "Searching safely" in page
    assert "Rahman" not in page
    assert "nobody on duty" in text_of(
        hart.get(f"/training/sessions?station={ryde.other_station.pk}")
    )
    assert "Choose a station" in text_of(hart.get("/training/sessions?station=x"))


@pytest.mark.feature("F27", "F66")
def test_coverage_is_red_without_a_link_officer_and_an_inspector_appoints_one(
    ryde: SafetyScene,
) -> None:
    okonedo = client_of(ryde, "okonedo")
    assert "2 stations have no link officer in date" in text_of(okonedo.get("/coverage"))
    trained = (timezone.localdate() - timedelta(days=10)).isoformat()
    form = {"do": "appoint", "station": str(ryde.station.pk), "number": "9999"}
    wrong = okonedo.post("/coverage", form)
    assert wrong.status_code == 422
    assert "No officer has the number 9999" in text_of(wrong)
    elsewhere = form | {"station": str(ryde.other_station.pk), "number": "2087"}
    assert okonedo.post("/coverage", elsewhere).status_code == 403
    form |= {"number": "2087", "trained_on": trained, "expires_on": "soon"}
    assert "2026-12-03" in text_of(okonedo.post("/coverage", form))
    form["expires_on"] = (timezone.localdate() + timedelta(days=300)).isoformat()
    assert okonedo.post("/coverage", form).status_code == 302
    assert "1 station has no link officer in date" in text_of(okonedo.get("/coverage"))
    row = LinkAppointment.objects.get()
    renew = {"do": "renew", "appointment": str(row.pk), "trained_on": trained, "expires_on": ""}
    assert "Give the last day" in text_of(okonedo.post("/coverage", renew))
    assert okonedo.post("/coverage", {"do": "end", "appointment": str(row.pk)}).status_code == 302
    assert okonedo.post("/coverage", {"do": "end", "appointment": "0"}).status_code == 404
    assert okonedo.post("/coverage", {"do": "promote"}).status_code == 404


def test_who_only_looks_at_coverage_finds_no_form_and_a_chief_no_name(ryde: SafetyScene) -> None:
    LinkAppointment.objects.create(
        officer=ryde.officers["quinn"],
        station=ryde.station,
        appointed_on=date(2026, 1, 5),
        trained_on=date(2026, 1, 5),
        expires_on=timezone.localdate() + timedelta(days=100),
    )
    for name, role, named in (
        ("quinn", None, True),
        ("reed", Role.CHIEF_OFFICER, False),
    ):
        client = client_of(ryde, name, role)
        page = text_of(client.get("/coverage")).split("<main", 1)[1]
        assert "Appoint a link officer" not in page
        assert ("PC Quinn" in page) == named
        posted = client.post("/coverage", {"do": "appoint", "number": "3320", "station": "1"})
        assert posted.status_code == 403
        assert "Quinn" not in client.get("/coverage.csv").content.decode()


def test_the_same_is_said_by_the_api(ryde: SafetyScene) -> None:
    ryde.records()
    quinn, chief = client_of(ryde, "quinn"), client_of(ryde, "reed", Role.CHIEF_OFFICER)
    talks = quinn.get("/api/v1/safety/link-queue").json()["talks"]
    assert [(row["name"], row["turn"]) for row in talks] == [("PC Rahman", "yours")]
    stations = chief.get("/api/v1/safety/coverage").json()["stations"]
    assert all("people" not in one for one in stations)
    hart = client_of(ryde, "hart")
    places = hart.get("/api/v1/safety/training-places").json()["places"]
    assert len(places) == 11
    assert all(one["sentence"] and one["reasons"] for one in places)

    def send(address: str, **body: Any) -> Any:
        return hart.post(f"/api/v1/safety/{address}", body, content_type="application/json")

    made = send("link-officers", number="2087", station=ryde.station.pk)
    assert made.status_code == 201
    row = made.json()["appointment"]
    again = send("link-officers", number="2087", station=ryde.station.pk)
    assert again.status_code == 422
    assert "already" in again.json()["errors"][0]["message"]
    day = timezone.localdate().isoformat()
    until = (timezone.localdate() + timedelta(days=365)).isoformat()
    trained = send("link-officers/training", appointment=row, trained_on=day, expires_on=until)
    assert trained.json()["expires_on"] == until
    assert send("link-officers/end", appointment=row).json()["ended_on"] == day
    assert send("link-officers/end", appointment=10**8).status_code == 404
    ahead = (timezone.localdate() + timedelta(days=9)).isoformat()
    place = {"numbers": ["3318"], "course_on": ahead, "where": "Hall"}
    assert send("training-places/offers", **place).json() == {"officers": ["3318"]}
    second = send("training-places/offers", **place | {"where": "Netley"})
    assert "PC Rahman was offered" in second.json()["errors"][0]["message"]
    rahman = client_of(ryde, "rahman")
    offer = rahman.get("/api/v1/safety/my-place").json()["place"]
    assert (offer["course_on"], offer["where"], offer["answer"]) == (ahead, "Hall", "")
    ives = client_of(ryde, "ives")
    assert ives.get("/api/v1/safety/my-place").json() == {"place": None}
    body = {"offer": offer["id"], "answer": "taken"}
    address = "/api/v1/safety/training-places/answers"
    assert ives.post(address, body, content_type="application/json").status_code == 404
    taken = rahman.post(address, body, content_type="application/json")
    assert taken.json() == {"officer": "3318", "answer": "taken"}
    noted = send("training-places/answers", offer=offer["id"], answer="declined")
    assert noted.json() == {"officer": "3318", "answer": "declined"}
    listed = hart.get("/api/v1/safety/training-places").json()["places"]
    assert [one["offered"]["answer"] for one in listed if one["offered"]] == ["declined"]
    assert send("courses", numbers=["3318"], done_on=day, hours=8).json() == {"officers": ["3318"]}


def test_requests_are_shown_in_pages_by_where_they_stand() -> None:
    from django.core.paginator import Paginator

    from outrider.web.link.training import ON_A_PAGE, _state

    found = {"requested": [], "booked": [object()] * 40, "done": [], "outcome-known": []}
    assert _state(found, "") == "booked"  # type: ignore[arg-type]
    assert _state(found, "done") == "done"  # type: ignore[arg-type]
    assert _state(found, "pink") == "booked"  # type: ignore[arg-type]
    assert len(Paginator(found["booked"], ON_A_PAGE).get_page("9").object_list) == 40 % ON_A_PAGE


def test_the_officer_says_how_a_begun_talk_goes_on_and_another_takes_it_over(
    ryde: SafetyScene,
) -> None:
    row = LinkAppointment.objects.create(
        officer=ryde.officers["quinn"], station=ryde.station, appointed_on=timezone.localdate()
    )
    case = talked(ryde)
    okonedo = client_of(ryde, "okonedo")
    ended = okonedo.post("/coverage", {"do": "end", "appointment": row.pk}, follow=True)
    assert "1 talk of theirs has begun. The officer is asked how they want to go on." in (
        text_of(ended)
    )
    ives = client_of(ryde, "ives", Role.LINK_OFFICER)
    assert "1 conversation waits for the officer." in text_of(ives.get("/link"))
    assert ives.get(f"/link/{case.pk}").status_code == 404
    rahman = client_of(ryde, "rahman")
    assert "can’t go on with your conversation" in text_of(rahman.get(f"/my-case/{case.pk}"))
    step = {"press": "go-on", "form": "go-on", "press_id": str(uuid4())}
    assert "Say whether your notes" in text_of(rahman.post(f"/my-case/{case.pk}", step))
    said = rahman.post(f"/my-case/{case.pk}", step | {"notes": "no"}, follow=True)
    assert "You go on with another link officer." in text_of(said)
    waiting = text_of(ives.get(f"/link/{case.pk}"))
    assert "wants to go on with another link officer" in waiting
    assert "Gloves" not in waiting
    assert press(ives, case, "take-over").status_code == 302
    mine = text_of(ives.get(f"/link/{case.pk}"))
    assert "Accepted: agree a time" in mine
    assert "Gloves" not in mine


@pytest.mark.feature("F35")
def test_a_place_is_offered_and_its_answer_kept_on_the_list(ryde: SafetyScene) -> None:
    hart = client_of(ryde, "hart")
    day = timezone.localdate() + timedelta(days=9)
    form = {"do": "offer", "numbers": ["3318"], "course_on": day.isoformat(), "where": "Hall"}
    wrong = hart.post("/training/places", form | {"where": ""})
    assert wrong.status_code == 422
    assert "Say where the course is." in text_of(wrong)
    noted = text_of(hart.post("/training/places", form, follow=True))
    assert "No answer yet" in noted
    assert "by Sgt Hart, for" in noted
    again = hart.post("/training/places", form | {"where": "Netley"})
    assert "PC Rahman was offered" in text_of(again)
    offer = PlaceOffer.objects.get()
    answer = {"do": "answer", "offer": str(offer.pk), "answer": "declined"}
    assert "PC Rahman: place declined." in text_of(
        hart.post("/training/places", answer, follow=True)
    )
    unknown = answer | {"offer": str(uuid4())}
    assert hart.post("/training/places", unknown).status_code == 404
    assert hart.post("/training/places", {"do": "nothing"}).status_code == 404


@pytest.mark.feature("F35")
def test_the_officer_reads_of_an_offered_place_and_answers_it_without_script(
    ryde: SafetyScene,
) -> None:
    day = timezone.localdate() + timedelta(days=9)
    form = {"do": "offer", "numbers": ["3318"], "course_on": day.isoformat(), "where": "Hall"}
    hart = client_of(ryde, "hart")
    hart.post("/training/places", form)
    rahman = client_of(ryde, "rahman")
    assert "A place in safety training is offered to you" in text_of(rahman.get("/notices"))
    notice = Notice.objects.get(kind="place-offered")
    assert rahman.post(f"/notices/{notice.pk}")["Location"] == "/my-case"
    mine = text_of(rahman.get("/my-case"))
    assert "Hall. Offered by Sgt Hart." in mine
    offer = PlaceOffer.objects.get()
    sent = {"offer": str(offer.pk), "answer": "taken"}
    assert "no longer offered" in text_of(
        client_of(ryde, "ives").post("/my-case", sent, follow=True)
    )
    assert "Say whether" in text_of(rahman.post("/my-case", sent | {"answer": "?"}, follow=True))
    taken = text_of(rahman.post("/my-case", sent, follow=True))
    assert "You take the place." in taken
    assert "You have a place in safety training" in taken
    assert "I can’t come after all" in taken
    assert "Taken" in text_of(hart.get("/training/places"))


@pytest.mark.feature("F31")
def test_the_officer_says_what_becomes_of_a_lesson_left_behind(ryde: SafetyScene) -> None:
    row = LinkAppointment.objects.create(
        officer=ryde.officers["quinn"], station=ryde.station, appointed_on=timezone.localdate()
    )
    case = talked(ryde)
    quinn = client_of(ryde, "quinn")
    press(quinn, case, "save-lesson", text="Keep a wall behind you", codes=["crowd"])
    press(quinn, case, "finish-talk")
    client_of(ryde, "okonedo").post("/coverage", {"do": "end", "appointment": row.pk})
    rahman, ives = client_of(ryde, "rahman"), client_of(ryde, "ives", Role.LINK_OFFICER)
    assert "Your lesson waits for them" in text_of(rahman.get(f"/my-case/{case.pk}"))
    step = {"press": "pass-lesson", "form": "pass-lesson", "press_id": str(uuid4())}
    said = text_of(rahman.post(f"/my-case/{case.pk}", step, follow=True))
    assert "Your lesson waits for another link officer" in said
    waiting = text_of(ives.get(f"/link/{case.pk}"))
    assert "PC Rahman lets another link officer read a lesson" in waiting
    assert "Nothing was asked for" not in waiting
    assert "a wall" not in waiting
    assert press(ives, case, "take-over").status_code == 302
    read = text_of(ives.get(f"/link/{case.pk}"))
    assert "Keep a wall behind you" in read
    assert "Gloves" not in read
    assert press(ives, case, "agree-lesson").status_code == 302
    assert "You agreed" in text_of(ives.get(f"/link/{case.pk}"))


def test_a_talk_without_a_note_can_be_finished_once_its_time_is_over(ryde: SafetyScene) -> None:
    case = ryde.records()
    quinn, rahman = client_of(ryde, "quinn"), client_of(ryde, "rahman")
    press(quinn, case, "offer-talk")
    step = {"press": "accept-talk", "form": "accept-talk", "press_id": str(uuid4())}
    rahman.post(f"/my-case/{case.pk}", step)
    talk, asked = Talk.objects.get(), "they want no note?"
    Talk.objects.update(meets_at=timezone.now() + timedelta(days=2))
    assert asked not in text_of(quinn.get(f"/link/{case.pk}"))
    Talk.objects.update(meets_at=timezone.now() - timedelta(hours=1))
    assert asked in text_of(quinn.get(f"/link/{case.pk}"))
    assert press(quinn, case, "finish-talk", minutes="25").status_code == 302
    talk.refresh_from_db()
    assert (talk.state, talk.minutes) == ("finished", 25)
    assert talk.talked_at is not None
    assert "The talk is finished." in text_of(rahman.get(f"/my-case/{case.pk}"))
