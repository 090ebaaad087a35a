"""Who did it, for the journal: a pseudonymous id, and on whose behalf."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from outrider.domain.access import Viewer


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    role: str
    on_behalf_of: str = ""  # "unit:<id>" for a step told by radio
    device: str = ""
    cause: UUID | None = None


SYSTEM = Actor(id="system", role="system")


def actor_of(
    viewer: Viewer, *, on_behalf_of: str = "", device: str = "", cause: UUID | None = None
) -> Actor:
    return Actor(viewer.pseudonym, viewer.role.value, on_behalf_of, device, cause)
