"""Published tables that an analyst has loaded: read where they lie, kept nowhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from outrider.signals.reading.published.forces import (
    CRIME_FILE,
    OFFICERS_FILE,
    Forces,
    forces_of_2017_18,
)
from outrider.signals.result import Result

WANTED: Final = (
    (CRIME_FILE, "Police recorded crime, open data tables by police force area, 2017/18"),
    (OFFICERS_FILE, "Police officers by force, full-time equivalents, at 30 September 2017"),
)
OWN: Final = "Hampshire"
"""Of the demo: a real force chooses itself on the page."""


def forces() -> Forces | None:
    """All forces of 2017/18, where the two tables have been loaded."""
    return _read(settings.PUBLISHED_DIR) if settings.PUBLISHED_DIR else None


@lru_cache(maxsize=2)
def _read(folder: str) -> Forces | None:
    return forces_of_2017_18(Path(folder))


@lru_cache(maxsize=8)
def _result(folder: str, force: str) -> Result | None:
    from outrider.signals.asks.forces import forces_result

    found = _read(folder)
    return None if found is None else forces_result(found, force, seed=1)


def forces_funnel(force: str) -> Result | None:
    """The funnel of all forces with one of them named; None: the tables are not loaded.

    Raises:
        ValueError: no force of that name, or a table cannot be read.
    """
    return _result(settings.PUBLISHED_DIR, force) if settings.PUBLISHED_DIR else None
