"""Whom the demo plays, and who is played by a visitor just now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from outrider.demo.config import force_plan
from outrider.demo.force.accounts import USERNAME_PREFIX
from outrider.domain.access import Role, Viewer
from outrider.journal.models import Entry
from outrider.people.models import User

ACTOR: Final = "demo"
"""Everything that the demo does stands in the journal under this name."""

POLICE_DESKS: Final = frozenset({Role.POLICE_CONTROL, Role.DUTY_SERGEANT, Role.INSPECTOR})
RECENT_ENTRIES: Final = 2_000


def played(role: Role, unit: UUID | None = None) -> Viewer:
    """The demo in a role: the services ask it for permission like anybody else."""
    return Viewer(
        user_id=0,
        pseudonym=ACTOR,
        name="Demo autopilot",
        role=role,
        unit_id=str(unit) if unit else None,
    )


def roles_taken(now: datetime, somebody_is_there: float, after_seq: int = 0) -> frozenset[Role]:
    """Roles in which a visitor has signed in or pressed something a short while ago.

    `after_seq` is the journal's head when the feed began: the invented past is nobody's press.
    """
    since = now - timedelta(seconds=somebody_is_there)
    users = User.objects.filter(username__startswith=USERNAME_PREFIX, last_login__isnull=False)
    # who is there for officer safety alone (an inspector who keeps plans) leaves the control rooms
    # to the demo
    others = {USERNAME_PREFIX + part.key for part in force_plan().cast if part.scheme == "safety"}
    by_pseudonym = {
        str(user.pseudonym): (user.last_login, [grant.role for grant in user.grants.all()])
        for user in users.exclude(username__in=others).prefetch_related("grants")
    }
    if not by_pseudonym:
        return frozenset()
    head = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    pressing = set(
        Entry.objects.filter(
            seq__gt=max(after_seq, head - RECENT_ENTRIES),
            recorded_at__gte=since,
            actor__in=by_pseudonym,
        ).values_list("actor", flat=True)
    )
    taken = {
        role
        for pseudonym, (signed_in, roles) in by_pseudonym.items()
        if pseudonym in pressing or (signed_in is not None and signed_in >= since)
        for role in roles
    }
    return frozenset(Role(role) for role in taken)
