"""A second factor: who needs one, that no way in leaves it out, and that a code works once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from outrider.config.signing_in import roles_with_second_factor
from outrider.domain.access import NEED_BY_DEFAULT, ROLE_PERMISSIONS, Permission, Role
from outrider.journal.models import Entry
from outrider.people.sessions import viewer_of_session
from tests.support.authenticator import PASSWORD, App, enrol, first_step, somebody

NOON = datetime(2026, 11, 14, 12, 0, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_for(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_ROLES = NEED_BY_DEFAULT


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def later(clock: Any, seconds: float) -> None:
    clock.shift(timedelta(seconds=seconds))


@pytest.fixture
def inspector(clock: Any) -> tuple[Client, App, list[str]]:
    """An inspector with an app, signed in; half an hour has passed since."""
    somebody("hale", Role.INSPECTOR)
    client = Client()
    first_step(client, "hale")
    app, codes = enrol(client)
    later(clock, 1800)
    return client, app, codes


# Who needs one


def test_whoever_approves_releases_gives_roles_or_reads_a_case_needs_one():
    weighty = {
        Permission.APPROVE_PACK_POLICE,
        Permission.APPROVE_PACK_AMBULANCE,
        Permission.APPROVE_SCHEME_FIRE,
        Permission.RELEASE_POLICE,
        Permission.RELEASE_FIRE,
        Permission.MANAGE_ACCOUNTS,
        Permission.OPEN_PLANS,
        Permission.OPEN_HEALTH,
        Permission.OPEN_LINK_QUEUE,
    }
    for role in Role:
        if ROLE_PERMISSIONS[role] & weighty:
            assert role in NEED_BY_DEFAULT, role
    assert Role.OFFICER not in NEED_BY_DEFAULT  # reads their own case
    assert Role.CO_RESPONDER not in NEED_BY_DEFAULT
    assert Role.AMBULANCE_CREW not in NEED_BY_DEFAULT


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        (["none"], frozenset()),
        (["all"], frozenset(Role)),
        (["default", "analyst"], NEED_BY_DEFAULT | {Role.ANALYST}),
        (["officer"], frozenset({Role.OFFICER})),
    ],
)
def test_the_setting_names_roles(words: list[str], roles: frozenset[Role]):
    assert roles_with_second_factor(words) == roles


def test_a_role_that_does_not_exist_stops_the_server_with_its_name():
    with pytest.raises(Exception, match=r"inspektor.*Use default, all, none"):
        roles_with_second_factor(["inspektor"])


def test_who_needs_one_and_has_none_is_led_to_set_one_up_and_reaches_nothing_else(clock: Any):
    somebody("hale", Role.OFFICER, Role.INSPECTOR)
    client = Client()
    answer = first_step(client, "hale", next="/plans")
    assert answer["Location"] == "/account/security?next=%2Fplans"
    for address in (
        "/plans",
        "/board",
        "/account",
        "/notices",
        "/my-case",
        "/set-up/people",
        "/phone",
    ):
        answer = client.get(address)
        assert answer.get("Location", "").startswith("/account/security"), (address, answer)
    for address in ("/api/v1/snapshot", "/api/v1/stream?after=0", "/api/v1/search?q=x"):
        assert client.get(address).status_code == 401, address
    assert client.get("/phone/record/me.json").status_code == 401
    client.post("/role", {"role": "officer"})
    assert client.get("/my-case")["Location"].startswith("/account/security")
    assert viewer_of_session(client.session.session_key, timezone.now()) is None
    page = client.get("/account/security").content.decode()
    assert "Set up a second factor" in page
    enrol(client)
    assert client.get("/my-case").status_code == 200
    assert viewer_of_session(client.session.session_key, timezone.now()) is not None


def test_who_needs_none_signs_in_as_before(clock: Any):
    somebody("reed", Role.OFFICER)
    client = Client()
    assert first_step(client, "reed")["Location"] == "/my-case"
    assert client.get("/my-case").status_code == 200


def test_the_demo_asks_nobody(clock: Any, settings: Any):
    somebody("hale", Role.INSPECTOR)
    settings.DEMO = True
    client = Client()
    assert first_step(client, "hale")["Location"] == "/board"
    assert client.get("/account/security/app").status_code == 404


# No way in leaves it out


def test_a_password_alone_opens_nothing_for_who_has_one(inspector: Any):
    client = Client()
    assert first_step(client, "hale", next="/plans")["Location"] == "/sign-in/second-step"
    assert client.get("/plans")["Location"].startswith("/sign-in")
    assert client.get("/api/v1/snapshot").status_code == 401
    assert client.get("/account/security")["Location"].startswith("/sign-in")
    _, app, _ = inspector
    answer = client.post("/sign-in/second-step", {"code": app.code()})
    assert answer["Location"] == "/plans"
    assert client.get("/plans").status_code == 200


def test_a_session_opened_by_any_other_door_stands_for_nobody_until_the_factor_is_shown(
    inspector: Any,
):
    user = Authenticator.objects.filter(type="totp").get().user
    client = Client()
    client.force_login(user)  # as an admin page, a password change or a forgotten view would
    assert client.get("/plans")["Location"] == "/account/confirm?next=%2Fplans"
    assert client.get("/api/v1/snapshot").status_code == 401
    assert viewer_of_session(client.session.session_key, timezone.now()) is None
    assert client.get("/account/security")["Location"].startswith("/account/confirm")
    assert client.get("/account/security/app")["Location"].startswith("/account/confirm")
    # the password is no second factor
    assert client.post("/account/confirm", {"password": PASSWORD}).status_code == 422
    _, app, _ = inspector
    answer = client.post("/account/confirm", {"code": app.code(), "next": "/plans"})
    assert answer["Location"] == "/plans"
    assert client.get("/plans").status_code == 200


def test_a_new_password_by_a_link_does_not_take_the_second_factor_off(inspector: Any):
    from outrider.people.links import choose_password, path_of, person_of

    user = Authenticator.objects.filter(type="totp").get().user
    _, _, uid, token = path_of(user).split("/")
    assert person_of(uid, token) == user
    choose_password(user, PASSWORD, timezone.now())
    assert first_step(Client(), "hale")["Location"] == "/sign-in/second-step"


def test_what_one_person_proved_does_not_count_for_the_next_at_the_same_screen(inspector: Any):
    client, _, _ = inspector
    somebody("lowe", Role.INSPECTOR)
    assert first_step(client, "lowe")["Location"] == "/account/security"
    assert client.get("/plans")["Location"].startswith("/account/security")


def test_a_first_step_waits_a_quarter_of_an_hour_for_its_second(inspector: Any, clock: Any):
    _, app, _ = inspector
    client = Client()
    first_step(client, "hale")
    later(clock, 16 * 60)
    answer = client.post("/sign-in/second-step", {"code": app.code()})
    assert answer["Location"] == "/sign-in"
    assert client.get("/plans")["Location"].startswith("/sign-in")


def test_an_account_that_ended_between_the_steps_is_not_signed_in(inspector: Any):
    _, app, _ = inspector
    client = Client()
    first_step(client, "hale")
    user = Authenticator.objects.filter(type="totp").get().user
    user.is_active = False
    user.save()
    client.post("/sign-in/second-step", {"code": app.code()})
    assert client.get("/plans")["Location"].startswith("/sign-in")


def test_a_phone_in_the_field_stays_signed_in_when_its_person_adds_one_at_a_desk(clock: Any):
    somebody("reed", Role.OFFICER)
    phone, desk = Client(), Client()
    first_step(phone, "reed")
    later(clock, 60)
    first_step(desk, "reed")
    later(clock, 60)
    enrol(desk)
    assert phone.get("/phone/record/me.json").status_code == 200
    assert first_step(Client(), "reed")["Location"] == "/sign-in/second-step"


def test_only_addresses_that_are_used_are_there():
    client = Client()
    for address in ("/accounts/login/", "/accounts/signup/", "/accounts/email/", "/signup/",
                    "/accounts/password/reset/", "/accounts/social/connections/", "/accounts/2fa/",
                    "/admin/", "/admin/login/", "/sign-in/directory", "/sign-in/directory/answer"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    assert "allauth.urls" not in str(django_settings.ROOT_URLCONF)


# Codes of an app


def test_the_secret_is_shown_as_a_picture_and_as_text_and_kept_encrypted(clock: Any):
    somebody("hale", Role.INSPECTOR)
    client = Client()
    first_step(client, "hale")
    page = client.get("/account/security/app").content.decode()
    assert "<svg" in page
    assert 'class="qr"' in page
    assert " style=" not in page
    app, codes = enrol(client)
    row = Authenticator.objects.get(type="totp")
    assert app.secret not in str(row.data)
    assert len(codes) == 10
    kept = Authenticator.objects.get(type="recovery_codes").data
    assert not any(code.replace(" ", "") in str(kept) for code in codes)


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(clock: Any):
    somebody("hale", Role.INSPECTOR)
    client = Client()
    first_step(client, "hale")
    before = client.get("/account/security/app").content.decode()
    answer = client.post("/account/security/app", {"code": "000000"})
    assert answer.status_code == 422
    assert before.split("Key: </span>")[1][:30] in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert client.get("/plans")["Location"].startswith("/account/security")


def test_a_code_is_good_once_and_no_neighbour_before_it_is_good_after(inspector: Any, clock: Any):
    _, app, _ = inspector
    code, before = app.code(), app.code(timezone.now().timestamp() - 30)
    client = Client()
    first_step(client, "hale")
    assert client.post("/sign-in/second-step", {"code": code}).status_code == 302
    for again in (code, before):
        other = Client()
        first_step(other, "hale")
        assert other.post("/sign-in/second-step", {"code": again}).status_code == 422
    # past the period for which allauth would remember it, yet within the drift that is let
    later(clock, 31)
    other = Client()
    first_step(other, "hale")
    assert other.post("/sign-in/second-step", {"code": code}).status_code == 422
    assert other.post("/sign-in/second-step", {"code": app.code()}).status_code == 302


def test_the_code_that_set_the_app_up_does_not_sign_in(clock: Any):
    somebody("hale", Role.INSPECTOR)
    client = Client()
    first_step(client, "hale")
    app, _ = enrol(client)
    other = Client()
    first_step(other, "hale")
    assert other.post("/sign-in/second-step", {"code": app.code()}).status_code == 422


@pytest.mark.parametrize(("drift", "good"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])  # fmt: skip
def test_a_phone_s_clock_may_be_half_a_minute_out(inspector: Any, drift: int, good: bool):
    _, app, _ = inspector
    client = Client()
    first_step(client, "hale")
    code = app.code(timezone.now().timestamp() + drift)
    answer = client.post("/sign-in/second-step", {"code": f" {code[:3]} {code[3:]} "})
    assert (answer.status_code == 302) is good


def test_guessing_codes_is_slowed_for_the_account_over_all_its_sessions(inspector: Any, clock: Any):
    _, app, _ = inspector
    for _ in range(5):
        client = Client()
        first_step(client, "hale")
        assert client.post("/sign-in/second-step", {"code": "000000"}).status_code == 422
    client = Client()
    first_step(client, "hale")
    answer = client.post("/sign-in/second-step", {"code": app.code()})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Too many wrong tries" in answer.content.decode()
    later(clock, 15 * 60 + 1)
    client = Client()
    first_step(client, "hale")
    assert client.post("/sign-in/second-step", {"code": app.code()}).status_code == 302


def test_a_right_password_does_not_forgive_wrong_codes(inspector: Any):
    for _ in range(5):
        client = Client()
        first_step(client, "hale")
        client.post("/sign-in/second-step", {"code": "000000"})
    client = Client()
    first_step(client, "hale")
    assert client.post("/sign-in/second-step", {"code": "000000"}).status_code == 429


@pytest.mark.parametrize("code", ["", "   ", "abc", "१२३४५६", "1" * 5000, "\x00"])
def test_what_is_no_code_is_a_mistake_and_no_fault_of_ours(inspector: Any, code: str):
    client = Client()
    first_step(client, "hale")
    assert client.post("/sign-in/second-step", {"code": code}).status_code == 422


@pytest.mark.parametrize("credential", ["x", "{}", "[]", '{"id": 1}', '{"response": {}}', '{"response": null}'])  # fmt: skip
def test_what_is_no_passkey_is_a_mistake_and_no_fault_of_ours(inspector: Any, credential: str):
    client = Client()
    first_step(client, "hale")
    sent = {"credential": credential}
    assert client.post("/sign-in/second-step", sent).status_code == 422
    assert Client().post("/sign-in/passkey", sent).status_code == 422


# Recovery codes


def test_a_recovery_code_works_once_and_is_on_record(inspector: Any):
    _, _, codes = inspector
    client = Client()
    first_step(client, "hale")
    assert client.post("/sign-in/second-step", {"code": codes[0]}).status_code == 302
    assert "9 are left" in client.get("/account/security").content.decode()
    assert Entry.objects.filter(kind="account.recovery-code-used").count() == 1
    other = Client()
    first_step(other, "hale")
    assert other.post("/sign-in/second-step", {"code": codes[0]}).status_code == 422
    assert other.post("/sign-in/second-step", {"code": codes[1]}).status_code == 302


def test_recovery_codes_are_shown_once_and_new_ones_end_the_old(inspector: Any, clock: Any):
    client, app, old = inspector
    client.post("/account/confirm", {"code": app.code()})
    again = client.get("/account/security/codes").content.decode()
    assert "shown already" in again
    assert old[3] not in again
    shown = client.post("/account/security/codes/new", follow=True).content.decode()
    assert "data:text/plain" in shown
    other = Client()
    first_step(other, "hale")
    assert other.post("/sign-in/second-step", {"code": old[3]}).status_code == 422


# Changes ask again


@pytest.mark.parametrize("address", ["/account/security/app", "/account/security/passkey", "/account/security/codes"])  # fmt: skip
def test_a_change_asks_who_it_is_after_five_minutes(inspector: Any, address: str):
    client, app, _ = inspector
    assert client.get(address)["Location"].startswith("/account/confirm?next=")
    answer = client.post("/account/confirm", {"code": app.code(), "next": address})
    assert answer["Location"] == address
    assert client.get(address).status_code == 200


def test_the_last_one_of_who_needs_one_stays(inspector: Any):
    client, app, _ = inspector
    client.post("/account/confirm", {"code": app.code()})
    row = Authenticator.objects.get(type="totp")
    assert client.post(f"/account/security/remove/{row.pk}").status_code == 409
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_who_needs_none_may_remove_theirs_and_the_codes_go_with_it(clock: Any):
    somebody("reed", Role.OFFICER)
    client = Client()
    first_step(client, "reed")
    enrol(client)
    row = Authenticator.objects.get(type="totp")
    assert client.post(f"/account/security/remove/{row.pk}").status_code == 302
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(kind="account.second-factor-removed").exists()


def test_somebody_else_s_is_not_there(inspector: Any, clock: Any):
    row = Authenticator.objects.get(type="totp")
    somebody("reed", Role.OFFICER)
    client = Client()
    first_step(client, "reed")
    assert client.get(f"/account/security/remove/{row.pk}").status_code == 404
    assert client.post(f"/account/security/remove/{row.pk}").status_code == 404
    assert client.post(f"/account/security/passkey/{row.pk}", {"name": "x"}).status_code == 404


def test_no_page_leads_to_another_host(inspector: Any):
    client, app, _ = inspector
    answer = client.post("/account/confirm", {"code": app.code(), "next": "https://evil.example/"})
    assert answer["Location"].startswith("/")
