"""Schemes that a force may start from. None is live before both agencies have agreed to it."""

from __future__ import annotations

from typing import Any, Final

# Turnout and caps are starting values for the two agencies to change: no source gives them.
DEFAULT_SCHEMES: Final[tuple[dict[str, Any], ...]] = (
    {
        "code": "police-special",
        "name": "Special constables",
        "owner": "police",
        "uses_police_state": True,
        "needs_release": True,
        "needs_pair": True,
        "medical_minutes_cap": 90,
    },
    {
        "code": "fire-co-responder",
        "name": "Fire co-responders",
        "owner": "fire",
        "needs_release": True,
        "turnout_seconds": 300,
    },
    {
        "code": "community-responder",
        "name": "Community responders",
        "owner": "ambulance",
        "needs_release": False,
        "turnout_seconds": 120,
    },
)
