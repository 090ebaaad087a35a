"""The statistics in a browser: wide and narrow, both themes, axe finds nothing, no one outside asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from outrider.demo.seeding import seed_demo
from outrider.evidence.signals import kept
from outrider.roads import Network
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = ((1440, 900), (360, 780))
TEAMS = "team,assaults,hours\n" + "".join(f"Team {n},{n},{1000 + n}\n" for n in range(1, 9))


@pytest.fixture
def site(transactional_db: None, network: Network, settings: Any, live_server: Any) -> str:
    settings.DEMO = True
    kept.forget()
    anchor = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    seed_demo(7, anchor, network, 2, people=150)
    return str(live_server.url)


def check(page: Page) -> None:
    """Nothing that axe objects to, and no sideways scroll."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_questions_answers_files_and_campaigns(
    theme: str, size: tuple[int, int], site: str, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith(site) else None)
    page.goto(site)
    page.get_by_role("button", name="Analyst K. Brandt").click()
    page.get_by_role("link", name="Statistics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Statistics: assaults on officers")
    check(page)

    page.get_by_role("link", name="Which work carries the risk").click()
    expect(page.get_by_role("heading", name="How it was made")).to_be_visible(timeout=60_000)
    picture = page.locator(f"picture.when-{theme}-img img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    width = picture.evaluate("image => image.getBoundingClientRect().width")
    assert width <= size[0]
    page.get_by_text("Show as a table").first.click()
    check(page)

    page.goto(f"{site}/evidence/signals/files")
    file = tmp_path / "teams.csv"
    file.write_text(TEAMS, encoding="utf-8")
    page.get_by_label("CSV (also gzipped)").set_input_files(str(file))
    page.get_by_role("button", name="Bring it").click()
    page.get_by_role("button", name="Choose columns").click()
    check(page)
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("36 events over")).to_have_count(2)
    check(page)

    page.goto(f"{site}/evidence/signals/marks")
    page.get_by_label("Name").fill("Record every attack")
    page.get_by_label("The day it began").fill("2026-03-02")
    page.get_by_role("button", name="Mark it").click()
    expect(page.get_by_text("2 March 2026")).to_be_visible()
    check(page)
    assert outside == []
    context.close()
