"""Which database, and how it must behave."""

from pathlib import Path
from typing import Any

import dj_database_url

# A writer that meets another one waits this long before it gives up, in seconds.
SQLITE_BUSY_TIMEOUT = 10


def database(url: str, var: Path) -> dict[str, Any]:
    """Django's description of the database at `url`, or of SQLite in `var` when `url` is empty."""
    if not url:
        return _sqlite(
            {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": var / "outrider.sqlite3",
                # A file, because the in-memory kind locks whole tables and knows no waiting.
                "TEST": {"NAME": var / "test.sqlite3"},
            }
        )
    # Under ASGI each request has its own thread, so a kept connection would be kept by nobody.
    parsed: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=0))
    if parsed["ENGINE"].endswith("sqlite3"):
        return _sqlite(parsed)
    return parsed


def _sqlite(parsed: dict[str, Any]) -> dict[str, Any]:
    return parsed | {
        "OPTIONS": {
            # Taking the write lock at the start is what makes the journal's order its commit order;
            # it also ends the "database is locked" of a reader that turns into a writer.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_TIMEOUT,
            # FULL: what a phone was told is confirmed survives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        }
    }
