"""What forms and lists are filled from."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPMethod
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from outrider.api.answers import answer
from outrider.api.operations import operation
from outrider.api.schemas import base
from outrider.api.schemas.answers import Cards, Complaints, HandoverSheet, Hits, Places, Reasons
from outrider.api.search import search_for
from outrider.api.sheet import handover_sheet
from outrider.api.signed import signed
from outrider.coresponse import ground
from outrider.coresponse.packs import pack_for_calls
from outrider.domain.access import Permission
from outrider.domain.coresponse.cards import cards
from outrider.domain.coresponse.mission import CLOSE_REASONS, REASONS
from outrider.domain.coresponse.rules import AGE_BANDS, CATEGORIES, NO_PACK, NO_RULES_TEXT
from outrider.roads import CannotLocate, Place, to_os_grid

router = Router(tags=["Lookups"])

TAKES_CALLS = (Permission.TAKE_CALL, Permission.COME_ACROSS)


@operation(
    router,
    HTTPMethod.GET,
    "/complaints",
    may=TAKES_CALLS,
    answers={200: Complaints},
)
def complaints(request: HttpRequest) -> HttpResponse:
    """Complaints and flags of the rule pack in force; where there is none, the words alone."""
    pack = pack_for_calls(timezone.now())
    body = {
        "version": pack.version,
        "in_force": pack.version != NO_PACK,
        "notice": NO_RULES_TEXT if pack.version == NO_PACK else "",
        "complaints": [
            {
                "id": one.id,
                "text": one.text,
                "condition": one.condition.value,
                "usual_category": one.usual_category,
            }
            for one in pack.complaints.values()
        ],
        "flags": [{"id": flag.id, "text": flag.text} for flag in pack.flags.values()],
        "categories": list(CATEGORIES),
        "age_bands": list(AGE_BANDS),
    }
    return answer(body)


@operation(router, HTTPMethod.GET, "/places", may=TAKES_CALLS, answers={200: Places})
def places(request: HttpRequest, q: Annotated[base.Query, Query()]) -> HttpResponse:
    """A caller's words as places: towns, streets, pubs, schools, junctions; best first."""
    return answer([_place(one) for one in ground.gazetteer().search(q)])


def _place(found: Place) -> dict[str, Any]:
    return {
        "name": found.name,
        "kind": found.kind,
        "context": found.context,
        "lat": found.lat,
        "lon": found.lon,
        "os_grid": _grid(found),
    }


def _grid(found: Place) -> str | None:
    try:
        return to_os_grid(found.lat, found.lon)
    except CannotLocate:
        return None


@operation(router, HTTPMethod.GET, "/search", may=(Permission.SEARCH,), answers={200: Hits})
def search(request: HttpRequest, q: Annotated[base.Query, Query()]) -> HttpResponse:
    """Calls by number, reference or place, and units by call sign: of what you see."""
    return answer(search_for(q, signed(request).viewer))


@operation(router, HTTPMethod.GET, "/reasons", may=(), answers={200: Reasons})
def reasons(request: HttpRequest) -> HttpResponse:
    """The reasons to choose from, by press."""
    body = {press.value: _choices(texts) for press, texts in REASONS.items()}
    return answer(body | {"close": _choices(CLOSE_REASONS)})


def _choices(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"code": code, "text": text} for code, text in texts.items()]


@operation(router, HTTPMethod.GET, "/cards", may=(Permission.OPEN_PHONE,), answers={200: Cards})
def guidance_cards(request: HttpRequest) -> HttpResponse:
    """The guidance cards, whole, so that a phone has them when it has no signal."""
    return answer(cards())


@operation(
    router,
    HTTPMethod.GET,
    "/handover-sheet",
    may=(Permission.PRINT_HANDOVER_SHEET,),
    answers={200: HandoverSheet},
)
def sheet(request: HttpRequest) -> HttpResponse:
    """What the next control shift must know."""
    return answer(handover_sheet(signed(request).viewer, timezone.now()))
