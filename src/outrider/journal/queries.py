"""Reading the journal."""

from outrider.journal.models import Entry, Head


def head_seq() -> int:
    """The number of the last committed row; 0 when nothing has happened yet."""
    return Head.objects.values_list("seq", flat=True).first() or 0


def tail(after: int, limit: int = 500) -> list[Entry]:
    """The rows after number `after`, oldest first, at most `limit` of them."""
    return list(Entry.objects.filter(seq__gt=after).order_by("seq")[:limit])
