"""The page of what waits for somebody."""

from __future__ import annotations

import pytest
from django.test import Client

from outrider.notify.models import Notice
from outrider.people.models import Officer, RoleGrant, User
from outrider.people.sessions import ROLE_KEY
from outrider.safety.models import Case
from tests.support.station import SafetyScene, make_safety_scene


@pytest.fixture
def ryde(db: None) -> SafetyScene:
    return make_safety_scene()


@pytest.fixture
def case(ryde: SafetyScene) -> Case:
    made = ryde.records()
    ryde.press(made, "quinn", "offer-talk")
    return made


def signed_in(ryde: SafetyScene, name: str) -> Client:
    client = Client()
    user = ryde.officers[name].user
    assert user is not None
    client.force_login(user)
    session = client.session
    session[ROLE_KEY] = ryde.roles[name].value
    session.save()
    return client


def test_an_offer_is_listed_and_leads_to_my_case(ryde: SafetyScene, case: Case) -> None:
    client = signed_in(ryde, "rahman")
    page = client.get("/notices").content.decode()
    assert "A link officer offers you a conversation" in page
    assert case.number in page
    notice = Notice.objects.get(kind="talk-offered")
    answer = client.post(f"/notices/{notice.pk}")
    assert answer["Location"] == f"/my-case/{case.pk}"
    after = client.get("/notices").content.decode()
    assert "Nothing new" in after
    assert "Earlier" in after


def test_a_supervisor_is_led_to_the_plan(ryde: SafetyScene, case: Case) -> None:
    notice = Notice.objects.get(kind="case-opened")
    answer = signed_in(ryde, "ashworth").post(f"/notices/{notice.pk}")
    assert answer["Location"] == f"/plans/{case.pk}"


def test_nobody_follows_a_notice_of_somebody_else(ryde: SafetyScene, case: Case) -> None:
    notice = Notice.objects.get(kind="talk-offered")
    assert signed_in(ryde, "ives").post(f"/notices/{notice.pk}").status_code == 404
    assert Notice.objects.get(pk=notice.pk).read_at is None


def test_the_number_of_new_ones_stands_beside_the_name_of_the_page(
    ryde: SafetyScene, case: Case
) -> None:
    page = signed_in(ryde, "rahman").get("/notices").content.decode()
    assert '<b class="new">1<span class="vh"> new</span></b>' in page


def test_nothing_new_is_good_news(ryde: SafetyScene) -> None:
    assert "You are up to date" in signed_in(ryde, "ives").get("/notices").content.decode()


def test_a_role_that_cannot_open_it_is_told_how(ryde: SafetyScene, case: Case) -> None:
    user = ryde.officers["ashworth"].user
    assert user is not None
    RoleGrant.objects.create(user=user, role="analyst")
    client = signed_in(ryde, "ashworth")
    session = client.session
    session[ROLE_KEY] = "analyst"
    session.save()
    page = client.get("/notices").content.decode()
    assert "Not in this role" in page
    assert case.number not in page


def test_an_account_without_an_officer_says_so(db: None) -> None:
    user = User.objects.create(username="desk")
    RoleGrant.objects.create(user=user, role="analyst")
    client = Client()
    client.force_login(user)
    assert "not linked to an officer" in client.get("/notices").content.decode()
    assert not Officer.objects.filter(user=user).exists()


def test_signed_out_leads_to_signing_in(db: None) -> None:
    assert Client().get("/notices")["Location"].startswith("/sign-in")
