"""Why somebody opens another person's case: asked where it is not their own task, and kept.

The officer reads each look with its reason. A page that reloads itself is the same look.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest

from outrider.domain.access import Viewer
from outrider.domain.safety.codes import LOOKS
from outrider.safety.models import Case
from outrider.safety.queries.looks import DEFAULTS, log_look

KEY: Final = "looks"
HOLDS_FOR: Final = timedelta(hours=4)
"""How long a reason that was given holds; then it is asked again."""
SAME_LOOK: Final = timedelta(minutes=30)
MOST_KEPT: Final = 120
REASONS: Final = {
    "to-ring": "To ring the officer",
    "to-update": "To update the officer",
    "daily-meeting": "Daily meeting",
    "to-classify": "To say what it is",
    "to-plan": "To keep the plan going",
    "health": "Occupational health",
    "other": "Another reason",
}


def own_task(case: Case, by: Viewer) -> bool:
    """The viewer has a part in this case, so that the reason is plain."""
    me = by.officer_id
    if me is None:
        return False
    named = {case.oic_id, case.statement_taker_id, case.supervisor_id}
    held = {row.owner_id for row in case.tasks.all()} | {row.holder_id for row in case.tasks.all()}
    return me in {str(one) for one in named | held if one is not None}


def usual_reason(by: Viewer) -> str:
    return DEFAULTS.get(by.role, "other")


def reason_given(request: HttpRequest, case: Case, by: Viewer, now: datetime) -> str:
    """The reason that the viewer gave for this case a while ago; empty: none that still holds."""
    kept = _kept(request, case, by)
    if "given" not in kept or now - datetime.fromisoformat(kept["given"]) > HOLDS_FOR:
        return ""
    return str(kept["why"])


def look(request: HttpRequest, case: Case, by: Viewer, why: str, now: datetime) -> None:
    """Note the look, unless it is the same one: a reload, or the page keeping itself fresh."""
    before = _kept(request, case, by)
    refresh = request.headers.get("X-Outrider-Refresh") == "1"
    if before and before["why"] == why:
        age = now - datetime.fromisoformat(before["at"])
        if age < SAME_LOOK or (refresh and age < HOLDS_FOR):
            return
    log_look(case, by, why)
    given = before.get("given") if before.get("why") == why else None
    _keep(request, case, by, why, now, given)


def give_reason(request: HttpRequest, case: Case, by: Viewer, why: str, now: datetime) -> None:
    log_look(case, by, why)
    _keep(request, case, by, why, now, now.isoformat())


def known_reason(why: str) -> str:
    return why if why in LOOKS and why in REASONS else ""


def _kept(request: HttpRequest, case: Case, by: Viewer) -> dict[str, Any]:
    """What this session noted of this case, for the person and role that look now."""
    found = request.session.get(KEY, {}).get(str(case.pk))
    return dict(found) if found and found["who"] == _who(by) else {}


def _keep(
    request: HttpRequest, case: Case, by: Viewer, why: str, now: datetime, given: str | None
) -> None:
    kept = dict(request.session.get(KEY, {}))
    kept.pop(str(case.pk), None)
    kept[str(case.pk)] = {"why": why, "at": now.isoformat(), "who": _who(by)}
    if given is not None:
        kept[str(case.pk)]["given"] = given
    request.session[KEY] = dict(list(kept.items())[-MOST_KEPT:])


def _who(by: Viewer) -> str:
    return f"{by.pseudonym} {by.role.value}"
