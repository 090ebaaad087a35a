"""The force's vehicle location system: units send fixes as they drive round, one stays silent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from tests.live.people import Person

SILENT: Final = "CW18"
STEP: Final = 2e-5
"""Degrees, about 2 m: a unit on patrol that repeats one fix looks stuck."""


class Avl(Person):
    """Signed in as a control room that may send positions."""

    def round(self) -> None:
        """Every unit but the silent one is heard again, a little further on."""
        now = datetime.now(UTC)
        step = STEP * (1 + now.second % 7)
        fixes: list[dict[str, Any]] = [
            {
                "call_sign": fix["call_sign"],
                "lat": fix["lat"] + step,
                "lon": fix["lon"],
                "fixed_at": now.isoformat(),
            }
            for fix in self.get("snapshot")["fixes"]
            if fix.get("unit_id") and fix["call_sign"] != SILENT
        ]
        told = self.post("positions", fixes=fixes)
        assert told["accepted"] == len(fixes), told
