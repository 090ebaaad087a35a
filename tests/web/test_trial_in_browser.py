"""A simulated trial in a browser: wide and narrow, both themes, axe finds nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from outrider.domain.access import Role
from outrider.evidence.models import TrialRun
from outrider.evidence.trial_models import RUNNING
from tests.web.test_trial_pages import finished, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.feature("C58")]
expect.set_options(timeout=60_000)  # a busy machine is not a failure
SIZES = ((1440, 900), (360, 780))


@pytest.fixture
def site(transactional_db: None, live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def session(transactional_db: None) -> str:
    """The cookie of a scheme manager who has signed in."""
    client = signed_in(Role.SCHEME_MANAGER)
    return str(client.cookies["sessionid"].value)


def check(page: Page) -> None:
    """Nothing that axe objects to, and no sideways scroll."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_set_up_watched_without_a_line_and_read(
    theme: str, size: tuple[int, int], site: str, session: str, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    context.set_default_timeout(120_000)  # the first page of a server on a busy machine
    page = context.new_page()
    page.goto(f"{site}/evidence/trial")
    check(page)

    page.get_by_label("Scenario", exact=True).select_option("own")
    page.get_by_label("Or pasted here").fill("name = [")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("not TOML")
    expect(page.get_by_label("Or pasted here")).to_have_value("name = [")
    check(page)

    page.locator("#scenario").select_option("demo")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Not run yet.")).to_be_visible()
    check(page)
    page.get_by_label("Replications").fill("4")
    page.get_by_role("button", name="Run it").click()
    expect(page.get_by_text("Waiting its turn")).to_be_visible()
    check(page)

    now = timezone.now()
    TrialRun.objects.update(
        state=RUNNING, began_at=now - timedelta(seconds=30), beat_at=now, done=1
    )
    expect(page.locator("b", has_text="1 of 4")).to_be_visible(timeout=60_000)
    context.set_offline(True)
    expect(page.get_by_text("No answer from the server")).to_be_visible(timeout=60_000)
    check(page)
    context.set_offline(False)
    finished(TrialRun.objects.get())
    expect(page.get_by_text("What this cannot answer.")).to_be_visible(timeout=60_000)
    picture = page.locator(f"img.when-{theme}-img").first
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    page.get_by_text("Show as a table").first.click()
    check(page)
    context.close()
