"""Signing in in Chromium: passkeys by a virtual authenticator, an app, recovery codes, the pages.

Each page in both themes, wide and narrow: axe finds nothing, the policy blocks nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from outrider.domain.access import NEED_BY_DEFAULT, Role
from tests.support.authenticator import PASSWORD, App, somebody
from tests.support.directory import provider
from tests.web.test_directory import named

pytestmark = pytest.mark.browser
SIZES = ((1440, 900), (360, 780))


@pytest.fixture
def address(transactional_db: None, live_server: Any, settings: Any) -> str:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_ROLES = NEED_BY_DEFAULT
    settings.SESSION_COOKIE_SECURE = False
    settings.DIRECTORY = named("https://login.force.example")
    settings.SIGN_IN_HELP = "Service desk, 01632 960000"
    return str(live_server.url)


class Key:
    """A phone or a security key, as the browser's own test interface plays it."""

    def __init__(self, page: Page) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }  # fmt: skip
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = made["authenticatorId"]

    def finger(self, right: bool) -> None:
        told = {"authenticatorId": self._id, "isUserVerified": right}
        self._cdp.send("WebAuthn.setUserVerified", told)

    def passkeys(self) -> list[dict[str, Any]]:
        found = self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return list(found["credentials"])

    def put(self, passkey: dict[str, Any]) -> None:
        kept = {"authenticatorId": self._id, "credential": passkey}
        self._cdp.send("WebAuthn.addCredential", kept)


@pytest.fixture
def window(browser: Browser) -> Iterator[Any]:
    made: list[BrowserContext] = []

    def open_one(size: tuple[int, int] = SIZES[0], theme: Any = "light") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=theme
        )
        made.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda said: _note(page, said))
        return page

    yield open_one
    for one in made:
        one.close()


def _note(page: Page, said: Any) -> None:
    # a page that tells of a mistake has a status of 4xx, which the browser remarks on
    if said.type == "error" and "Failed to load resource" not in said.text:
        page.complaints.append(said.text)  # type: ignore[attr-defined]


def look(page: Page, name: str) -> None:
    """Nothing that axe objects to, no sideways scroll; a picture where OUTRIDER_PICTURES says."""
    if folder := os.environ.get("OUTRIDER_PICTURES"):
        size = page.viewport_size or {"width": 0}
        theme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"  # fmt: skip
        page.screenshot(path=str(Path(folder) / f"{name}-{size['width']}-{theme}.png"), full_page=True)  # fmt: skip
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert page.complaints == []  # type: ignore[attr-defined]


def first_step(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def make_passkey(page: Page, name: str) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name, so that you know it again").fill(name)
    page.get_by_role("button", name="Make the passkey").click()


@pytest.mark.slow
def test_a_passkey_is_made_signs_in_alone_and_is_a_second_step(address: str, window: Any):
    somebody("hale", Role.INSPECTOR)
    page = window()
    key = Key(page)
    first_step(page, address, "hale")
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    make_passkey(page, "Work phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("Work phone").first).to_be_visible()
    assert len(key.passkeys()) == 1

    # alone: no name, no password
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/board"))

    # as a second step after the password
    page.goto(f"{address}/account")
    page.get_by_role("button", name="Sign out").click()
    first_step(page, address, "hale")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/board"))
    row = Authenticator.objects.get(type="webauthn")
    assert row.last_used_at is not None

    # another name; the last one of a role that needs one stays
    page.goto(f"{address}/account/security")
    expect(page.get_by_text("Last used")).to_be_visible()
    page.get_by_role("link", name="Rename Work phone").click()
    page.get_by_label("Name").fill("Blue key")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("link", name="Remove Blue key").click()
    expect(page.get_by_text("Add another one, then remove this one")).to_be_visible()
    assert page.complaints == []


@pytest.mark.slow
def test_a_finger_that_is_not_theirs_signs_nobody_in(address: str, window: Any):
    somebody("hale", Role.INSPECTOR)
    page = window()
    key = Key(page)
    first_step(page, address, "hale")
    make_passkey(page, "Work phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{address}/account")
    page.get_by_role("button", name="Sign out").click()
    key.finger(right=False)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="cancelled")).to_be_visible()
    expect(page).to_have_url(re.compile("/sign-in"))


@pytest.mark.slow
def test_a_passkey_of_another_account_is_no_second_step(address: str, window: Any):
    """And a passkey that was removed here signs nobody in, though the device still has it."""
    for name in ("hale", "lowe"):
        somebody(name, Role.INSPECTOR)
    pages = {name: window() for name in ("hale", "lowe")}
    keys = {name: Key(page) for name, page in pages.items()}
    for name, page in pages.items():
        first_step(page, address, name)
        make_passkey(page, "Key")
        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    # lowe's row now names hale's key: the signature is hale's, the account is not
    page = window()
    Key(page).put(keys["hale"].passkeys()[0])
    Authenticator.objects.filter(type="webauthn", user__username="hale").delete()
    page.goto(f"{address}/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="not one of this account")).to_be_visible()
    first_step(page, address, "lowe")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="cancelled")).to_be_visible()


@pytest.mark.slow
def test_single_sign_on_goes_to_another_site_and_comes_back(
    address: str, window: Any, settings: Any
):
    """The policy of our pages lets the browser go, and its cookie comes back with it."""
    somebody("hale", Role.OFFICER)
    page = window()
    with provider() as directory:
        settings.DIRECTORY = named(directory.url)  # 127.0.0.1; we are at localhost
        page.goto(f"{address}/sign-in?next=/my-case")
        page.get_by_role("link", name="Sign in with your force account").click()
        expect(page).to_have_url(f"{address}/my-case")
    assert page.complaints == []


@pytest.mark.slow
def test_without_signal_the_page_says_so_and_nothing_changes(address: str, window: Any):
    page = window()
    Key(page)
    page.goto(f"{address}/sign-in")
    page.context.set_offline(True)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="There is no signal")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_signing_in_in_both_themes_wide_and_narrow(
    address: str, window: Any, size: tuple[int, int], theme: str
):
    somebody("hale", Role.INSPECTOR)
    somebody("chief", Role.ADMINISTRATOR)
    page = window(size, theme)
    Key(page)
    page.goto(f"{address}/sign-in")
    look(page, "sign-in")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look(page, "sign-in-wrong")
    first_step(page, address, "hale")
    look(page, "enrol")
    page.get_by_role("link", name="Set up an app").click()
    look(page, "app")
    shown = page.locator(".secret").inner_text()
    secret = re.sub(r"[^A-Z2-7]", "", shown.removeprefix("Key:"))
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Finish").click()
    look(page, "app-wrong")
    page.get_by_label("Code").fill(App(secret).code())
    page.get_by_role("button", name="Finish").click()
    look(page, "codes")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Download").click()
    text = Path(str(kept.value.path())).read_text()
    codes = re.findall(r"\d{4} \d{4}", text)
    assert len(codes) == 10
    page.reload()
    look(page, "codes-shown")
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("link", name="Add a passkey").click()
    look(page, "passkey-add")
    page.get_by_label("Name, so that you know it again").fill("Work phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("The passkey is set up")).to_be_visible()
    look(page, "security")
    page.get_by_role("link", name="Remove Work phone").click()
    look(page, "remove")
    page.goto(f"{address}/account/confirm?next=/account/security")
    look(page, "confirm")
    page.get_by_role("button", name="Sign out").click()
    first_step(page, address, "hale")
    look(page, "second-step")
    page.get_by_label("Code").fill("12")
    page.get_by_role("button", name="Go on").click()
    look(page, "second-step-wrong")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{address}/account/security")
    look(page, "recovery-used")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/sign-in/directory/answer")
    look(page, "directory-trouble")
    first_step(page, address, "chief")
    make_passkey(page, "Desk")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{address}/set-up/second-factors")
    look(page, "lost-phones")
    page.get_by_role("link", name="Take off those of Hale").click()
    look(page, "lost-phone")
    page.get_by_role("button", name="Take them off").click()
    look(page, "lost-phone-wrong")
    page.get_by_label("Why").fill("Rang from the desk at Ryde; known to me")
    page.get_by_role("button", name="Take them off").click()
    expect(page.get_by_text("They set up a new one at sign-in")).to_be_visible()
    assert not Authenticator.objects.filter(user__username="hale").exists()
