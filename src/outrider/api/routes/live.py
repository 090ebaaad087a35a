"""The live picture."""

from __future__ import annotations

import re
from http import HTTPMethod
from typing import Annotated

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from outrider.api.answers import answer
from outrider.api.live.picture import snapshot
from outrider.api.live.scope import scope_mark
from outrider.api.live.stream import Stream
from outrider.api.operations import operation
from outrider.api.schemas.answers import Snapshot
from outrider.api.schemas.stream import StreamEvents
from outrider.api.signed import signed
from outrider.domain.access import Permission

router = Router(tags=["Live"])

FURTHEST = 2**53
Cursor = Annotated[int, Field(ge=0, le=FURTHEST)]
Mark = Annotated[str, Field(max_length=32, pattern=r"^[0-9a-f]*$")]
UNKNOWN = -1
"""A cursor that no journal has: the client is told to take a new snapshot."""


@operation(
    router,
    HTTPMethod.GET,
    "/snapshot",
    may=(Permission.FOLLOW_LIVE,),
    answers={200: Snapshot},
)
def take_snapshot(request: HttpRequest) -> HttpResponse:
    """Everything that you see now. Follow it with `/stream?after=cursor&scope=viewer.scope`."""
    return answer(snapshot(signed(request).viewer, timezone.now()))


@operation(
    router,
    HTTPMethod.GET,
    "/stream",
    may=(Permission.FOLLOW_LIVE,),
    answers={200: StreamEvents},
    media_type="text/event-stream",
)
async def stream(
    request: HttpRequest,
    after: Annotated[Cursor | None, Query()] = None,
    scope: Annotated[Mark | None, Query()] = None,
) -> StreamingHttpResponse:
    """Server-sent events: `change`, `fixes`, `beat` every 3 seconds, `reset`, `signed-out`.

    `Last-Event-ID` wins over `after`. After `reset` take a new snapshot; the stream ends with it,
    and with `signed-out`. A client that hears nothing for 8 seconds is not live.
    """
    who = signed(request)
    cursor = _last_event_id(request)
    cursor = cursor if cursor is not None else UNKNOWN if after is None else after
    if scope and scope != scope_mark(who.viewer):
        cursor = UNKNOWN
    response = StreamingHttpResponse(
        Stream(who.viewer, who.session_key, cursor).events(), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-store"
    # A proxy that gathers the answer would hold back every event.
    response["X-Accel-Buffering"] = "no"
    return response


def _last_event_id(request: HttpRequest) -> int | None:
    told = request.headers.get("Last-Event-ID", "")
    return int(told) if re.fullmatch(r"[0-9]{1,15}", told) else None
