"""A file that an analyst brought: kept a day for them alone, and how its columns were read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.utils import timezone

from outrider.domain.errors import NotFound
from outrider.evidence.models import ColumnChoice, SignalFile
from outrider.journal.beats import repeating
from outrider.signals.asks import Ask, Kind
from outrider.signals.reading.columns import Wrong, day_of, number_of
from outrider.signals.reading.files import read_bytes
from outrider.signals.reading.problems import Problem, Unreadable
from outrider.signals.reading.sheet import Sheet, plain

KEPT_FOR: Final = timedelta(hours=24)
LARGEST: Final = 3 * 1024 * 1024
"""By a browser: below the server's limit of any request. The command line takes more."""
MOST: Final = 12
LOOK_EVERY: Final = 600.0  # seconds


def keep(*, name: str, data: bytes, user_id: int, now: datetime) -> SignalFile:
    """The file, once it has been seen that it can be read.

    Raises:
        Unreadable: it is empty, too large, no table, or there are too many already.
    """
    forget_expired(now)
    if len(data) > LARGEST:
        size = len(data) / 1024**2
        raise Unreadable(
            [
                Problem(
                    None, "", f"The file has {size:.1f} MB, and 3 MB are taken here.",
                    "Cut it to the columns that you need, or use `outrider signals` on the server.",
                )
            ]
        )  # fmt: skip
    read_bytes(data)
    if SignalFile.objects.filter(brought_by_id=user_id).count() >= MOST:
        do = "Discard one of them first."
        raise Unreadable([Problem(None, "", f"You have {MOST} files here already.", do)])
    return SignalFile.objects.create(
        name=name[:120],
        content=data,
        brought_by_id=user_id,
        brought_at=now,
        expires_at=now + KEPT_FOR,
    )


def mine(user_id: int, now: datetime) -> list[SignalFile]:
    """Newest first, without their contents."""
    rows = SignalFile.objects.filter(brought_by_id=user_id, expires_at__gt=now)
    return list(rows.defer("content").order_by("-brought_at"))


def kept(file: UUID, user_id: int, now: datetime) -> SignalFile:
    """The file, for the one who brought it and nobody else. Raises `NotFound`."""
    row = SignalFile.objects.filter(pk=file, brought_by_id=user_id, expires_at__gt=now).first()
    if row is None:
        raise NotFound
    return row


def discard(file: UUID, user_id: int) -> bool:
    """Whether there was such a file of theirs."""
    return SignalFile.objects.filter(pk=file, brought_by_id=user_id).delete()[0] > 0


def answers_of(file: UUID) -> str:
    """The name under which answers from this file are kept."""
    return f"file:{file}"


def forget_expired(now: datetime) -> int:
    """Contents and all; returns how many."""
    return SignalFile.objects.filter(expires_at__lte=now).delete()[0]


lifespan = repeating("outrider.evidence.files", LOOK_EVERY, ((forget_expired, 1),))
"""Files are forgotten after their day, whether whoever brought them comes back or not."""


def sheet_of(file: SignalFile) -> Sheet:
    """Raises `Unreadable`."""
    return read_bytes(bytes(file.content), file.sheet, file.name)


def vintage_of(file: SignalFile) -> str:
    at = timezone.localtime(file.brought_at)
    return f"{file.name}, brought on {at.day} {at:%B %Y}."


# --- how columns are read -------------------------------------------------------------------------


def offered(sheet: Sheet, ask: Ask) -> dict[str, str]:
    """Heading by role: as it was read last time, else by the names and what stands in them."""
    row = ColumnChoice.objects.filter(layout=layout_of(sheet), ask=ask.key).first()
    there = set(sheet.headings)
    if row is not None and set(row.columns.values()) <= there:
        return dict(row.columns)
    return guessed(sheet, ask)


def guessed(sheet: Sheet, ask: Ask) -> dict[str, str]:
    """A column for each role: one whose name says so, else the first of its kind that is free."""
    found: dict[str, str] = {}
    for need in ask.needs:
        free = [heading for heading in sheet.headings if heading not in found.values()]
        named = [
            one for one in free if plain(need.role) in plain(one) or plain(need.title) == plain(one)
        ]
        fitting = [one for one in free if fits(sheet, one, need.kind)]
        chosen = [one for one in named if one in fitting] or (fitting if need.needed else [])
        if chosen:
            found[need.role] = chosen[0]
    return found


def fits(sheet: Sheet, heading: str, kind: Kind) -> bool:
    """Whether the first cells of a column are of a kind."""
    cells = [cell for cell in sheet.column(heading)[:20] if cell]
    if not cells:
        return False
    match kind:
        case Kind.NAME:
            return not all(_is(number_of, cell) for cell in cells)
        case Kind.DAY:
            return all(_is(day_of, cell) for cell in cells)
        case Kind.FLAG:
            return {cell.casefold() for cell in cells} <= {"yes", "no", "y", "n", "true", "false"}
        case Kind.COUNT:
            return all(
                _is(number_of, cell) and number_of(cell) == int(number_of(cell)) for cell in cells
            )
        case _:
            return all(_is(number_of, cell) for cell in cells)


def _is(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except Wrong:
        return False
    return True


def remember(sheet: Sheet, ask: Ask, columns: Mapping[str, str], now: datetime) -> None:
    """For the next file with these headings. Headings only: no value of the file is kept."""
    ColumnChoice.objects.update_or_create(
        layout=layout_of(sheet), ask=ask.key, defaults={"columns": dict(columns), "used_at": now}
    )


def layout_of(sheet: Sheet) -> str:
    return sha256("\n".join(plain(each) for each in sheet.headings).encode()).hexdigest()
