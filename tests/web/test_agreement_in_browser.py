"""The agreement in a browser: a draft is read, agreed and taken back; axe finds nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from outrider.demo.seeding import seed_demo
from outrider.roads import Network
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOKS = [("light", (1440, 900)), ("dark", (360, 780))]


@pytest.fixture
def site(transactional_db: None, network: Network, settings: Any, live_server: Any) -> str:
    settings.DEMO = True
    anchor = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    seed_demo(7, anchor, network, 10)
    return str(live_server.url)


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found] + (
        [f"{wide} px too wide"] if wide > 0 else []
    )


@pytest.mark.parametrize(("theme", "size"), LOOKS)
@pytest.mark.feature("C40")
def test_a_draft_is_read_agreed_and_taken_back(
    theme: Any, size: tuple[int, int], site: str, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(site)
    page.get_by_role("button", name="Ambulance approver").click()
    draft = page.locator("section").filter(has_text="Rule pack 2026.2").last
    expect(draft).to_contain_text("Cannot go live")
    expect(draft).to_contain_text("Under 16")
    draft.get_by_text("Read every rule and number").click()
    assert faults(page) == []
    draft.get_by_role("button", name="Agree for the ambulance service").click()
    expect(page.get_by_role("status")).to_contain_text("You agreed to rule pack 2026.2")
    draft = page.locator("section").filter(has_text="Rule pack 2026.2").last
    expect(draft).to_contain_text("It starts")
    draft.get_by_text("Take your agreement back").click()
    draft.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why you take it back")
    assert faults(page) == []
    draft = page.locator("section").filter(has_text="Rule pack 2026.2").last
    draft.get_by_label("Why").fill("The children’s service has not been asked")
    draft.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back because:")).to_be_visible()
    assert [one for one in complaints if "422" not in one] == []
    context.close()
