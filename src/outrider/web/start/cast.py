"""The demo's cast, asked of the demo by name: the pages know nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from django.apps import apps

from outrider.people.models import User


class Part(Protocol):
    """Somebody that a visitor can be."""

    @property
    def key(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...


class DemoDoor(Protocol):
    """What the demo offers to pages."""

    def cast(self) -> Sequence[Part]: ...
    def user_of(self, part: str) -> User | None: ...
    def seed(self) -> int | None: ...


def demo_door() -> DemoDoor:
    return cast(DemoDoor, apps.get_app_config("demo"))
