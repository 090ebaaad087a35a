"""Tables that left, remembered: no later one gives a small number away by subtraction.

A file of a look and twelve months is made once; whoever asks again gets the same file. Later tables
are protected against all that were told before, and what was released of a quarter stands: the few
cases recorded since would otherwise be the difference between two files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from outrider.domain.access import Viewer
from outrider.evidence.models import TableRelease
from outrider.evidence.signals.files import LOOK_EVERY
from outrider.evidence.signals.frame import SafetyYear
from outrider.evidence.signals.leaving import SMALLEST, hidden_rows, with_hidden
from outrider.evidence.signals.look import Look
from outrider.evidence.signals.looks import tables
from outrider.journal.append import append
from outrider.journal.beats import repeating
from outrider.journal.new_entry import NewEntry
from outrider.signals.result import Result, Table

KEPT_FOR: Final = timedelta(days=3 * 366)
"""A table is compared with those of the last three years. The counts behind it are as confidential
as the records, so that they do not stay for ever."""
WHOLE: Final = "/"  # between the parts of a cell's name


class NotReleased(ValueError):
    """The table cannot leave: says why and what to do."""


def release(
    look: Look, result: Result, year: SafetyYear, *, by: Viewer, now: datetime
) -> TableRelease:
    """The file of this look and these twelve months: as it left first, or made now.

    Raises:
        NotReleased: it would give a small number away beside what was told before.
    """
    with transaction.atomic():
        forget_expired(now)
        before = list(
            TableRelease.objects.select_for_update().filter(look=look.key).order_by("released_at")
        )
        for one in before:
            if one.end == year.end:
                return one
        made = _of_quarters(before, year) if look.protected else _of_rows(look, result, before)
        made.look, made.start, made.end = look.key, year.start, year.end
        made.released_at, made.released_by = now, by.pseudonym
        made.expires_at, made.digest = now + KEPT_FOR, year.digest
        made.save(force_insert=True)
        append([_entry(made, by, now)])
    return made


def forget_expired(now: datetime) -> int:
    """Releases of which the time is over; returns how many."""
    return TableRelease.objects.filter(expires_at__lte=now).delete()[0]


lifespan = repeating("outrider.evidence.releases", LOOK_EVERY, ((forget_expired, 1),))


def _of_quarters(before: Sequence[TableRelease], year: SafetyYear) -> TableRelease:
    from outrider.signals.disclosure import NotSafe, Past

    stood: dict[tuple[str, str, str], int] = {}
    for one in before:  # the first that told of a quarter is the one that stands
        known = {quarter for _, quarter, _ in stood}
        stood |= {key: count for key, count in _cells(one.counts).items() if key[1] not in known}
    fixed = {quarter for _, quarter, _ in stood}
    now = tables.cells(year)
    counts = stood | {key: count for key, count in now.items() if key[1] not in fixed}
    told = sorted({name for name, _, _ in tables.quarters(year)} & {key[1] for key in counts})
    try:
        made = tables.released(counts, told, [Past.read(one.state) for one in before])
    except NotSafe as why:
        raise NotReleased(str(why)) from None
    return TableRelease(
        csv=made.csv(),
        counts={WHOLE.join(key): count for key, count in counts.items() if key[1] in told},
        state=made.past.json(),
    )


def _cells(counts: Mapping[str, int]) -> dict[tuple[str, str, str], int]:
    found = {}
    for name, count in counts.items():
        station, quarter, injury = name.rsplit(WHOLE, 2)
        found[station, quarter, injury] = count
    return found


def _of_rows(look: Look, result: Result, before: Sequence[TableRelease]) -> TableRelease:
    at = [column.key for column in result.table.columns].index(look.count)
    names = [str(row[0]) for row in result.table.rows]
    counts = [int(row[at] or 0) for row in result.table.rows]
    small = hidden_rows(counts)
    known = [(one.counts, _withheld(one)) for one in before]
    hidden = covered(names, counts, small, known)
    if all(hidden) and not all(small):
        raise NotReleased(
            "Beside what was released before, every row would give a small number away. Wait until "
            "more months have passed, or release the table by quarter instead."
        )
    parts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for name, count, gone in zip(names, counts, hidden, strict=True):
        parts[gone][name] = count
    return TableRelease(
        csv=_csv(result.table, hidden), counts=parts[False], state=json.dumps(parts[True])
    )


def _withheld(made: TableRelease) -> dict[str, int]:
    """Rows that a table hid, with their counts; nothing of those before this was kept."""
    return dict(json.loads(made.state)) if made.state else {}


def covered(
    names: Sequence[str],
    counts: Sequence[int],
    hidden: Sequence[bool],
    before: Sequence[tuple[Mapping[str, int], Mapping[str, int]]],
) -> list[bool]:
    """Which rows are hidden, with those that differ by a small number from what was told before.

    `before`: what each earlier table told, and what it hid. What it hid, be it only to cover
    another, stays hidden until it has moved by ten: whoever knows that little happened since would
    read the old count off the new one. One hidden row alone would follow from a sum that is known
    elsewhere: the smallest of the others covers it.
    """
    found = [
        gone or any(_close(name, count, *each) for each in before)
        for name, count, gone in zip(names, counts, hidden, strict=True)
    ]
    if sum(found) == 1 and len(found) > 1:
        others = [place for place, gone in enumerate(found) if not gone]
        found[min(others, key=lambda place: counts[place])] = True
    return found


def _close(name: str, count: int, told: Mapping[str, int], withheld: Mapping[str, int]) -> bool:
    """Whether the count gives away what an earlier table hid, or a small change since it told."""
    if name in withheld:
        return abs(count - withheld[name]) < SMALLEST
    return 0 < abs(count - told.get(name, count)) < SMALLEST


def _csv(table: Table, hidden: Sequence[bool]) -> str:
    return with_hidden(table, hidden).csv()


def _entry(made: TableRelease, by: Viewer, now: datetime) -> NewEntry:
    return NewEntry(
        stream=f"table:{made.pk}",
        kind="table.released",
        actor=by.pseudonym,
        effective_at=now,
        payload={"look": made.look, "end": made.end.isoformat()},
    )
