"""A real browser takes the pages as they are served: hashed files, import map, strict policy."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.support.servers import Servers, running, sqlite_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hashed_server(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Servers]:
    folder = tmp_path_factory.mktemp("hashed")
    sqlite_in(folder, migrated_sqlite)
    with running(1, folder, "", OUTRIDER_STATIC="hashed") as servers:
        yield servers


def test_the_sign_in_page_asks_this_server_only_and_breaks_no_rule_of_its_policy(
    page: Page, hashed_server: Servers
):
    home = hashed_server.urls[0]
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{home}/sign-in", wait_until="networkidle")
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {
        urlsplit(home).netloc
    }
    assert said == []


def test_modules_come_by_the_import_map_and_the_theme_that_one_chose_is_kept(
    page: Page, hashed_server: Servers
):
    modules: list[str] = []
    page.on("request", lambda request: modules.append(urlsplit(request.url).path))
    page.goto(f"{hashed_server.urls[0]}/sign-in", wait_until="networkidle")
    page.locator("[data-theme-switch]").click()
    chosen = page.locator("html").get_attribute("data-theme")
    assert chosen in {"light", "dark"}
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", chosen)
    hashed = [path for path in modules if path.endswith((".js", ".mjs"))]
    assert any(path.startswith("/static/js/lib/theme.") for path in hashed)
    assert all(len(path.split(".")) > 2 for path in hashed)
