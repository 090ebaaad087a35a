"""The force's table of police states, for the pages that change them."""

from __future__ import annotations

from typing import Any

from outrider.people.models import PoliceStateRule


def police_states() -> list[dict[str, Any]]:
    """Code, word and whether a unit in it may be asked, in the order of the codes."""
    rows = PoliceStateRule.objects.order_by("code")
    return [{"code": row.code, "word": row.word, "may": row.offer} for row in rows]
