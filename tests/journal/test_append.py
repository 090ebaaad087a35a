"""The journal numbers, chains and keeps what happened."""

import pytest
from django.db import transaction

from outrider.journal.append import NotInTransaction, append, append_in_chunks
from outrider.journal.models import Entry, Head
from outrider.journal.new_entry import NewEntry
from outrider.journal.queries import head_seq, tail
from outrider.journal.verify import Verified, verify

pytestmark = pytest.mark.django_db


def entry(number: int = 0, **parts) -> NewEntry:
    return NewEntry(
        **{"stream": "call:1", "kind": "received", "actor": "p-1", "payload": {"n": number}} | parts
    )


def test_rows_are_numbered_from_one_without_gaps():
    append([entry(1), entry(2)])
    append([entry(3)])
    assert [row.seq for row in tail(0)] == [1, 2, 3]
    assert head_seq() == 3


def test_verify():
    append([entry(1, text="hallo")])
    assert isinstance(verify(), Verified)
