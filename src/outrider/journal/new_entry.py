"""What a service hands to the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from outrider.journal.canonical import Json, normal
from outrider.journal.models import Entry

_LIMITED: Final = ("stream", "kind", "actor", "on_behalf_of", "device")
LONGEST: Final = {
    field.name: field.max_length or 0
    for field in Entry._meta.concrete_fields
    if field.name in _LIMITED
}


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One thing that happened, before the journal has numbered it.

    `ValueError` when a part is too long, is free text, or cannot be kept by both databases.
    """

    stream: str
    """What it is about, as type:id, for example `call:<uuid>`."""
    kind: str
    actor: str
    """Who did it, by pseudonymous id."""
    payload: Mapping[str, Json] = field(default_factory=dict)
    """Ids, codes and times; never free text."""
    effective_at: datetime | None = None
    """When it happened; None is the moment of recording."""
    on_behalf_of: str = ""
    device: str = ""
    cause: UUID | None = None
    """The press or command that led to it."""
    touches: tuple[str, ...] = ()
    """Entity keys, as type:id, that a viewer may have to read again."""
    text: str | None = None
    """Free text. Kept in a side table, from which it can be erased."""

    def __post_init__(self) -> None:
        for name, longest in LONGEST.items():
            if len(getattr(self, name)) > longest:
                raise ValueError(f"{name} of a journal entry is longer than {longest} characters")
        for name in ("stream", "kind", "actor"):
            if not getattr(self, name):
                raise ValueError(f"a journal entry needs its {name}")
        if self.effective_at is not None and self.effective_at.tzinfo is None:
            raise ValueError("effective_at needs a time zone")
        if self.text is not None and "\x00" in self.text:
            raise ValueError("the text has a NUL character, which PostgreSQL cannot keep")
        object.__setattr__(self, "payload", normal(self.payload))
        object.__setattr__(self, "touches", tuple(str(normal(key)) for key in self.touches))
