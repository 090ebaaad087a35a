"""People who serve, with their accounts and roles."""

from __future__ import annotations

from typing import Final

from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.kinds.people.columns import COLUMNS
from outrider.people.importing.kinds.people.exporting import export
from outrider.people.importing.kinds.people.planning import plan
from outrider.people.importing.kinds.people.writing import write

PEOPLE: Final = Kind(
    "people", "People", "person", "people", COLUMNS, plan, write, export,
    "Officers, specials, staff, firefighters and community responders, with their accounts.",
)  # fmt: skip
