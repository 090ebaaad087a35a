"""Bringing the register in, with what both schemes need of it: places, and cases that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from outrider.crossover.places import locate
from outrider.domain.access import ROLE_PERMISSIONS, Permission, Viewer
from outrider.domain.errors import Forbidden
from outrider.people.actors import Actor, actor_of
from outrider.people.importing import bring
from outrider.people.importing.context import Context
from outrider.people.importing.kinds.kind import Kind, Move, Tell
from outrider.people.importing.plan import Plan
from outrider.people.importing.reading.rows import RawSheet
from outrider.safety.services.moving import move_cases

CONSOLE = Actor(id="system", role="system", on_behalf_of="console")


def context_of(viewer: Viewer, now: datetime, *, replaces: bool = False) -> Context:
    """What this viewer may bring in. Raises `Forbidden`."""
    if not viewer.may(Permission.IMPORT_REGISTER):
        may = [
            role.label
            for role, held in ROLE_PERMISSIONS.items()
            if Permission.IMPORT_REGISTER in held
        ]
        raise Forbidden(
            f"{viewer.role.label} cannot bring the register in.", f"Ask: {', '.join(may)}."
        )
    return Context(
        actor=actor_of(viewer),
        now=now,
        zone=ZoneInfo(settings.TIME_ZONE),
        locate=locate,
        scope=viewer.station_ids,
        user_id=viewer.user_id,
        may_give_roles=viewer.may(Permission.MANAGE_ACCOUNTS),
        replace=replaces,
    )


def console_context(now: datetime, *, replaces: bool = False) -> Context:
    """Whoever runs the server may bring everything."""
    return Context(CONSOLE, now, ZoneInfo(settings.TIME_ZONE), locate, replace=replaces)


def preview(kind: Kind, sheet: RawSheet, context: Context, tell: Tell = bring.nobody) -> Plan[Any]:
    """What the file would change; writes nothing. Raises `BadFile`."""
    return bring.planned(kind, sheet, context, tell)


def bring_in(
    kind: Kind, sheet: RawSheet, context: Context, tell: Tell = bring.nobody
) -> bring.Brought:
    """Every good row, in one transaction; cases go with people who move. Raises `BadFile`."""
    return bring.bring_in(kind, sheet, context, _follow, tell)


def _follow(moves: Sequence[Move], context: Context) -> None:
    if moves:
        actor = replace(context.actor)
        move_cases(moves=[(m.officer_id, m.station_id) for m in moves], by=actor, now=context.now)
