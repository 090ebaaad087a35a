"""Who looked at a person's record, and why: for that person."""

from __future__ import annotations

from typing import Any

from outrider.domain.access import Field, Role, Viewer
from outrider.domain.errors import NotFound
from outrider.domain.safety.codes import LOOKS
from outrider.journal.access import log_read
from outrider.journal.models import AccessLogEntry
from outrider.people.models import User
from outrider.safety.models import Case
from outrider.safety.queries.views.common import fields_of, owns, stamp

DEFAULTS = {
    Role.SUPERVISOR: "to-plan",
    Role.DUTY_SERGEANT: "to-plan",
    Role.INSPECTOR: "to-plan",
    Role.OFFICER_IN_THE_CASE: "to-update",
    Role.LINK_OFFICER: "to-offer-talk",
    Role.OCCUPATIONAL_HEALTH: "health",
    Role.FEDERATION_REP: "consent",
}
MOST = 500
NOT_SAID = ":not-said"


def log_look(case: Case, viewer: Viewer, why: str) -> str:
    """Note that somebody else than the officer opened the record; returns what was noted.

    Args:
        why: a code of `LOOKS`. Without one, what the role usually looks for is noted, and that
            nobody said so: the officer reads both.
    """
    if owns(case, viewer):
        return ""
    reason = why if why in LOOKS else DEFAULTS.get(viewer.role, "other") + NOT_SAID
    log_read(who=viewer.pseudonym, role=viewer.role.value, entity=f"case:{case.pk}", why=reason)
    return reason


def looks_at(case: Case, viewer: Viewer) -> list[dict[str, Any]]:
    """Newest first. For the officer alone.

    Raises:
        NotFound: the case is not about the viewer.
    """
    if not owns(case, viewer) or Field.CASE_LOOKS not in fields_of(case, viewer):
        raise NotFound
    rows = AccessLogEntry.objects.filter(entity=f"case:{case.pk}").order_by("-when")[:MOST]
    names = {
        str(user.pseudonym): _name(user)
        for user in User.objects.filter(pseudonym__in={row.who for row in rows}).select_related(
            "officer"
        )
    }
    return [
        {
            "at": stamp(row.when),
            "who": names.get(row.who, Role(row.role).label),
            "why": _told(row.why),
        }
        for row in rows
    ]


def _told(why: str) -> str:
    code = why.removesuffix(NOT_SAID)
    told = LOOKS.get(code, code)
    return f"{told} (by their role; they gave no reason)" if code != why else told


def _name(user: User) -> str:
    officer = getattr(user, "officer", None)
    return officer.spoken_name if officer else str(user)
