"""The columns of a file of people, and what may stand in them."""

from __future__ import annotations

from typing import Final

from outrider.people.importing.columns import Column
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.models.officers import DUTY_CHOICES

DUTIES: Final = dict(DUTY_CHOICES)
REGULAR: Final = "regular"
_DUTY_WORDS: Final = (
    {label.casefold(): code for code, label in DUTY_CHOICES}
    | {code: code for code, _ in DUTY_CHOICES}
    | {"special constable": "special", "specials": "special", "special": "special"}
    | {"roads": "roads", "rpu": "roads", "cid": "investigation", "npt": "neighbourhood"}
    | {"regular": REGULAR, "regulars": REGULAR}
)

COLUMNS: Final = (
    Column("number", "Number", "Collar, warrant or staff number. Zeros in front count.", True,
           ("collar number", "collar no", "collar", "shoulder number", "warrant number",
            "staff number", "employee number", "officer number", "no"), "3318"),
    Column("rank", "Rank", "As spoken: PC, SC, Sgt, Insp, Firefighter.", False,
           ("grade", "title", "rank title"), "PC"),
    Column("given_name", "Given name", "", False,
           ("first name", "forename", "forenames", "given names", "first names"), "Samira"),
    Column("family_name", "Family name", "", False,
           ("surname", "last name", "family names"), "Rahman"),
    Column("station", "Station", "The station’s code or name.", False,
           ("station code", "base", "home station", "site", "location"), "ryde"),
    Column("joined_on", "Joined on", "When service began.", False,
           ("joined", "start date", "service start", "date joined", "join date"), "08/01/2024"),
    Column("team", "Team", "", False, ("shift", "section", "unit", "department"), "Response A"),
    Column("duty", "Duty", "Response, Neighbourhood, Custody, Roads policing, Investigation, "
           "Support, Special constabulary, Police staff or Regular.", False,
           ("special or regular", "special regular", "type", "officer type", "role type"),
           "Response"),
    Column("left_on", "Left on", "The last day of service; roles end with it.", False,
           ("left", "leaving date", "leaver", "date left", "end date"), ""),
    Column("username", "User name", "What the person signs in with, such as their e-mail.", False,
           ("user name", "email", "e mail", "email address", "e mail address", "login", "account"),
           "s.rahman@force.example"),
    Column("roles", "Roles", "All roles of the person, with semicolons between: Officer; "
           "Link officer @ ryde. The list takes the place of what they hold.", False,
           ("role", "system roles", "permissions"), "Officer"),
)  # fmt: skip
LABELS: Final = {column.key: column.label for column in COLUMNS}
TEXTS: Final = {"rank": 24, "given_name": 60, "family_name": 60, "team": 40}
NEEDED: Final = ("rank", "given_name", "family_name", "station")


def duty_meant_by(text: str) -> str:
    """The duty by its code; "regular" for whoever is no special."""
    found = _DUTY_WORDS.get(" ".join(text.casefold().split()))
    if found is None:
        words = ", ".join(DUTIES.values())
        raise Unclear(f"{quoted(text)} is no duty.", f"Use: {words} or Regular.")
    return found
