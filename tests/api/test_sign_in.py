"""Signing in with a force account, acting in a role, and the pages of what cannot be opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from outrider.api.feeds import Feed
from outrider.api.tokens import create_token
from outrider.domain.access import Permission, Role
from outrider.people.models import Crewing, RoleGrant, Station, User
from outrider.people.queries import viewer_for
from outrider.people.sessions import viewer_of_session
from outrider.web.auth import page
from outrider.web.auth.models import SignInFailure
from tests.api.browsers import Browser, Browsers
from tests.support.scene import Scene

PASSWORD = "a long sentence about the sea"


@pytest.fixture
def priya(db: None) -> User:
    user = User.objects.create_user("priya", password=PASSWORD, display_name="Priya Nandakumar")
    RoleGrant.objects.create(user=user, role=Role.AMBULANCE_CONTROL.value)
    return user


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in", {"username": "priya", "password": password} | more)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_right_password_opens_the_room_of_the_role(priya: User, client: Client) -> None:
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/console")
    assert client.get("/api/v1/snapshot").json()["viewer"]["name"] == "Priya Nandakumar"


def test_a_page_that_was_asked_for_is_opened_after_signing_in(priya: User, client: Client) -> None:
    assert sign_in(client, next="/evidence")["Location"] == "/evidence"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_host_after_signing_in(
    target: str, priya: User, client: Client
) -> None:
    assert sign_in(client, next=target)["Location"] == "/console"


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    priya: User, client: Client
) -> None:
    wrong_password = sign_in(client, "wrong")
    wrong_name = client.post("/sign-in", {"username": "nobody", "password": "wrong"})
    assert wrong_password.status_code == wrong_name.status_code == 422
    assert "do not go together" in text(wrong_password)
    assert text(wrong_name).count("do not go together") == text(wrong_password).count(
        "do not go together"
    )


def test_empty_fields_are_named_beside_the_field_and_at_the_top(client: Client, db: None) -> None:
    page_text = text(client.post("/sign-in", {"username": "", "password": ""}))
    assert page_text.count("Enter your user name") == 2
    assert page_text.count("Enter your password") == 2


def test_after_five_wrong_tries_even_the_right_password_waits(priya: User, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    response = sign_in(client)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Wait 15 minutes" in text(response)


def test_waiting_ends_with_the_window(priya: User, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    SignInFailure.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_the_table_of_wrong_tries_names_nobody(priya: User, client: Client) -> None:
    sign_in(client, "wrong")
    keys = set(SignInFailure.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("priya" in key or "127.0.0.1" in key for key in keys)


def test_signing_out_ends_the_session(priya: User, client: Client) -> None:
    sign_in(client)
    key = client.session.session_key
    assert viewer_of_session(key, timezone.now()) is not None
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert viewer_of_session(key, timezone.now()) is None
    assert client.get("/api/v1/snapshot").status_code == 401


def test_a_new_password_ends_every_session_of_the_old_one(priya: User, client: Client) -> None:
    sign_in(client)
    key = client.session.session_key
    priya.set_password("another sentence")
    priya.save()
    assert viewer_of_session(key, timezone.now()) is None


def test_somebody_who_left_has_no_session_any_more(priya: User, client: Client) -> None:
    sign_in(client)
    priya.is_active = False
    priya.save()
    assert viewer_of_session(client.session.session_key, timezone.now()) is None


def test_a_person_with_two_roles_acts_in_one_and_switches(priya: User, client: Client) -> None:
    RoleGrant.objects.create(user=priya, role=Role.EVALUATOR.value)
    sign_in(client)
    assert client.get("/api/v1/snapshot").status_code == 200
    assert "Evaluator" in text(client.get("/account"))
    assert client.post("/role", {"role": "evaluator"})["Location"] == "/evidence"
    assert client.get("/api/v1/snapshot").status_code == 403


def test_nobody_switches_to_a_role_that_they_do_not_hold(priya: User, client: Client) -> None:
    sign_in(client)
    client.post("/role", {"role": "inspector"})
    assert client.get("/api/v1/snapshot").json()["viewer"]["role"] == "ambulance-control"


def test_a_grant_counts_between_its_dates_only(priya: User) -> None:
    now = timezone.now()
    grant = RoleGrant.objects.get(user=priya)
    for begins, ends, holds in (
        (None, None, True),
        (now, None, True),
        (now + timedelta(seconds=1), None, False),
        (None, now, False),
        (None, now + timedelta(seconds=1), True),
    ):
        grant.valid_from, grant.valid_to = begins, ends
        grant.save()
        assert (viewer_for(priya, None, now) is not None) == holds, (begins, ends)


def test_a_role_at_two_stations_sees_both_and_one_for_the_force_sees_all(priya: User) -> None:
    stations = [
        Station.objects.create(code=name, name=name, agency="police", lat=50.7, lon=-1.3)
        for name in ("ryde", "newport")
    ]
    for station in stations:
        RoleGrant.objects.create(user=priya, role=Role.DUTY_SERGEANT.value, station=station)
    now = timezone.now()
    sergeant = viewer_for(priya, "duty-sergeant", now)
    assert sergeant is not None
    assert sergeant.station_ids == frozenset(station.pk for station in stations)
    RoleGrant.objects.create(user=priya, role=Role.DUTY_SERGEANT.value)
    everywhere = viewer_for(priya, "duty-sergeant", now)
    assert everywhere is not None
    assert everywhere.station_ids is None


def test_a_crew_member_is_of_the_unit_that_they_crew_now(scene: Scene) -> None:
    user = scene.crews["CW12"]
    now = timezone.now()
    on = viewer_for(user, None, now)
    assert on is not None
    assert on.unit_id == str(scene.units["CW12"].pk)
    Crewing.objects.filter(officer__user=user).update(ends_at=now)
    off = viewer_for(user, None, now)
    assert off is not None
    assert off.unit_id is None


def opened(user: User | None, *may: Permission) -> Any:
    """A page that needs these permissions, opened."""

    @page(*may)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"hello {request.viewer.name}")  # type: ignore[attr-defined]

    request = RequestFactory().get("/secret-board")
    if user is None:
        from django.contrib.auth.models import AnonymousUser

        request.user = AnonymousUser()
        request.session = {}  # type: ignore[assignment]
    else:
        request.user = user
        request.session = {}  # type: ignore[assignment]
    return view(request)


def test_a_page_opens_for_a_role_that_may(priya: User) -> None:
    assert text(opened(priya, Permission.OPEN_CONSOLE)) == "hello Priya Nandakumar"


def test_a_page_sends_somebody_signed_out_to_sign_in_and_back(db: None) -> None:
    assert opened(None, Permission.OPEN_CONSOLE)["Location"] == "/sign-in?next=/secret-board"


def test_a_page_that_is_not_ones_own_says_who_can_open_it_and_how_to_ask(
    browsers: Browsers,
) -> None:
    person = browsers.of(Role.EVALUATOR)
    response = person.client.get("/console")
    if response.status_code == 301:
        response = person.client.get(response["Location"])
    assert response.status_code == 403
    told = text(response)
    assert "Nothing here that you can open" in told
    assert "Ambulance control, Fire control" in told
    assert "You’ve done nothing wrong" in told


def test_an_address_that_does_not_exist_has_a_page_in_plain_words(client: Client, db: None) -> None:
    response = client.get("/nowhere/at/all")
    assert response.status_code == 404
    assert "Nothing here that you can open" in text(response)


def test_a_form_from_an_old_page_says_what_to_do(priya: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = sign_in(strict)
    assert response.status_code == 403
    assert "reload the page and press again" in text(response)


def test_a_token_is_kept_as_a_hash_and_shown_once(db: None) -> None:
    from outrider.api.models import ApiToken

    token = create_token("scas-cad", Feed.AMBULANCE_CAD, timezone.now())
    row = ApiToken.objects.get(name="scas-cad")
    assert token not in str(vars(row))
    assert Browser(None, token=token).get("reasons").status == 200


def test_the_command_line_makes_and_withdraws_a_token(db: None) -> None:
    from typer.testing import CliRunner

    from outrider.api.cli import app

    run = CliRunner()
    made = run.invoke(app, ["create", "iow-avl", "--role", "police-cad"])
    assert made.exit_code == 0, made.output
    token = made.stdout.split()[0]
    assert Browser(None, token=token).get("reasons").status == 200
    again = run.invoke(app, ["create", "iow-avl", "--role", "police-cad"])
    assert again.exit_code == 1
    assert "Choose another name" in again.output
    assert run.invoke(app, ["revoke", "iow-avl"]).exit_code == 0
    assert Browser(None, token=token).get("reasons").status == 401
    assert run.invoke(app, ["revoke", "iow-avl"]).exit_code == 1
