"""Server-sent events on the wire (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json
from typing import Any, Final

RETRY_MS: Final = 2000


def event(name: str, data: dict[str, Any], number: int | None = None) -> bytes:
    """One event; `number` is what the client names as Last-Event-ID when it comes back."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\ndata: {told}\n\n".encode()


def opening() -> bytes:
    """How soon a client that lost the stream comes back."""
    return f"retry: {RETRY_MS}\n\n".encode()
