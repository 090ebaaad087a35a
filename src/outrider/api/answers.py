"""Answers as JSON, as they were made: what a viewer may not see is absent, never null."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse


def answer(body: Any, status: int = 200, media_type: str = "application/json") -> HttpResponse:
    """The body as it stands. It is checked against its schema by the tests, not again here."""
    text = json.dumps(body, default=_plain, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(text.encode(), status=status, content_type=media_type)
    response["Cache-Control"] = "no-store"
    return response


def z(at: datetime) -> str:
    """A time in UTC with Z, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _plain(value: Any) -> str:
    match value:
        case datetime():
            return z(value)
        case UUID():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
