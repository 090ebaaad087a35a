"""Entries for the tests of the journal."""

from typing import Any

from outrider.journal.new_entry import NewEntry


def entry(number: int = 0, **parts: Any) -> NewEntry:
    """A small entry about call 1."""
    given = {"stream": "call:1", "kind": "received", "actor": "p-1", "payload": {"n": number}}
    return NewEntry(**given | parts)
