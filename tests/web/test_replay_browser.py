"""What would have changed, in a browser: from the draft to the counts, wide and narrow."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from tests.demo.conftest import ground_folder as ground_folder
from tests.demo.conftest import network as network
from tests.web.test_agreement_in_browser import LOOKS, faults
from tests.web.test_agreement_in_browser import site as site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.feature("C41")]


@pytest.mark.parametrize(("theme", "size"), LOOKS)
def test_a_draft_is_looked_at_before_it_is_agreed(
    theme: Any, size: tuple[int, int], site: str, browser: Browser, tmp_path: Any
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme
    )
    page = context.new_page()
    page.goto(site)
    page.get_by_role("button", name="Scheme manager").click()
    page.goto(f"{site}/agreement")
    page.get_by_role("link", name="What would have changed?").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would have changed?")
    expect(page.get_by_role("heading", name="Decisions, by complaint")).to_be_visible()
    expect(page.get_by_text("calls replayed")).to_be_visible()
    assert faults(page) == []
    with page.expect_download() as got:
        page.get_by_role("link", name="Every call that changes").click()
    assert got.value.suggested_filename.endswith(".csv")

    page.get_by_label("First day").fill("2020-01-01")
    page.get_by_label("Last day").fill("2019-01-01")
    page.get_by_role("button", name="Show these days").click()
    expect(page.get_by_role("alert")).to_contain_text("The first day is after the last")
    assert faults(page) == []

    page.goto(f"{site}/agreement")
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps({**DEFAULT_PACK, "version": "2027.1"}))
    page.get_by_label("File of the rule pack").set_input_files(draft)
    page.get_by_role("button", name="Try it on recorded calls first").click()
    expect(page.get_by_text("from a file that is not kept")).to_be_visible()
    assert faults(page) == []
    context.close()
