"""The demo's cast, asked of the demo by name: the pages know nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

from django.apps import apps

from outrider.domain.access import Agency, Role
from outrider.people.models import User


class Part(Protocol):
    """Somebody that a visitor can be."""

    @property
    def key(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def scheme(self) -> str: ...


class DemoDoor(Protocol):
    """What the demo offers to pages."""

    def cast(self) -> Sequence[Part]: ...
    def user_of(self, part: str) -> User | None: ...
    def seed(self) -> int | None: ...


def demo_door() -> DemoDoor:
    return cast(DemoDoor, apps.get_app_config("demo"))


@dataclass(frozen=True, slots=True)
class Group:
    """People of one scheme, under their heading."""

    title: str
    about: str
    parts: tuple[Part, ...]


SCHEMES: Final = (
    ("co-response", "Co-response", "A patient far from an ambulance, and who can be there first."),
    ("safety", "Officer safety", "An officer is attacked: recorded, looked after, learnt from."),
    ("both", "Both schemes", "The figures, for and against; and setting a force up."),
)
AGENCIES: Final = {
    Agency.POLICE: "Police",
    Agency.AMBULANCE: "Ambulance service",
    Agency.FIRE: "Fire service",
    Agency.OUTSIDE: "Outside",
}


def groups(parts: Sequence[Part]) -> list[Group]:
    """The cast by scheme; within one, people of the same service stand together."""
    return [
        Group(title, about, tuple(sorted(_of(parts, scheme), key=_service)))
        for scheme, title, about in SCHEMES
        if _of(parts, scheme)
    ]


def service_of(part: Part) -> str:
    """Whom somebody works for, in words."""
    return AGENCIES[Role(part.role).agency]


def _of(parts: Sequence[Part], scheme: str) -> list[Part]:
    return [part for part in parts if part.scheme == scheme]


def _service(part: Part) -> int:
    return (Agency.AMBULANCE, Agency.POLICE, Agency.FIRE, Agency.OUTSIDE).index(
        Role(part.role).agency
    )
