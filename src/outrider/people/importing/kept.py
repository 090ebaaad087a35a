"""Files between preview and import: kept for the one who brought them, for a day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from outrider.domain.errors import NotFound
from outrider.people.importing.problems import BadFile
from outrider.people.models import ImportFile

log = logging.getLogger("outrider.people")
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


@asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Forgets what has expired although nobody comes back for it."""
    task = asyncio.create_task(_run(), name="outrider-import-files")
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run() -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await sync_to_async(_forget, thread_sensitive=False)()


def _forget() -> None:
    close_old_connections()
    try:
        forget_expired(timezone.now())
    except DatabaseError:
        log.exception("files that expired could not be forgotten; tried again in ten minutes")
    finally:
        connection.close()
