"""Reading the parts of a press: each missing or wrong one is named in the user's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from outrider.domain.errors import invalid
from outrider.people.models import Officer

LONGEST = 2000


class Parts:
    """What came with a press."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._parts = parts

    def word(self, name: str, words: Mapping[str, str], ask: str) -> str:
        value = str(self._parts.get(name) or "")
        if value not in words:
            raise invalid(name, f"{ask} Use one of: {', '.join(words)}.")
        return value

    def text(self, name: str, ask: str, *, longest: int = LONGEST, needed: bool = True) -> str:
        value = str(self._parts.get(name) or "").strip()
        if needed and not value:
            raise invalid(name, ask)
        if len(value) > longest:
            raise invalid(name, f"This is longer than {longest} characters. Shorten it.")
        if "\x00" in value:
            raise invalid(name, "This has a character that cannot be kept. Type it again.")
        return value

    def day(self, name: str, ask: str) -> date:
        value = self._parts.get(name)
        if isinstance(value, datetime):
            return value.date()
        if not isinstance(value, date):
            raise invalid(name, ask)
        return value

    def moment(self, name: str) -> datetime | None:
        value = self._parts.get(name)
        return value if isinstance(value, datetime) else None

    def flag(self, name: str) -> bool | None:
        value = self._parts.get(name)
        return value if isinstance(value, bool) else None

    def raw(self, name: str) -> str:
        """As it came, for a check of its own."""
        return str(self._parts.get(name) or "")

    def count(self, name: str, most: int) -> int:
        value = self._parts.get(name)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise invalid(name, f"Give whole minutes, 0 to {most}.")
        return value

    def codes(self, name: str, words: Mapping[str, str]) -> list[str]:
        values = [str(value) for value in self._parts.get(name) or ()]
        for value in values:
            if value not in words:
                raise invalid(name, f"{value[:40]!r} is not in the list: {', '.join(words)}.")
        return list(dict.fromkeys(values))

    def id(self, name: str, ask: str) -> str:
        value = self._parts.get(name)
        if not isinstance(value, UUID):
            raise invalid(name, ask)
        return str(value)

    def officer(self, name: str, ask: str) -> Officer:
        """An officer by number or id."""
        value = str(self._parts.get(name) or "").strip()
        serving = Officer.objects.filter(left_on__isnull=True)
        row = serving.filter(number=value[:12]).first() if value else None
        key = _uuid(value)
        if row is None and key is not None:
            row = serving.filter(pk=key).first()
        if row is None:
            raise invalid(name, ask)
        return row


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
