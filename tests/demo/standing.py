"""The demo force for a module in which every test wants it: made once, the same for each test."""

from __future__ import annotations

from datetime import datetime

import pytest


@pytest.fixture
def demo(demo_rows: datetime, db: None) -> datetime:
    """The moment for which it was made. Import `demo_rows` of `tests.demo.conftest` beside it."""
    return demo_rows
