"""Why a crew's own unit was looked at and not asked: from the record of each decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from outrider.coresponse.models import Decision
from outrider.coresponse.queries.views import stamp
from outrider.domain.access import Field, Permission, Viewer

BACK: Final = timedelta(hours=24)
MOST: Final = 20
LOOKED_AT: Final = 500


def not_picked_lately(viewer: Viewer, now: datetime) -> list[dict[str, Any]]:
    """Newest first, each call once: its number, its time and the unit's own reasons.

    Empty for a viewer who crews no unit or may not see why.
    """
    if viewer.unit_id is None or not (
        viewer.may(Permission.SEE_WHY) and viewer.sees(Field.UNIT_GATES)
    ):
        return []
    decisions = (
        Decision.objects.filter(at__gte=now - BACK)
        .exclude(call__missions__unit_id=viewer.unit_id)
        .select_related("call")
        .order_by("-at")[:LOOKED_AT]
    )
    newest: dict[str, dict[str, Any]] = {}
    for decision in decisions:
        found = _reasons(decision, viewer.unit_id)
        if found is not None:
            newest.setdefault(str(decision.call_id), found)
    return list(newest.values())[:MOST]


def _reasons(decision: Decision, unit_id: str) -> dict[str, Any] | None:
    own = next((one for one in decision.candidates if one["unit_id"] == unit_id), None)
    if own is None:
        return None
    why_not = [{"rule": each["rule"], "text": each["text"]} for each in own["why_not"]]
    return {
        "at": stamp(decision.at),
        "call_number": decision.call.number,
        "why_not": why_not or [_further(own["rank"])],
    }


def _further(rank: int | None) -> dict[str, str]:
    place = f"You were choice {rank}" if rank else "You could have been asked"
    return {"rule": "choice.order", "text": f"{place}: another unit would be there sooner"}
