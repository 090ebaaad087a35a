"""Version 1 of the API."""

from __future__ import annotations

from typing import Any, Final

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from outrider.api import handlers
from outrider.api.parsing import StrictJson
from outrider.api.problems import MEDIA_TYPE
from outrider.api.routes import (
    agreement,
    calls,
    hazards,
    link,
    live,
    lookups,
    maps,
    missions,
    safety,
    support,
    units,
)

DESCRIPTION: Final = (
    "Browsers use the session cookie and, for whatever changes something, the header X-CSRFToken. "
    "Command-and-control and vehicle-location systems use a bearer token. Every error is a problem "
    "(RFC 9457) that says what to do. A field that you may not see is absent. Times are ISO 8601 "
    "in UTC, durations seconds."
)
FIRST_ERROR: Final = 400
PREFIX: Final = "/api/v1/"


class Version1(NinjaAPI):
    """Describes errors as what they are: problems."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        kwargs["path_prefix"] = (
            PREFIX if kwargs.get("path_prefix") is None else kwargs["path_prefix"]
        )
        schema = super().get_openapi_schema(**kwargs)
        for methods in schema["paths"].values():
            for described in methods.values():
                _media_types(described)
        return schema


def _media_types(described: dict[str, Any]) -> None:
    media_type = described.pop("x-media-type", "application/json")
    for status, response in described["responses"].items():
        content = response.get("content")
        if content:
            kind = MEDIA_TYPE if int(status) >= FIRST_ERROR else media_type
            response["content"] = {kind: next(iter(content.values()))}


api = Version1(
    title="Outrider",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    parser=StrictJson(),
    urls_namespace="api-v1",
)
for room in (
    live,
    calls,
    missions,
    units,
    lookups,
    maps,
    safety,
    link,
    hazards,
    support,
    agreement,
):
    api.add_router("", room.router)
handlers.install(api)
