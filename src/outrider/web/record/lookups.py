"""Finding a colleague by number, and a place by name, while recording."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from outrider.coresponse import ground
from outrider.domain.access import Permission, Viewer
from outrider.people.models import Officer
from outrider.roads import RoadsError
from outrider.web.record.about_me import permitted

MOST: Final = 6
SHORTEST: Final = 2


@never_cache
@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """Colleagues whose number begins with what was typed: number, name and station, no more."""
    found = permitted(request)
    if isinstance(found, JsonResponse):
        return found
    typed = request.GET.get("number", "").strip()
    if len(typed) < SHORTEST or not found.may(Permission.RECORD_FOR_ANOTHER):
        return JsonResponse({"people": []})
    rows = _visible(found).filter(number__istartswith=typed)
    if found.officer_id is not None:
        rows = rows.exclude(pk=found.officer_id)
    rows = rows.select_related("station").order_by("number")[:MOST]
    return JsonResponse(
        {
            "people": [
                {"number": row.number, "name": row.spoken_name, "station": row.station.name}
                for row in rows
            ]
        }
    )


def _visible(by: Viewer) -> QuerySet[Officer]:
    """Who serves where the viewer's role reaches."""
    rows = Officer.objects.filter(left_on__isnull=True)
    return rows if by.station_ids is None else rows.filter(station_id__in=by.station_ids)


@never_cache
@require_GET
def places(request: HttpRequest) -> JsonResponse:
    """What was typed as places: towns, streets, pubs, junctions; best first."""
    found = permitted(request)
    if isinstance(found, JsonResponse):
        return found
    typed = request.GET.get("q", "").strip()[:80]
    return JsonResponse({"places": _places(typed) if len(typed) >= SHORTEST else []})


def _places(typed: str) -> list[dict[str, Any]]:
    try:
        found = ground.gazetteer().search(typed, limit=MOST)
    except RoadsError:
        return []  # a force without road data still records: the words typed are the place
    return [
        {"name": one.name, "context": one.context, "lat": one.lat, "lon": one.lon} for one in found
    ]
