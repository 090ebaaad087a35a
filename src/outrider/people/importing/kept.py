"""Files between preview and import: kept for the one who brought them, for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from outrider.domain.errors import NotFound
from outrider.journal.beats import repeating
from outrider.people.importing.problems import BadFile
from outrider.people.models import ImportFile

KEPT_FOR: Final = timedelta(hours=24)
MOST_AT_ONCE: Final = 12
LOOK_EVERY: Final = 600.0  # seconds


def keep(
    *, kind: str, name: str, data: bytes, user_id: int, now: datetime, replace: bool = False
) -> ImportFile:
    """Raises `BadFile` when the person has too many waiting already."""
    forget_expired(now)
    waiting = ImportFile.objects.filter(brought_by_id=user_id, imported_at__isnull=True)
    if waiting.count() >= MOST_AT_ONCE:
        raise BadFile(
            f"You have {MOST_AT_ONCE} files waiting to be imported.",
            "Import or discard some of them first.",
        )
    return ImportFile.objects.create(
        kind=kind,
        name=name[:120],
        content=data,
        replace=replace,
        brought_by_id=user_id,
        brought_at=now,
        expires_at=now + KEPT_FOR,
    )


def kept(file_id: UUID, user_id: int, now: datetime) -> ImportFile:
    """The file, for the one who brought it and nobody else. Raises `NotFound`."""
    row = ImportFile.objects.filter(pk=file_id, brought_by_id=user_id, expires_at__gt=now).first()
    if row is None:
        raise NotFound
    return row


def waiting_of(user_id: int, now: datetime) -> list[ImportFile]:
    """Files of this person that were not imported yet, without their contents."""
    rows = ImportFile.objects.filter(
        brought_by_id=user_id, expires_at__gt=now, imported_at__isnull=True
    )
    return list(rows.defer("content").order_by("-brought_at"))


def discard(file_id: UUID, user_id: int) -> None:
    ImportFile.objects.filter(pk=file_id, brought_by_id=user_id).delete()


def forget_expired(now: datetime) -> int:
    """Contents and all; returns how many."""
    return ImportFile.objects.filter(expires_at__lte=now).delete()[0]


lifespan = repeating("outrider.people.files", LOOK_EVERY, ((forget_expired, 1),))
"""Forgets what has expired although nobody comes back for it."""
