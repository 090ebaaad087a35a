"""User names in a file: free, one's own, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from django.contrib.auth.hashers import make_password

from outrider.people.importing.problems import Unclear, quoted
from outrider.people.models import User

_NAME: Final = re.compile(r"[\w.@+-]{1,150}")


class Accounts:
    """Accounts by user name; names that differ only in their case are one."""

    def __init__(self) -> None:
        found = list(User.objects.select_related("officer").order_by("pk"))
        self._exact = {user.username: user for user in found}
        self._loosely = {user.username.casefold(): user for user in found}
        self._lines: dict[str, int] = {}

    def get(self, name: str) -> User | None:
        return self._exact.get(name) or self._loosely.get(name.casefold())

    def taken_on(self, name: str, line: int) -> int | None:
        """The earlier line of this file that has the name; None when this is the first."""
        first = self._lines.setdefault(name.casefold(), line)
        return None if first == line else first

    def all(self) -> Iterable[User]:
        return self._exact.values()


def user_name(text: str) -> str:
    """Raises `Unclear`."""
    if not _NAME.fullmatch(text):
        raise Unclear(
            f"{quoted(text)} cannot be a user name.",
            "Use letters, figures and . @ + - _ only, such as an e-mail address.",
        )
    return text


def new_user(name: str, display_name: str = "") -> User:
    """An account that nobody can sign in with until its person has chosen a password."""
    return User(
        username=name,
        email=name if "@" in name else "",
        display_name=display_name,
        password=make_password(None),
    )
