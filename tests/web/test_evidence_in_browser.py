"""The first page and the evidence in a browser: both themes, wide and narrow, and axe finds nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from outrider.demo.seeding import seed_demo
from outrider.evidence.report import report
from outrider.roads import Network
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = ((1440, 900), (360, 780))


@pytest.fixture
def site(transactional_db: None, network: Network, settings: Any, live_server: Any) -> str:
    settings.DEMO = True
    report.cache_clear()
    anchor = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    seed_demo(7, anchor, network, 10, people=60)
    return str(live_server.url)


def check(page: Page) -> None:
    """Nothing that axe objects to, and no sideways scroll."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def test_first_page_and_evidence(site: str, browser: Browser) -> None:
    for theme in ("light", "dark"):
        for width, height in SIZES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme
            )
            page = context.new_page()
            complaints: list[str] = []
            page.on(
                "console", lambda m, c=complaints: c.append(m.text) if m.type == "error" else None
            )
            outside: list[str] = []
            page.on(
                "request",
                lambda r, o=outside: o.append(r.url) if not r.url.startswith(site) else None,
            )
            page.goto(site)
            check(page)
            page.get_by_role("button", name="Evaluator T. Adeyemi").click()
            page.get_by_role("heading", name="Co-response: three months").wait_for()
            shown = page.locator(f"img.when-{theme}-img").first
            shown.scroll_into_view_if_needed()
            shown.wait_for(state="visible")
            page.get_by_text("Show as a table").first.click()
            check(page)
            hidden = "dark" if theme == "light" else "light"
            assert not page.locator(f"img.when-{hidden}-img").first.is_visible()
            assert complaints == []
            assert outside == []
            context.close()
