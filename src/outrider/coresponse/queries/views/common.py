"""What every view shares."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

View = dict[str, Any]


def stamp(at: datetime | None) -> str | None:
    """UTC with a Z, to the millisecond."""
    if at is None:
        return None
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
