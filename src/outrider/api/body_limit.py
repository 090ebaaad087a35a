"""No request may send more than this, whatever it says of its length.

Django writes a body to disk before any view sees it, and a body without a length has no end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse

from outrider.api.parsing import LARGEST_BODY
from outrider.api.problems import too_large

MOST: Final = 4 * 1024 * 1024
"""Bytes. Above every form and message; the API itself takes less (`LARGEST_BODY`)."""

_SENTENCE: Final = (
    "This file is too large to send: at most 3 MB are taken. Nothing was kept. Go back, split the "
    "file, and send the parts one after the other."
)
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class TooMuch(Exception):
    """The body went on beyond the limit."""


def limited(application: Application) -> Application:
    """The ASGI application, answering 413 as soon as a body is too long."""

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST:
                raise TooMuch
            return message

        try:
            await application(scope, counted, send)
        except TooMuch:
            await _refuse(scope, send)

    return serve


async def _refuse(scope: Message, send: Send) -> None:
    """A problem for a system, a sentence for a person."""
    response = too_large(LARGEST_BODY).response()
    if not scope["path"].startswith("/api/"):
        response = HttpResponse(_SENTENCE, content_type="text/plain; charset=utf-8")
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "headers": [*headers, (b"connection", b"close")],
        }
    )
    await send({"type": "http.response.body", "body": response.content})
