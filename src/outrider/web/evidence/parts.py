"""The parts of the evidence that a viewer may open."""

from __future__ import annotations

from typing import Final

from outrider.domain.access import Permission, Viewer

PARTS: Final = (
    (Permission.OPEN_EVIDENCE, "/evidence", "Co-response"),
    (Permission.OPEN_EVIDENCE, "/evidence/trial", "Would it work here?"),
    (Permission.OPEN_ASSAULT_FIGURES, "/evidence/assaults", "Officer safety"),
    (Permission.OPEN_SIGNALS, "/evidence/signals", "Statistics"),
)


def parts_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Address and name of each part."""
    return [(address, name) for may, address, name in PARTS if viewer.may(may)]
