"""Is the journal whole? Recomputes every hash and names the first row that is not what it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from uuid import UUID

from outrider.journal.canonical import row_hash
from outrider.journal.models import GENESIS, Entry, Head, Text
from outrider.journal.texts import text_hmac

CHUNK: Final = 2000
COLUMNS: Final = tuple(field.name for field in Entry._meta.concrete_fields)

Progress: TypeAlias = Callable[[int, int], None]
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """Every row is as it was written. Note `seq` and `hash` elsewhere to prove it later."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row that is not as it was written."""

    seq: int
    why: str


def verify(
    progress: Progress = lambda done, total: None, anchor: tuple[int, str] | None = None
) -> Verified | Broken:
    """Walk the chain from row 1 to the head. Rows may be appended meanwhile: they are walked too.

    `anchor` is a number and hash that were noted outside the database: without one, somebody who
    can rewrite every row and the head can rewrite history.
    """
    head = _head()
    seq, last_hash, at_head = 0, GENESIS, GENESIS
    for row in _rows():
        why = _fault(row, seq + 1, last_hash, anchor)
        if why:
            return Broken(min(row["seq"], seq + 1), why)
        seq, last_hash = row["seq"], row["hash"]
        at_head = last_hash if seq == head[0] else at_head
        if seq % CHUNK == 0:
            progress(seq, head[0])
    progress(seq, head[0])
    if seq < head[0]:
        return Broken(seq + 1, f"row {seq + 1} is missing: the journal's head is row {head[0]}")
    if at_head != head[1]:
        return Broken(head[0], _other_head(head[0]))
    return _end(seq, last_hash, anchor)


def _head() -> tuple[int, str]:
    return Head.objects.values_list("seq", "hash").first() or (0, GENESIS)


def _other_head(seq: int) -> str:
    return f"the journal's head says row {seq} with another hash"


def _end(seq: int, last_hash: str, anchor: tuple[int, str] | None) -> Verified | Broken:
    """The head once more: a row and its head are written together, so it has come as far."""
    head = _head()
    if head[0] < seq or (head[0] == seq and head[1] != last_hash):
        return Broken(seq, _other_head(head[0]))
    if anchor and anchor[0] > seq:
        return Broken(seq + 1, f"row {seq + 1} is missing: row {anchor[0]} was noted elsewhere")
    return Verified(seq, last_hash)


def _fault(row: Row, expected: int, last_hash: str, anchor: tuple[int, str] | None) -> str:
    seq = row["seq"]
    if seq != expected:
        return f"row {seq} follows row {expected - 1}: a row is missing or has another number"
    if "unreadable" in row:
        return f"row {seq} cannot be read: {row['unreadable']}"
    if row["prev_hash"] != last_hash:
        return f"row {seq} does not follow from row {seq - 1}: its prev_hash is another"
    if row["hash"] != _hash(row):
        return f"row {seq} was changed: its hash does not fit its content"
    if anchor and anchor[0] == seq and anchor[1] != row["hash"]:
        return f"row {seq} has another hash than the one noted elsewhere"
    return _text_fault(row)


def _hash(row: Row) -> str | None:
    columns = {name: row[name] for name in COLUMNS if name != "hash"}
    try:
        return row_hash(columns)
    except (TypeError, ValueError, AttributeError):
        return None


def _text_fault(row: Row) -> str:
    text: Text | None = row["text"]
    if not row["text_hmac"]:
        return f"row {row['seq']} has a text that it did not have" if text else ""
    if text is None:
        return f"the text of row {row['seq']} is missing: erased texts leave their row behind"
    if text.erased_at is not None:
        return "" if not text.body and not text.key else f"row {row['seq']}: half-erased text"
    if text_hmac(bytes(text.key), text.body) != row["text_hmac"]:
        return f"the text of row {row['seq']} was changed"
    return ""


def _rows() -> Iterator[Row]:
    """Every row in order, in chunks by number, each with its text."""
    after: int | None = None
    while True:
        chunk = _chunk(after)
        if not chunk:
            return
        texts = _texts(row["uuid"] for row in chunk if "unreadable" not in row)
        for row in chunk:
            yield row | {"text": texts.get(row.get("uuid"))}
        after = chunk[-1]["seq"]


def _chunk(after: int | None) -> list[Row]:
    rows = Entry.objects.order_by("seq").values(*COLUMNS)
    if after is not None:
        rows = rows.filter(seq__gt=after)
    try:
        return list(rows[:CHUNK])
    except (ValueError, TypeError):
        # A value that its type cannot read: go row by row, to name the one.
        return [_readable(seq) for seq in rows.values_list("seq", flat=True)[:CHUNK]]


def _readable(seq: int) -> Row:
    try:
        return dict(Entry.objects.values(*COLUMNS).get(seq=seq))
    except (ValueError, TypeError) as failure:
        return {"seq": seq, "unreadable": str(failure)}


def _texts(entries: Iterator[UUID]) -> dict[UUID | None, Text]:
    found = Text.objects.filter(entry__in=list(entries))
    return {text.entry: text for text in found}
