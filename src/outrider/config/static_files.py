"""Static files served by the same process, in front of Django.

WhiteNoise's own middleware is synchronous: inside Django it would give every live stream a thread.
Here its file table answers at the ASGI level and Django's chain stays asynchronous throughout.
"""

import asyncio
from http import HTTPStatus
from typing import Any, Protocol, cast

from django.conf import settings
from whitenoise import WhiteNoise
from whitenoise.responders import Response

from outrider.config.lifespan import Send

CHUNK = 64 * 1024


class StaticFile(Protocol):
    """A file that WhiteNoise knows."""

    def get_response(self, method: str, request_headers: dict[str, str]) -> Response: ...


class StaticFiles:
    """Finds the static file that a path names, and sends it."""

    def __init__(self) -> None:
        plain = settings.STATIC_MODE == "plain"
        self._noise = WhiteNoise(
            application=None,
            autorefresh=plain,
            max_age=0 if plain else 60,
            allow_all_origins=False,
            immutable_file_test=r"\.[0-9a-f]{12}\.",
        )
        folder = settings.STATICFILES_DIRS[0] if plain else settings.STATIC_ROOT
        self._noise.add_files(str(folder), prefix=settings.STATIC_URL)

    def find(self, path: str) -> StaticFile | None:
        """The file at this address, if there is one."""
        if not path.startswith(settings.STATIC_URL):
            return None
        if self._noise.autorefresh:
            return cast(StaticFile | None, self._noise.find_file(path))
        return cast(StaticFile | None, self._noise.files.get(path))


async def send_static(file: StaticFile, scope: dict[str, Any], send: Send) -> None:
    """Answer a GET or HEAD with the file: ranges, conditions and compression are WhiteNoise's."""
    response = file.get_response(scope["method"], _environ(scope))
    headers = [(key.lower().encode(), value.encode()) for key, value in response.headers]
    headers.append((b"x-content-type-options", b"nosniff"))
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus(response.status),
            "headers": headers,
        }
    )
    if response.file is not None:
        with response.file as body:
            while chunk := await asyncio.to_thread(body.read, CHUNK):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _environ(scope: dict[str, Any]) -> dict[str, str]:
    """The request's headers by the names that WSGI gives them, which WhiteNoise reads."""
    return {
        "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
        for name, value in scope["headers"]
    }
