"""Two published tables joined by force: recorded assaults on constables and officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from outrider.signals.reading.files import read_path
from outrider.signals.reading.problems import Unreadable
from outrider.signals.reading.published.officers import Officers, officers_by_force
from outrider.signals.reading.published.recorded_crime import Assaults, assaults_on_constables
from outrider.signals.reading.sheet import plain

CRIME_FILE: Final = "prc-pfa-2017-18.csv.gz"
OFFICERS_FILE: Final = "officer_fte_2017.csv"
PERIOD: Final = "September 2017"
ALIASES: Final = {"londoncityof": "cityoflondon", "metropolitanpolice": "metropolitan"}
SOURCE: Final = (
    "Source: Home Office, police recorded crime and police workforce open data tables, "
    "Open Government Licence v3.0."
)


@dataclass(frozen=True)
class Forces:
    """One place a force, in the order of the table of officers."""

    names: tuple[str, ...]
    assaults: NDArray[np.int64]
    with_injury: NDArray[np.int64]
    officers: NDArray[np.float64]
    year: str
    period: str
    unmatched: tuple[str, ...]  # in one of the two tables only
    incomplete: tuple[str, ...] = ()  # with a quarter that has no assault with injury at all

    @property
    def rate(self) -> NDArray[np.float64]:
        """Recorded assaults per 100 officers."""
        return np.asarray(100 * self.assaults / self.officers, dtype=np.float64)


def joined(assaults: Sequence[Assaults], officers: Sequence[Officers], period: str) -> Forces:
    """Forces that both tables know. `assaults` are of one year."""
    by_name = {_key(one.force): one for one in assaults}
    both = [one for one in officers if _key(one.force) in by_name]
    known = {_key(one.force) for one in officers}
    unmatched = [one.force for one in officers if _key(one.force) not in by_name]
    unmatched += [one.force for one in assaults if _key(one.force) not in known]
    of = [by_name[_key(one.force)] for one in both]
    return Forces(
        names=tuple(one.force for one in both),
        assaults=np.array([one.all for one in of], dtype=np.int64),
        with_injury=np.array([one.with_injury for one in of], dtype=np.int64),
        officers=np.array([one.officers for one in both], dtype=np.float64),
        year=of[0].year if of else "",
        period=period,
        unmatched=tuple(unmatched),
        incomplete=tuple(
            one.force for one, crime in zip(both, of, strict=True) if crime.empty_quarters
        ),
    )


def _key(name: str) -> str:
    key = plain(name.replace("&", "and"))
    return ALIASES.get(key, key)


def forces_of_2017_18(folder: Path) -> Forces | None:
    """From a folder with the two files, or one that has them in `data/police`; None: not there.

    Raises:
        Unreadable: a file is there and cannot be read.
    """
    for place in (folder, folder / "data" / "police"):
        crime, officers = place / CRIME_FILE, place / OFFICERS_FILE
        if crime.is_file() and officers.is_file():
            recorded = assaults_on_constables(read_path(crime))
            return joined(recorded, officers_by_force(read_path(officers), PERIOD), PERIOD)
    return None


__all__ = ["SOURCE", "Forces", "Unreadable", "forces_of_2017_18", "joined"]
