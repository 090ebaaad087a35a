"""“I lost my phone”: an administrator, or the command line, takes second factors off."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from outrider.cli import app as command_line
from outrider.domain.access import NEED_BY_DEFAULT, Role
from outrider.journal.models import Entry
from outrider.people.models import RoleGrant, Station, User
from outrider.people.sessions import viewer_of_session
from tests.support.authenticator import enrol, first_step, somebody

pytestmark = pytest.mark.django_db
REASON = "Rang from the desk at Ryde; known to me"


@pytest.fixture(autouse=True)
def _asked_for(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_ROLES = NEED_BY_DEFAULT


def with_app(name: str, *roles: Role) -> tuple[User, Client]:
    user, client = somebody(name, *roles), Client()
    first_step(client, name)
    enrol(client)
    return user, client


def address(user: User) -> str:
    return f"/set-up/second-factors/{user.pseudonym}"


def test_an_administrator_takes_them_off_with_a_reason_and_it_is_on_record():
    hale, phone = with_app("hale", Role.INSPECTOR)
    chief, admin = with_app("chief", Role.ADMINISTRATOR)
    assert "hale" in admin.get("/set-up/second-factors?q=Hale").content.decode()
    assert admin.post(address(hale), {"sessions": "yes"}).status_code == 422
    assert Authenticator.objects.filter(user=hale).exists()
    answer = admin.post(address(hale), {"reason": REASON, "sessions": "yes"})
    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=hale).exists()
    entry = Entry.objects.get(kind="account.second-factors-removed-for")
    assert entry.actor == str(chief.pseudonym)
    assert entry.stream == f"user:{hale.pseudonym}"
    assert REASON not in str(entry.payload)
    # the lost phone is signed out, with its streams; the next sign-in leads to a new one
    assert phone.get("/plans")["Location"].startswith("/sign-in")
    assert viewer_of_session(phone.session.session_key, timezone.now()) is None
    assert first_step(Client(), "hale")["Location"] == "/account/security"


def test_who_only_broke_theirs_stays_signed_in():
    hale, phone = with_app("hale", Role.INSPECTOR)
    _, admin = with_app("chief", Role.ADMINISTRATOR)
    admin.post(address(hale), {"reason": REASON})
    assert phone.get("/plans").status_code == 200


def test_nobody_takes_off_their_own_here_nor_without_the_permission():
    hale, inspector = with_app("hale", Role.INSPECTOR)
    chief, admin = with_app("chief", Role.ADMINISTRATOR)
    assert admin.post(address(chief), {"reason": REASON}).status_code == 422
    assert inspector.get("/set-up/second-factors").status_code == 403
    assert inspector.post(address(hale), {"reason": REASON}).status_code == 403
    assert Authenticator.objects.filter(user__in=(hale, chief), type="totp").count() == 2


def test_an_administrator_of_a_station_reaches_its_people_alone():
    ryde = Station.objects.create(code="ryde", name="Ryde", agency="police", lat=50.7, lon=-1.2)
    hale, _ = with_app("hale", Role.INSPECTOR)
    lowe = somebody("lowe")
    RoleGrant.objects.create(user=lowe, role=Role.SUPERVISOR.value, station=ryde)
    client = Client()
    first_step(client, "lowe")
    enrol(client)
    local, admin = somebody("local"), Client()
    RoleGrant.objects.create(user=local, role=Role.ADMINISTRATOR.value, station=ryde)
    first_step(admin, "local")
    enrol(admin)
    page = admin.get("/set-up/second-factors").content.decode()
    assert "lowe" in page
    assert "hale" not in page
    assert admin.post(address(hale), {"reason": REASON}).status_code == 404
    assert admin.post(address(lowe), {"reason": REASON}).status_code == 302


def test_a_page_of_nobody_says_so():
    _, admin = with_app("chief", Role.ADMINISTRATOR)
    page = admin.get("/set-up/second-factors?q=zzz").content.decode()
    assert "Nobody of that name has a second factor" in page


def test_the_command_line_does_it_when_nobody_can_be_asked():
    hale, _ = with_app("hale", Role.INSPECTOR)
    run = CliRunner().invoke
    named = ["account", "remove-second-factors", "HALE", "--reason"]
    assert run(command_line, [*named, " "]).exit_code == 1
    assert run(command_line, ["account", "remove-second-factors", "nobody", "--reason", "x"]).exit_code == 1  # fmt: skip
    assert Authenticator.objects.filter(user=hale).exists()
    done = run(command_line, [*named, REASON])
    assert done.exit_code == 0, done.output
    assert not Authenticator.objects.filter(user=hale).exists()
    assert Entry.objects.get(kind="account.second-factors-removed-for").actor == "system"
