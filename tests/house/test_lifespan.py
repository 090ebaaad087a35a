"""What starts with a server process stops with it, in the reverse order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from django.apps import apps
from tests.support.loops import run_alone

from outrider.config.lifespan import serve_lifespan

heard: list[str] = []


@asynccontextmanager
async def first() -> AsyncIterator[None]:
    heard.append("first on")
    try:
        yield
    finally:
        heard.append("first off")


@asynccontextmanager
async def second() -> AsyncIterator[None]:
    heard.append("second on")
    try:
        yield
    finally:
        heard.append("second off")


@asynccontextmanager
async def broken() -> AsyncIterator[None]:
    raise RuntimeError("no such road network")
    yield


def serve(monkeypatch: pytest.MonkeyPatch, *parts: Any) -> list[dict[str, Any]]:
    """Start and stop a server whose apps ask for these parts; returns what it told the outside."""
    for config in apps.get_app_configs():
        monkeypatch.setattr(config, "lifespan", (), raising=False)
    names = tuple(f"{__name__}.{part.__name__}" for part in parts)
    monkeypatch.setattr(apps.get_app_config("journal"), "lifespan", names)
    heard.clear()
    sent: list[dict[str, Any]] = []

    async def scene() -> None:
        messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await serve_lifespan(receive, send)

    run_alone(scene())
    return sent


def test_parts_start_in_order_and_stop_in_reverse(monkeypatch):
    sent = serve(monkeypatch, first, second)
    assert heard == ["first on", "second on", "second off", "first off"]
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


def test_a_part_that_fails_to_start_stops_those_before_it_and_says_why(monkeypatch):
    sent = serve(monkeypatch, first, broken, second)
    assert heard == ["first on", "first off"]
    assert sent == [{"type": "lifespan.startup.failed", "message": "no such road network"}]
