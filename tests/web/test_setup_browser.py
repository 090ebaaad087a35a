"""Setting up in a browser: both themes, wide and narrow; axe finds nothing; no network is told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from outrider.people.actors import Actor
from outrider.people.links import first_administrator, person_of
from outrider.people.models import Officer, RoleGrant, Station

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.feature("C47", "F65")]
SIZES = ((1440, 900), (360, 780))
PASSWORD = "quiet otter over ryde"
STATIONS = (
    "Code,Name,Agency,Latitude,Longitude,Notes\n"
    "ryde,Ryde,Police,50.7305,-1.1623,\nnewport,Newport,Police,50.7000,-1.2910,\n"
)
PEOPLE = (
    "Collar number,Rank,First name,Surname,Station code,Joined,Email,Roles,Shoe size\n"
    "0412,PC,Siân,O’Connor,ryde,08/01/2024,s.oconnor@force.example,Officer,5\n"
    "0413,Sgt,Al,Reed,Newport,31/02/2024,a.reed@force.example,Supervisor,9\n"
    "0414,PC,Jo,Hale,rydde,11/14/2023,,Officer,7\n"
    "0415,SC,Kit,Lowe,newport,,k.lowe@force.example,Officer; Link officer,7\n"
)


@pytest.fixture
def address(transactional_db: None, live_server: Any, settings: Any) -> str:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SESSION_COOKIE_SECURE = False
    return str(live_server.url)


def check(page: Page) -> None:
    """Nothing that axe objects to, no sideways scroll, nothing to press that is too small."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def picture(page: Page, name: str) -> None:
    """Kept where OUTRIDER_PICTURES says, to be looked at."""
    if folder := os.environ.get("OUTRIDER_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def opened(browser: Browser, theme: Any, size: tuple[int, int]) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    return page, complaints


def choose(page: Page, name: str, text: str) -> None:
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def test_a_force_is_set_up_from_nothing(address: str, browser: Browser) -> None:
    page, complaints = opened(browser, "light", SIZES[0])
    page.goto(address)
    expect(page.get_by_role("heading", name="Nobody can sign in yet")).to_be_visible()
    check(page)
    picture(page, "first-light-1440")
    link = first_administrator("chief@force.example", "Sam Vale", Actor("s", "s"), timezone.now())
    assert person_of(*link.split("/")[2:]) is not None
    page.goto(address + link)
    check(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Keep it and sign in").click()
    page.get_by_label("User name").fill("chief@force.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Next: bring the stations.")).to_be_visible()
    check(page)
    picture(page, "steps-light-1440")

    page.get_by_role("link", name="Bring stations").click()
    choose(page, "stations.csv", STATIONS)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What stations.csv would change")).to_be_visible()
    page.get_by_role("button", name="Import 2 stations").click()
    expect(page.get_by_role("status")).to_contain_text("2 stations added")
    assert Station.objects.count() == 2

    page.goto(f"{address}/set-up/people")
    choose(page, "people.csv", PEOPLE)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("February 2024 has 29 days")).to_be_visible()
    expect(page.get_by_text("Did you mean “ryde”?")).to_be_visible()
    check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Refused rows with their reasons").click()
    refused = Path(download.value.path()).read_text("utf-8-sig")
    page.get_by_role("button", name="Import 2 people, without the refused rows").click()
    expect(page.get_by_role("status")).to_contain_text("2 people added")
    check(page)

    corrected = refused.replace("31/02/2024", "28/02/2024").replace("rydde", "ryde")
    corrected = corrected.replace("11/14/2023,,Officer", "14/11/2023,,")
    page.goto(f"{address}/set-up/people")
    choose(page, "corrected.csv", corrected)
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Import 2 people").click()
    expect(page.get_by_role("status")).to_contain_text("2 people added")
    assert Officer.objects.count() == 4
    assert RoleGrant.objects.filter(role="link-officer", station__code="newport").count() == 1
    assert complaints == []


def test_without_network_nothing_is_lost_and_a_large_file_is_told_at_once(
    address: str, browser: Browser
) -> None:
    page, _ = opened(browser, "light", SIZES[1])
    enter(page, address)
    page.goto(f"{address}/set-up/stations")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("Choose a file first.")).to_be_visible()
    choose(page, "large.csv", "x" * (3 * 1024 * 1024 + 1))
    expect(page.get_by_text("large.csv has 3.0 MB, and at most 3.0 MB")).to_be_visible()
    check(page)
    choose(page, "stations.csv", STATIONS)
    expect(page.locator("#file-wrong")).to_be_hidden()
    page.context.set_offline(True)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("You’re offline. The file stays chosen")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You’re offline")).to_be_hidden()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What stations.csv would change")).to_be_visible()


def enter(page: Page, address: str) -> None:
    """Signed in as an administrator, by the link."""
    link = first_administrator("chief@force.example", "Sam Vale", Actor("s", "s"), timezone.now())
    page.goto(address + link)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Keep it and sign in").click()
    page.get_by_label("User name").fill("chief@force.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Set-up")).to_be_visible()


def test_every_page_in_both_themes_wide_and_narrow(address: str, browser: Browser) -> None:
    page, _ = opened(browser, "light", SIZES[0])
    enter(page, address)
    page.goto(f"{address}/set-up/stations")
    choose(page, "stations.csv", STATIONS)
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_role("button", name="Import 2 stations").click()
    page.goto(f"{address}/set-up/people")
    choose(page, "people.csv", PEOPLE)
    page.get_by_role("button", name="Show what would change").click()
    file = page.url
    page.goto(f"{address}/set-up/schemes")
    page.get_by_role("button", name="Lay them before both agencies").click()
    expect(page.get_by_text("Rule pack 2026.1")).to_be_visible()
    state: Any = page.context.storage_state()
    pages = {
        "steps": "/set-up",
        "kind": "/set-up/rota",
        "preview": file.removeprefix(address),
        "links": "/set-up/sign-in-links",
        "plan": "/set-up/plan",
        "schemes": "/set-up/schemes",
        "gone": "/set-up/file/00000000-0000-0000-0000-000000000000",
    }
    for theme in ("light", "dark"):
        for size in SIZES:
            context: Any = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=theme,
                storage_state=state,
            )
            tab = context.new_page()
            for name, where in pages.items():
                tab.goto(address + where)
                check(tab)
                picture(tab, f"{name}-{theme}-{size[0]}")
            context.close()
