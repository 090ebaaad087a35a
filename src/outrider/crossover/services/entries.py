"""Journal rows of hazards and offers: ids, codes and days; never whose, never why in words."""

from __future__ import annotations

from datetime import datetime

from outrider.crossover.models import Hazard, SupportOffer
from outrider.journal.canonical import Json
from outrider.journal.new_entry import NewEntry
from outrider.people.actors import Actor


def hazard_entry(
    row: Hazard,
    kind: str,
    by: Actor,
    now: datetime,
    *,
    calls: tuple[str, ...] = (),
    text: str | None = None,
    **payload: Json,
) -> NewEntry:
    """One thing that happened to a hazard. Calls are touched because the police side reads it."""
    return NewEntry(
        stream=f"hazard:{row.pk}",
        kind=f"hazard.{kind}",
        payload=payload,
        actor=by.id,
        cause=by.cause,
        effective_at=now,
        touches=(f"hazard:{row.pk}", *(f"call:{call}" for call in calls)),
        text=text,
    )


def support_entry(row: SupportOffer, kind: str, now: datetime) -> NewEntry:
    """An offer stands in the journal by its own id: the officer is not in it.

    It touches nothing: no live screen shows an offer.
    """
    return NewEntry(
        stream=f"support:{row.pk}",
        kind=f"support.{kind}",
        payload={"kind": row.kind},
        actor="system" if kind in ("offered", "over") else str(row.pk),
        effective_at=now,
    )
