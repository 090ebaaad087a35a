"""Emptying a test database although the journal refuses deletes (ADR 0003).

Transactional tests end with Django's `flush`, which deletes from, or truncates, every table. Only
around that flush the triggers are taken away; the product has no switch that would do so.
"""

from typing import Any

from django.db import connections
from django.test import TransactionTestCase

from outrider.journal import triggers


def allow_flush() -> None:
    """Make the tear-down of transactional tests take the triggers away and put them back."""
    plain = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        for name in case._databases_names(include_mirrors=False):
            triggers.drop(connections[name])
        try:
            plain(case)
        finally:
            for name in case._databases_names(include_mirrors=False):
                triggers.create(connections[name])

    TransactionTestCase._fixture_teardown = teardown
