"""Reading many rows as they were at one instant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_instant() -> Iterator[None]:
    """Everything read inside is of the same instant, whatever others write meanwhile."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        yield from _deferred()


def _deferred() -> Iterator[None]:
    # Django's own transactions on SQLite take the write lock at once; a reader must not.
    _execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        _execute("COMMIT")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
