"""The kinds of file, in the order in which a force brings them."""

from __future__ import annotations

from typing import Final

from outrider.people.importing.kinds.accounts import ACCOUNTS
from outrider.people.importing.kinds.attendance import ATTENDANCE
from outrider.people.importing.kinds.exposure import EXPOSURE
from outrider.people.importing.kinds.kind import Kind
from outrider.people.importing.kinds.links import LINKS
from outrider.people.importing.kinds.people import PEOPLE
from outrider.people.importing.kinds.rota import ROTA
from outrider.people.importing.kinds.stations import STATIONS
from outrider.people.importing.kinds.training import TRAINING

KINDS: Final[dict[str, Kind]] = {
    kind.code: kind
    for kind in (STATIONS, PEOPLE, ACCOUNTS, ROTA, LINKS, TRAINING, EXPOSURE, ATTENDANCE)
}
