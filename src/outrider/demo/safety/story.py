"""The people of the story: an attack in Ryde a fortnight ago, and those who look after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ISLAND: Final = ("newport", "cowes", "shanklin", "ventnor", "yarmouth")


@dataclass(frozen=True, slots=True)
class StoryPerson:
    """`served` in days; `roles` are held at the station and at those of `also`."""

    number: str
    rank: str
    given: str
    family: str
    team: str
    duty: str
    served: int
    station: str = "ryde"
    roles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ethnic: str = "white"
    key: str = ""  # of the cast
    on_now: bool = True


STORY: Final = (
    StoryPerson("3318", "PC", "Imran", "Rahman", "Response B", "response", 590,
                ethnic="minority-ethnic", key="officer"),
    StoryPerson("1904", "Sgt", "Helen", "Ashworth", "Response B", "response", 4_600,
                roles=("supervisor",), key="supervisor"),
    StoryPerson("1311", "DC", "Tom", "Marsh", "CID", "investigation", 3_900, key="oic"),
    StoryPerson("1206", "DC", "Ewa", "Nowak", "CID", "investigation", 4_100),
    StoryPerson("2087", "PC", "Dervla", "Quinn", "Neighbourhood", "neighbourhood", 3_100,
                key="link-officer"),
    StoryPerson("1022", "Insp", "Grace", "Okonedo", "Duty inspectors", "support", 6_800,
                roles=("inspector",), also=ISLAND, key="station-inspector"),
    StoryPerson("2644", "PC", "Annie", "Lowe", "Response B", "response", 1_800, on_now=False),
    StoryPerson("2790", "PC", "Rhys", "Teague", "Response B", "response", 2_300),
    StoryPerson("3105", "PC", "Corin", "Ives", "Response A", "response", 1_150),
    StoryPerson("7301", "SC", "Petra", "Tolland", "Special constabulary", "special", 900),
    StoryPerson("1588", "PC", "Neil", "Bexley", "Safety training", "support", 5_400,
                station="southampton-central", key="safety-trainer"),
)  # fmt: skip
