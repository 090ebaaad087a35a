"""No more medical jobs tonight: a live opt-out that stops asking and ends nothing under way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from outrider.coresponse.errors import Forbidden, NotFound
from outrider.coresponse.services.guards import need
from outrider.domain.access import Permission, Viewer
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import ResponderScheme


@transaction.atomic
def pause_scheme(
    *,
    code: str,
    on: bool,
    by: Viewer,
    now: datetime,
    reason: str = "",
    press_id: UUID | None = None,
) -> ResponderScheme:
    """Pause or resume a scheme. Jobs that are under way go on.

    Raises:
        NotFound: no such scheme. Forbidden: another agency's scheme.
    """
    need(by, Permission.PAUSE_SCHEME)
    scheme = ResponderScheme.objects.select_for_update().filter(pk=code).first()
    if scheme is None:
        raise NotFound
    if scheme.owner != by.agency.value:
        raise Forbidden("Another agency owns this scheme.", f"Ask: {scheme.owner} control.")
    if on == (scheme.paused_at is not None):
        return scheme
    scheme.paused_at = now if on else None
    scheme.paused_by = by.name if on else ""
    scheme.save(update_fields=["paused_at", "paused_by"])
    append(
        [
            NewEntry(
                stream=f"scheme:{code}",
                kind="scheme.paused" if on else "scheme.resumed",
                payload={},
                actor=by.pseudonym,
                cause=press_id,
                effective_at=now,
                touches=(f"scheme:{code}", *_units_of(scheme)),
                text=reason or None,
            )
        ]
    )
    return scheme


def _units_of(scheme: ResponderScheme) -> list[str]:
    return [f"unit:{pk}" for pk in scheme.units.filter(active=True).values_list("pk", flat=True)]
