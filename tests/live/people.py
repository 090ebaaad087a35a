"""People at real servers: requests, and a stream that is read in the background."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from tests.live.replay import Picture, difference

CSRF = "k" * 32
PATIENCE = 20.0
"""Seconds to wait for what must come; a test never asserts how long it took."""


_people: list[Person] = []
_followers: list[Follower] = []


def everybody_leaves() -> None:
    """Close every stream and connection: at the end of a test."""
    for follower in _followers:
        follower.leave()
    for follower in _followers:
        follower.close()
    for person in _people:
        person.http.close()
    _followers.clear()
    _people.clear()


class Person:
    """Somebody with a session, at one of the servers."""

    def __init__(self, url: str, session: str) -> None:
        self.url = url
        self.session = session
        self.http = httpx.Client(
            base_url=f"{url}/api/v1/",
            cookies={"sessionid": session, "csrftoken": CSRF},
            headers={"X-CSRFToken": CSRF, "Referer": url},
            timeout=30,
            trust_env=False,
        )
        _people.append(self)

    def at(self, url: str) -> Person:
        """The same person at another server."""
        return Person(url, self.session)

    def get(self, path: str) -> Any:
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **body: Any) -> Any:
        answer = self.http.post(path, json=body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def press(self, path: str, **body: Any) -> Any:
        return self.post(path, **({"press_id": str(uuid4())} | body))

    def follow(self, picture: Picture | None = None) -> Follower:
        """A live picture: a snapshot (or the one given) and the stream after it."""
        return Follower(self, picture)


class Follower:
    """Reads a stream in a thread, applies what comes, and keeps every event."""

    def __init__(self, person: Person, picture: Picture | None = None) -> None:
        self.person = person
        snapshot = person.get("snapshot")
        self.scope: str = snapshot["viewer"]["scope"]
        self.picture = picture or Picture(snapshot)
        self.events: list[tuple[str, Any]] = []
        self.ended = threading.Event()
        self._opened = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        _followers.append(self)
        self._thread.start()
        assert self._opened.wait(PATIENCE), "the stream did not open"

    def _read(self) -> None:
        address = f"stream?after={self.picture.cursor}&scope={self.scope}"
        try:
            with self.person.http.stream("GET", address, timeout=None) as response:
                assert response.status_code == 200, response.read()
                self._take(response)
        except (httpx.TransportError, httpx.StreamError):
            pass
        finally:
            self._opened.set()
            self.ended.set()

    def _take(self, response: httpx.Response) -> None:
        name, data = "", ""
        for line in response.iter_lines():
            if self._stop.is_set():
                return
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = line[6:]
            elif not line and name:
                told = json.loads(data)
                self.picture.apply(name, told)
                self.events.append((name, told))
                name = ""
                self._opened.set()

    def named(self, name: str) -> list[Any]:
        """The data of every event of this name so far."""
        return [data for kind, data in list(self.events) if kind == name]

    def wait(self, ready: Callable[[Follower], bool]) -> None:
        """Returns when it is so; fails when it does not come."""
        deadline = time.monotonic() + PATIENCE
        while not ready(self):
            assert time.monotonic() < deadline, f"it did not come; events: {self.events[-8:]}"
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until the stream has told everything that has been written so far."""
        cursor = self.person.get("snapshot")["cursor"]
        self.wait(lambda me: me.picture.cursor >= cursor or me.ended.is_set())

    def wrong(self) -> list[str]:
        """How this picture differs from a fresh snapshot, once it has settled."""
        self.settle()
        fresh = self.person.get("snapshot")
        if fresh["cursor"] != self.picture.cursor:
            return self.wrong()
        return difference(self.picture, fresh)

    def leave(self) -> None:
        """Read no further than the next line."""
        self._stop.set()

    def close(self) -> None:
        """Go away, as a closed page does."""
        self.leave()
        self._thread.join(PATIENCE)


def new_call(patient: tuple[float, float], **changes: Any) -> dict[str, Any]:
    """A call as a dispatcher's form sends it."""
    return {
        "sender_id": str(uuid4()),
        "connected_at": datetime.now(UTC).isoformat(),
        "category": "C1",
        "complaint": "cardiac-arrest",
        "place": {"lat": patient[0], "lon": patient[1]},
        "note": "Husband collapsed",
    } | changes
