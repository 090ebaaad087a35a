"""Officers behind the two people of the co-response half who look after plans too.

They are drawn with everybody else and take a name of the cast: a year of cases is theirs then.
They are on duty at the force's moment. Two cases of the last days are in their hands, so that
whoever steps into them finds something to do (`newport_cases`).
"""

from __future__ import annotations

from typing import Final

from outrider.demo.safety.people import Person

STATION: Final = "newport"
WHO: Final = (  # key of the cast, role in the register, family name
    ("duty-sergeant", "supervisor", "Lomax"),
    ("inspector", "inspector", "Vale"),
)

KEYS: Final = frozenset(key for key, *_ in WHO)


def name_the_cast(people: list[Person]) -> None:
    """The first free sergeant and inspector of Newport are Sgt Lomax and Insp Vale."""
    for key, role, family in WHO:
        free = (
            one
            for one in people
            if STATION in one.roles.get(role, ()) and not one.key and not one.adopted
        )
        found = next(free, None)
        if found is not None:
            found.key, found.family = key, family
