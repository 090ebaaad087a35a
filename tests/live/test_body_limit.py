"""A body without an end is refused before it fills the disk."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.live.conftest import Force

CHUNK = b"a" * 65536
SAYS = {
    "/api/v1/calls": "A message may have 256 kB.",
    "/sign-in": "This file is too large to send",
    "/nowhere": "This file is too large to send",
}


@pytest.mark.parametrize("path", SAYS)
def test_a_body_without_a_length_and_without_an_end_is_cut_off(path: str, force: Force) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 200 * 1024 * 1024:
            sent += len(CHUNK)
            yield CHUNK

    with httpx.Client(base_url=force.servers.urls[0], trust_env=False, timeout=30) as client:
        try:
            answer = client.post(path, content=endless())
            assert answer.status_code == 413
            assert SAYS[path] in answer.text
        except (httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
            # The server closed while we were still sending: cut off all the same.
            pass
    assert sent < 100 * 1024 * 1024
    assert httpx.get(f"{force.servers.urls[0]}/healthz", trust_env=False).status_code == 200
