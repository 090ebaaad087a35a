"""People who serve, with their accounts and roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from outrider.domain.access import Role
from outrider.people.importing import grants as g
from outrider.people.importing.accounts import Accounts, new_user, user_name
from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Move, Tell, Written
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.problems import Unclear, quoted
from outrider.people.importing.reading.rows import RawRow, tidy
from outrider.people.importing.register import Officers, Stations, number_of
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.importing.values.roles import Held, codes, roles_in
from outrider.people.models import Officer, RoleGrant, Station, User
from outrider.people.models.officers import DUTY_CHOICES

AHEAD: Final = timedelta(days=366)
"""Somebody may be entered this long before they join."""

_DUTIES: Final = dict(DUTY_CHOICES)
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
_LABELS: Final = {column.key: column.label for column in COLUMNS}
_TEXTS: Final = {"rank": 24, "given_name": 60, "family_name": 60, "team": 40}
_NEEDED: Final = ("rank", "given_name", "family_name", "station")


@dataclass(slots=True)
class PersonWrite:
    """What one row asks for."""

    officer: Officer
    new: bool
    columns: list[str] = field(default_factory=list)  # of the officer, that changed
    user: User | None = None  # a new account, or one to link or rename
    user_is_new: bool = False
    grants: g.GrantChange | None = None
    moved: bool = False


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.stations = Stations()
        rows = Officer.objects.select_related("user").order_by("pk")
        if context.lock:
            rows = rows.select_for_update(of=("self",))
        self.officers = Officers(rows)
        self.accounts = Accounts()
        self.grants = g.grants_of(user.pk for user in self.accounts.all())
        self.seen: dict[str, int] = {}

    def row(self, raw: RawRow) -> Row[PersonWrite]:
        reader = RowReader(self.table, raw)
        number = reader.read("number", number_of)
        if not isinstance(number, str):
            reader.needed("number", "everybody needs a number")
            return _refused(reader, raw, reader.shown("family_name"))
        if (line := self.seen.setdefault(number, raw.line)) != raw.line:
            reader.refuse(
                "number", f"{quoted(number)} is on line {line} already.", "Keep one of the two."
            )
        known = self.officers.get(number)
        self._check_known(reader, number, known)
        values = self._values(reader, known)
        if known is None:
            self._check_complete(reader, values)
        if reader.problems:
            return _refused(reader, raw, number)
        return self._planned(reader, raw, number, known, values)

    def _check_known(self, reader: RowReader, number: str, known: Officer | None) -> None:
        if known is not None:
            if not self.context.looks_after(known.station_id):
                reader.refuse(
                    "number", "This person serves at a station that you do not look after.", g.ASK
                )
            return
        try:
            self.officers.check_zeros(number)
        except Unclear as unclear:
            reader.refuse("number", unclear.why, unclear.do)

    def _values(self, reader: RowReader, known: Officer | None) -> dict[str, Any]:
        """What the row says about the person, by the columns of the register."""
        found: dict[str, Any] = {}
        for key, longest in _TEXTS.items():
            value = reader.text(key, longest)
            if isinstance(value, str):
                found[key] = value
            elif value is CLEAR and key == "team":
                found[key] = ""
            elif value is CLEAR:
                reader.needed(key, "a person needs it")
        station = reader.read("station", self.stations.meant_by)
        if isinstance(station, Station):
            found["station_id"] = station.pk
            if not self.context.looks_after(station.pk):
                reader.refuse("station", "You do not look after this station.", g.ASK)
        elif station is CLEAR:
            reader.needed("station", "a person serves somewhere")
        self._days(reader, known, found)
        duty = reader.read("duty", _duty)
        if duty is CLEAR:
            found["duty"] = ""
        elif isinstance(duty, str):
            before = known.duty if known else ""
            found["duty"] = ("" if before == "special" else before) if duty == REGULAR else duty
        return found

    def _days(self, reader: RowReader, known: Officer | None, found: dict[str, Any]) -> None:
        for key in ("joined_on", "left_on"):
            value = reader.day(key)
            if isinstance(value, date) and not (known and getattr(known, key) == value):
                found[key] = value
            elif value is CLEAR:
                found[key] = None
        joined = found.get("joined_on", known.joined_on if known else None)
        left = found.get("left_on", known.left_on if known else None)
        if joined is not None and "joined_on" in found and joined > self.context.today + AHEAD:
            reader.refuse("joined_on", f"{joined:%d/%m/%Y} is more than a year ahead.", "Check it.")
        if joined and left and left < joined and ("joined_on" in found or "left_on" in found):
            reader.refuse(
                "left_on" if "left_on" in found else "joined_on",
                f"The last day, {left:%d/%m/%Y}, is before the first, {joined:%d/%m/%Y}.",
                "Correct one of the two.",
            )

    def _check_complete(self, reader: RowReader, values: dict[str, Any]) -> None:
        for key in _NEEDED:
            if key not in values and f"{key}_id" not in values:
                reader.needed(key, "this person is not in the register yet")

    def _planned(
        self,
        reader: RowReader,
        raw: RawRow,
        number: str,
        known: Officer | None,
        values: dict[str, Any],
    ) -> Row[PersonWrite]:
        officer = known or Officer(number=number)
        before = {key: getattr(officer, key) for key in values}
        changes = [
            Change(_LABELS[key.removesuffix("_id")], self._shown(old), self._shown(values[key]))
            if key != "station_id"
            else Change("Station", self._code(old), self._code(values[key]))
            for key, old in before.items()
            if not _same(old, values[key])
        ]
        old_station, old_left = (known.station_id, known.left_on) if known else (None, None)
        for key, value in values.items():
            setattr(officer, key, value)
        ask = PersonWrite(officer, known is None)
        ask.columns = [key for key, old in before.items() if not _same(old, values[key])]
        ask.moved = known is not None and old_station != officer.station_id
        changes += self._account(reader, raw, ask)
        changes += self._roles(reader, ask, old_station, old_left)
        if reader.problems:
            self._put_back(officer, before)
            return _refused(reader, raw, number)
        if known is None:
            return Row(raw.line, raw.cells, number, Outcome.NEW, action=ask)
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Row(raw.line, raw.cells, number, outcome, tuple(changes), action=ask)

    @staticmethod
    def _put_back(officer: Officer, before: dict[str, Any]) -> None:
        for key, value in before.items():
            setattr(officer, key, value)

    def _shown(self, value: Any) -> str:
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return _DUTIES.get(value, str(value)) if value else ""

    def _code(self, station_id: int | None) -> str:
        return self.stations.code(station_id) if station_id else ""

    def _account(self, reader: RowReader, raw: RawRow, ask: PersonWrite) -> list[Change]:
        """The account that the row names: the person's own, a new one, or one to link."""
        wanted = reader.read("username", user_name)
        own = ask.officer.user if ask.officer.user_id else None
        if wanted is CLEAR:
            reader.refuse(
                "username",
                "An account is not taken away here.",
                "Leave the cell blank; a leaving date ends the person’s roles.",
            )
        if not isinstance(wanted, str) or reader.problems:
            return []
        if (line := self.accounts.taken_on(wanted, raw.line)) is not None:
            reader.refuse("username", f"{quoted(wanted)} is on line {line} already.", "Correct it.")
            return []
        if own is not None and own.username == wanted:
            return []
        if not self.context.may_give_roles:
            reader.refuse("username", "You may not make accounts.", "Ask an administrator.")
        return self._other_account(reader, ask, own, wanted)

    def _other_account(
        self, reader: RowReader, ask: PersonWrite, own: User | None, wanted: str
    ) -> list[Change]:
        there = self.accounts.get(wanted)
        if there is not None and there != own:
            holder = getattr(there, "officer", None)
            if holder is not None or own is not None:
                whose = f" of {holder.number}" if holder else ""
                reader.refuse(
                    "username",
                    f"{quoted(wanted)} is the account{whose} already.",
                    "Give each person a user name of their own.",
                )
                return []
            if self.context.scope is not None and self.grants.get(there.pk):
                reader.refuse("username", "This account has roles elsewhere.", g.ASK)
                return []
            ask.user = there
            return [Change("User name", "", there.username)]
        if own is not None:
            before, own.username = own.username, wanted
            own.email = wanted if "@" in wanted else own.email
            ask.user = own
            return [Change("User name", before, wanted)]
        ask.user, ask.user_is_new = new_user(wanted), True
        return [Change("User name", "", wanted)]

    def _roles(
        self, reader: RowReader, ask: PersonWrite, old_station: int | None, old_left: date | None
    ) -> list[Change]:
        """Roles follow the person: to another station, and to an end on the last day."""
        officer, zone = ask.officer, self.context.zone
        account = ask.user or (officer.user if officer.user_id else None)
        own = officer.station_id
        wanted = reader.read(
            "roles", lambda text: roles_in(text, own, lambda code: self.stations.meant_by(code).pk)
        )
        if account is None:
            if isinstance(wanted, frozenset):
                reader.refuse("roles", "There is no account to hold roles.", "Give a user name.")
            return []
        until, ended = g.end_of(officer.left_on, zone), g.end_of(old_left, zone)
        grants = self._grants(account, ended)
        have = g.held(grants)
        if isinstance(wanted, frozenset) and self._has_left(officer):
            reader.refuse(
                "roles",
                "This person has left, so roles would be of no use.",
                "Leave this cell blank.",
            )
            return []
        follows = _follows(have, old_station, own) if ask.moved else {}
        after = _after(wanted, have, follows)
        reset_end = old_left != officer.left_on
        change = g.changed(grants, after, until, reset_end=reset_end, moved=follows)
        g.check(reader, change, account.pk, self.context)
        self._check_own(reader, account, officer)
        ask.grants = change or None
        if have == after:
            return []
        shown = [g.shown(each, own, self.stations) for each in (have, after)]
        return [Change("Roles", *shown)] if shown[0] != shown[1] or not ask.moved else []

    def _grants(self, account: User, ended: Any) -> list[RoleGrant]:
        found = self.grants.get(account.pk, []) if account.pk else []
        now = self.context.now
        return [
            grant
            for grant in found
            if grant.valid_to is None or grant.valid_to > now or grant.valid_to == ended
        ]

    def _check_own(self, reader: RowReader, account: User, officer: Officer) -> None:
        mine = account.pk is not None and account.pk == self.context.user_id
        if mine and self._has_left(officer):
            reader.refuse("left_on", "This row is about you.", "Ask another administrator.")

    def _has_left(self, officer: Officer) -> bool:
        return officer.left_on is not None and officer.left_on < self.context.today


def _follows(have: frozenset[Held], old: int | None, new: int) -> dict[Held, Held]:
    """Roles at the old station, and what they are at the new one."""
    return {(role, at): (role, new) for role, at in have if at == old}


def _after(wanted: object, have: frozenset[Held], follows: dict[Held, Held]) -> frozenset[Held]:
    if isinstance(wanted, frozenset):
        return wanted
    if wanted is CLEAR:
        return frozenset()
    return frozenset(follows.get(each, each) for each in have)


def _same(before: object, after: object) -> bool:
    return tidy(before) == after if isinstance(before, str) else before == after


def _duty(text: str) -> str:
    found = _DUTY_WORDS.get(" ".join(text.casefold().split()))
    if found is None:
        words = ", ".join(_DUTIES.values())
        raise Unclear(f"{quoted(text)} is no duty.", f"Use: {words} or Regular.")
    return found


def _refused(reader: RowReader, raw: RawRow, name: str) -> Row[PersonWrite]:
    return Row(raw.line, raw.cells, name, Outcome.REFUSED, problems=tuple(reader.problems))


def plan(table: Table, context: Context, tell: Tell) -> Plan[PersonWrite]:
    planner = _Planner(table, context)
    rows = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(planner.row(raw))
        tell(done, len(table.rows))
    return Plan("people", table, rows)


_WRITTEN: Final = (
    "rank", "given_name", "family_name", "station", "joined_on", "team", "duty", "left_on", "user",
)  # fmt: skip


def write(made: Plan[PersonWrite], context: Context) -> Written:
    asks = [(row, row.action) for row in made.rows if row.action and _does_something(row)]
    User.objects.bulk_create([a.user for _, a in asks if a.user and a.user_is_new])
    User.objects.bulk_update(
        [a.user for _, a in asks if a.user and not a.user_is_new], ["username", "email"]
    )
    for _, ask in asks:
        if ask.user is not None:
            ask.officer.user = ask.user
    Officer.objects.bulk_create([a.officer for _, a in asks if a.new])
    Officer.objects.bulk_update(
        [a.officer for _, a in asks if not a.new], list(_WRITTEN), batch_size=500
    )
    g.apply_grants((a.officer.user_id, a.grants) for _, a in asks if a.grants and a.officer.user_id)
    entries = [_entry(context, row, ask) for row, ask in asks]
    moves = [Move(a.officer.pk, a.officer.station_id) for _, a in asks if a.moved]
    return Written(entries, moves)


def _does_something(row: Row[PersonWrite]) -> bool:
    return row.outcome in (Outcome.NEW, Outcome.CHANGED)


def _entry(context: Context, row: Row[PersonWrite], ask: PersonWrite) -> Any:
    payload: dict[str, Any] = {"station": ask.officer.station_id, "account": ask.user is not None}
    if not ask.new:
        payload["columns"] = [change.label for change in row.changes]
    if ask.grants:
        payload["given"] = codes(ask.grants.add)
        payload["taken"] = codes((Role(each.role), each.station_id) for each in ask.grants.drop)
    kind = "officer.added" if ask.new else "officer.changed"
    scope_of = ask.officer.user_id if ask.grants else None
    return entry(context, f"officer:{ask.officer.pk}", kind, payload, scope_of=scope_of)


def export(context: Context) -> Iterator[list[str]]:
    stations = Stations()
    people = Officer.objects.select_related("user").order_by("number")
    grants = g.grants_of(User.objects.filter(officer__isnull=False).values_list("pk", flat=True))
    for officer in people:
        if context.looks_after(officer.station_id):
            yield _exported(officer, stations, grants, context)


def _exported(
    officer: Officer, stations: Stations, grants: dict[int, list[RoleGrant]], context: Context
) -> list[str]:
    user = officer.user if officer.user_id else None
    held = g.held(g.in_force(grants.get(user.pk, []), context.now)) if user else frozenset()
    gone = officer.left_on is not None and officer.left_on < context.today
    return [
        officer.number,
        officer.rank,
        officer.given_name,
        officer.family_name,
        stations.code(officer.station_id),
        _day(officer.joined_on),
        officer.team,
        _DUTIES.get(officer.duty, officer.duty),
        _day(officer.left_on),
        user.username if user else "",
        "" if gone else g.shown(held, officer.station_id, stations),
    ]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%Y-%m-%d}"


PEOPLE: Final = Kind(
    "people", "People", "person", "people", COLUMNS, plan, write, export,
    "Officers, specials, staff, firefighters and community responders, with their accounts.",
)  # fmt: skip
