"""The server starts, says that it is well, and serves its own files under a strict policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.support.servers import Servers, running, sqlite_in

ASSET = "/static/css/tokens.css"


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """One for all the tests here that only read."""
    folder = tmp_path_factory.mktemp("server")
    sqlite_in(folder, migrated_sqlite)
    with running(1, folder, "") as servers:
        yield servers


def test_one_server_on_sqlite_is_well(server):
    answer = httpx.get(f"{server.urls[0]}/healthz")
    assert answer.json() == {"ok": True, "head_seq": 0}
    assert "no-store" in answer.headers["cache-control"]


def test_a_static_file_is_served_with_its_type_and_asked_for_again_by_date(server):
    with httpx.Client(base_url=server.urls[0]) as browser:
        first = browser.get(ASSET)
        assert first.headers["content-type"].startswith("text/css")
        assert first.headers["x-content-type-options"] == "nosniff"
        assert browser.head(ASSET).content == b""
        again = browser.get(ASSET, headers={"If-Modified-Since": first.headers["last-modified"]})
        assert again.status_code == 304
        assert browser.post(ASSET).status_code == 405
        assert browser.get("/static/../config/settings.py").status_code == 404


def test_a_module_is_served_as_javascript(server):
    answer = httpx.get(f"{server.urls[0]}/static/js/page.js")
    assert answer.headers["content-type"].startswith("text/javascript")


def test_pages_may_load_nothing_from_elsewhere_and_nothing_inline(server):
    policy = httpx.get(f"{server.urls[0]}/healthz").headers["content-security-policy"]
    said = dict(part.split(" ", 1) for part in policy.split("; "))
    assert said["default-src"] == "'self'"
    assert said["frame-ancestors"] == said["base-uri"] == said["object-src"] == "'none'"
    assert said["form-action"] == said["connect-src"] == said["worker-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_import_map_is_allowed_by_this_pages_nonce_only(server):
    with httpx.Client(base_url=server.urls[0], follow_redirects=True) as browser:
        pages = [browser.get("/sign-in") for _ in range(2)]
    nonces = [
        re.search(r'<script type="importmap" nonce="([^"]+)"', page.text)[1] for page in pages
    ]
    for page, nonce in zip(pages, nonces, strict=True):
        assert f"'nonce-{nonce}'" in page.headers["content-security-policy"]
    assert nonces[0] != nonces[1]


def test_hashed_files_are_kept_by_browsers_for_good_and_the_import_map_names_them(
    tmp_path, migrated_sqlite
):
    sqlite_in(tmp_path, migrated_sqlite)
    with running(1, tmp_path, "", OUTRIDER_STATIC="hashed") as servers:
        with httpx.Client(base_url=servers.urls[0]) as browser:
            page = browser.get("/sign-in").text
            style = re.search(r'href="(/static/css/tokens\.[0-9a-f]{12}\.css)"', page)[1]
            module = re.search(r'"/static/js/page\.js":"([^"]+)"', page)[1]
            answers = [browser.get(address) for address in (style, module)]
        for answer in answers:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]


@pytest.mark.postgres
def test_two_servers_share_one_database_and_one_outlives_the_other(two_servers):
    def well(number: int) -> bool:
        return httpx.get(f"{two_servers.urls[number]}/healthz").json()["ok"]

    assert well(0)
    assert well(1)
    two_servers.kill(0)
    assert well(1)
    with pytest.raises(httpx.ConnectError):
        well(0)
    two_servers.restart(0)
    assert well(0)
