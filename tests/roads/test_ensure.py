"""Which network a process starts with: named, built before, downloaded, invented."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from outrider.roads import DownloadFailed, ExtractMissing, ensure_network
from outrider.roads.download import Source, download


@contextmanager
def mirror(
    body: bytes, *, status: int = 200, promised: int | None = None, wait: float = 0
) -> Iterator[str]:
    """A server on this machine that answers every request alike."""
    stop = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stop.wait(wait)
            if stop.is_set():
                return
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if promised is None else promised))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/isle.osm.pbf"
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OUTRIDER_ROADS", "OUTRIDER_ROADS_URL", "OUTRIDER_OFFLINE"):
        monkeypatch.delenv(name, raising=False)


def test_a_named_extract_comes_first_and_is_built_once(extract, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTRIDER_ROADS", str(extract))
    network = ensure_network(tmp_path / "roads")
    built = (tmp_path / "roads" / "meta.json").stat().st_mtime_ns
    assert not network.synthetic
    ensure_network(tmp_path / "roads")
    assert (tmp_path / "roads" / "meta.json").stat().st_mtime_ns == built


def test_a_named_extract_that_is_not_there_is_an_error_not_a_fallback(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTRIDER_ROADS", str(tmp_path / "gone.osm.pbf"))
    with pytest.raises(ExtractMissing, match="OUTRIDER_ROADS names"):
        ensure_network(tmp_path / "roads")


def test_another_extract_replaces_the_network_built_before(
    extract, reference_dir, tmp_path, monkeypatch
):
    monkeypatch.setenv("OUTRIDER_ROADS", str(extract))
    first = ensure_network(tmp_path / "roads")
    other = reference_dir / "data" / "roads" / "iow_os_opendata.osm.pbf"
    monkeypatch.setenv("OUTRIDER_ROADS", str(other))
    second = ensure_network(tmp_path / "roads")
    assert second.meta["source"]["name"] == other.name
    assert first.snap(50.70, -1.29).distance_m < 100  # still open in a running server


def test_offline_without_a_network_roads_are_invented(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTRIDER_OFFLINE", "1")
    assert ensure_network(tmp_path / "roads").synthetic


def test_the_public_extract_is_downloaded_once(extract, tmp_path, monkeypatch):
    told: list[str] = []
    with mirror(extract.read_bytes()) as url:
        monkeypatch.setenv("OUTRIDER_ROADS_URL", url)
        network = ensure_network(tmp_path / "roads", progress=lambda stage, _: told.append(stage))
    assert not network.synthetic
    assert "Downloading the public extract" in told
    assert not ensure_network(tmp_path / "roads").synthetic  # the mirror is gone


def test_without_a_mirror_it_goes_on_with_invented_roads(tmp_path, monkeypatch, caplog):
    with mirror(b"", status=404) as url:
        monkeypatch.setenv("OUTRIDER_ROADS_URL", url)
        assert ensure_network(tmp_path / "roads").synthetic
    assert "answered 404" in caplog.text


def fetch(url: str, folder: Path, seconds: float = 5) -> Path:
    return download(Source("isle.osm.pbf", url, seconds, 10_000_000), folder, lambda *_: None)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"body": b"", "status": 404}, "answered 404"),
        ({"body": b"", "status": 503}, "answered 503"),
        ({"body": b"<html>sign in to the wifi</html>"}, "is no extract"),
        ({"body": b"OSMHeader", "promised": 9_000}, "stopped after 9 of 9,000 bytes"),
        ({"body": b"x" * 10_000_001}, "more than 10,000,000 bytes"),
    ],
)
def test_a_bad_download_is_said_and_leaves_nothing(tmp_path, answer, why):
    with mirror(**answer) as url, pytest.raises(DownloadFailed, match=why):
        fetch(url, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_mirror_that_says_nothing_is_given_up(tmp_path):
    with mirror(b"", wait=60) as url, pytest.raises(DownloadFailed, match="could not be reached"):
        fetch(url, tmp_path, seconds=0.2)


def test_nobody_listening_is_given_up(tmp_path):
    with mirror(b"") as url:
        pass
    with pytest.raises(DownloadFailed, match="could not be reached"):
        fetch(url, tmp_path)


def test_only_web_addresses_are_fetched(tmp_path):
    with pytest.raises(DownloadFailed, match="not a web address"):
        fetch("file:///etc/hosts", tmp_path)
