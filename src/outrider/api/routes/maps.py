"""The product's own map."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import lru_cache
from http import HTTPMethod, HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from ninja import Router

from outrider.api.operations import operation
from outrider.api.schemas.answers import Basemap
from outrider.coresponse import ground

router = Router(tags=["Map"])

KEEP_SECONDS = 24 * 3600


class Drawn(NamedTuple):
    """The map as it is sent."""

    body: bytes
    zipped: bytes
    etag: str


@lru_cache(maxsize=2)
def _drawn(folder: str) -> Drawn:
    body = json.dumps(ground.network().basemap(), separators=(",", ":")).encode()
    return Drawn(body, gzip.compress(body, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:20]}"')


@operation(
    router,
    HTTPMethod.GET,
    "/basemap",
    may=(),
    answers={200: Basemap, 304: None},
)
def basemap(request: HttpRequest) -> HttpResponse:
    """Roads, coast and place names to draw. Keep it: `ETag` says whether it is still the same."""
    drawn = _drawn(str(ground.roads_folder()))
    if drawn.etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(drawn.zipped, content_type="application/json")
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(drawn.body, content_type="application/json")
    response["ETag"] = drawn.etag
    response["Cache-Control"] = f"private, max-age={KEEP_SECONDS}"
    response["Vary"] = "Accept-Encoding"
    return response
