"""The only writer of the journal."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from outrider.journal.canonical import row_hash
from outrider.journal.models import GENESIS, Entry, Head, Text
from outrider.journal.new_entry import NewEntry
from outrider.journal.texts import keep
from outrider.journal.wake import CHANNEL, poke

LOCK: Final = 0x6F75_7472_6964_6572
"""Number of the advisory lock that orders appends on PostgreSQL ("outrider" in ASCII)."""

CHUNK: Final = 500
"""Entries an import appends in one transaction."""


class NotInTransaction(RuntimeError):
    """The journal was asked to append outside a transaction."""


def append(entries: Sequence[NewEntry]) -> list[Entry]:
    """Number, chain and write the entries in the caller's transaction; all of it or nothing.

    Call it last: it takes the lock that every other writer waits for, and holds it to the commit.
    `NotInTransaction` outside `transaction.atomic`.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("append() belongs into the transaction of the change: use atomic()")
    if not entries:
        return []
    _lock()
    rows, texts = _chained(entries)
    Entry.objects.bulk_create(rows)
    Text.objects.bulk_create(texts)
    last = rows[-1]
    Head.objects.update_or_create(id=1, defaults={"seq": last.seq, "hash": last.hash})
    _wake(last.seq)
    return rows


def append_in_chunks(entries: Iterable[NewEntry]) -> int:
    """Append an import, a transaction for each chunk, so that live work gets in between.

    Returns how many were written. What was committed before a failure stays.
    """
    remaining = iter(entries)
    written = 0
    while chunk := list(islice(remaining, CHUNK)):
        with transaction.atomic():
            written += len(append(chunk))
    return written


def _lock() -> None:
    # On SQLite the IMMEDIATE transaction is the lock already.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _head() -> tuple[int, str]:
    head = Head.objects.values_list("seq", "hash").first()
    # Without a head row the last entry decides, so that a lost head cannot restart the chain.
    return head or Entry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)


def _chained(entries: Sequence[NewEntry]) -> tuple[list[Entry], list[Text]]:
    now = timezone.now()
    head, last_hash = _head()
    rows: list[Entry] = []
    texts: list[Text] = []
    for seq, entry in enumerate(entries, start=head + 1):
        rows.append(_row(entry, seq, last_hash, now, texts))
        last_hash = rows[-1].hash
    return rows, texts


def _row(entry: NewEntry, seq: int, last_hash: str, now: datetime, texts: list[Text]) -> Entry:
    uuid = uuid4()
    text_hmac = ""
    if entry.text is not None:
        text, text_hmac = keep(entry.text, uuid)
        texts.append(text)
    columns = {
        "seq": seq,
        "uuid": uuid,
        "recorded_at": now,
        "effective_at": entry.effective_at or now,
        "stream": entry.stream,
        "kind": entry.kind,
        "payload": entry.payload,
        "actor": entry.actor,
        "on_behalf_of": entry.on_behalf_of,
        "device": entry.device,
        "cause": entry.cause,
        "touches": list(entry.touches),
        "text_hmac": text_hmac,
        "prev_hash": last_hash,
    }
    return Entry(**columns, hash=row_hash(columns))


def _wake(seq: int) -> None:
    if connection.vendor == "postgresql":
        # Delivered with the commit, and not at all if there is none.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(seq)])
    else:
        transaction.on_commit(poke)
