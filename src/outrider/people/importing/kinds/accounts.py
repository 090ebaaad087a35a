"""Accounts of people who have no number: control rooms, ambulance crews, approvers, analysts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from outrider.domain.access import Role
from outrider.journal.new_entry import NewEntry
from outrider.people.importing import grants as g
from outrider.people.importing.accounts import Accounts, new_user, user_name
from outrider.people.importing.columns import Column, Table
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Kind, Tell, Written
from outrider.people.importing.plan import Change, Outcome, Plan, Row
from outrider.people.importing.problems import quoted
from outrider.people.importing.reading.rows import RawRow, tidy
from outrider.people.importing.register import Stations
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.importing.values.roles import codes, roles_in
from outrider.people.models import User

COLUMNS: Final = (
    Column("username", "User name", "What the person signs in with, such as their e-mail.", True,
           ("user name", "email", "e mail", "email address", "e mail address", "login", "account"),
           "p.nandakumar@trust.example"),
    Column("name", "Name", "As colleagues see it on screen.", False,
           ("full name", "display name"), "Priya Nandakumar"),
    Column("roles", "Roles", "All roles of the account, with semicolons between. The list takes "
           "the place of what it holds.", False, ("role", "system roles", "permissions"),
           "Ambulance control"),
)  # fmt: skip


@dataclass(slots=True)
class AccountWrite:
    user: User
    new: bool
    grants: g.GrantChange | None = None


class _Planner:
    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        self.context = context
        self.stations = Stations()
        self.accounts = Accounts()
        self.grants = g.grants_of(user.pk for user in self.accounts.all())

    def row(self, raw: RawRow) -> Row[AccountWrite]:
        reader = RowReader(self.table, raw)
        name = reader.read("username", user_name)
        if not isinstance(name, str):
            reader.needed("username", "an account needs its user name")
            return _refused(reader, raw, reader.shown("name"))
        if (line := self.accounts.taken_on(name, raw.line)) is not None:
            reader.refuse("username", f"{quoted(name)} is on line {line} already.", "Keep one.")
        known = self.accounts.get(name)
        holder = getattr(known, "officer", None) if known else None
        if holder is not None:
            reader.refuse(
                "username",
                f"{quoted(name)} is the account of {holder.number}.",
                "Change it in the list of people.",
            )
        if not self.context.may_give_roles or self.context.scope is not None:
            reader.refuse("username", "You look after some stations only.", g.ASK)
        if reader.problems:
            return _refused(reader, raw, name)
        return self._planned(reader, raw, name, known)

    def _planned(
        self, reader: RowReader, raw: RawRow, name: str, known: User | None
    ) -> Row[AccountWrite]:
        user = known or new_user(name)
        display = reader.text("name", 120)
        wanted = reader.read(
            "roles", lambda text: roles_in(text, None, lambda at: self.stations.meant_by(at).pk)
        )
        grants = g.in_force(self.grants.get(user.pk, []) if user.pk else [], self.context.now)
        have = g.held(grants)
        after = frozenset() if wanted is CLEAR else wanted
        after = after if isinstance(after, frozenset) else have
        change = g.changed(grants, after, None, reset_end=False)
        g.check(reader, change, user.pk, self.context)
        if known is None and not after:
            reader.needed("roles", "a new account without a role can open nothing")
        if reader.problems:
            return _refused(reader, raw, name)
        changes = []
        if display is not CLEAR and isinstance(display, str) and tidy(user.display_name) != display:
            changes.append(Change("Name", user.display_name, display))
            user.display_name = display
        if have != after:
            shown = [g.shown(each, None, self.stations) for each in (have, after)]
            changes.append(Change("Roles", *shown))
        ask = AccountWrite(user, known is None, change or None)
        if known is None:
            return Row(raw.line, raw.cells, name, Outcome.NEW, action=ask)
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Row(raw.line, raw.cells, name, outcome, tuple(changes), action=ask)


def _refused(reader: RowReader, raw: RawRow, name: str) -> Row[AccountWrite]:
    return Row(raw.line, raw.cells, name, Outcome.REFUSED, problems=tuple(reader.problems))


def plan(table: Table, context: Context, tell: Tell) -> Plan[AccountWrite]:
    planner = _Planner(table, context)
    rows = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(planner.row(raw))
        tell(done, len(table.rows))
    return Plan("accounts", table, rows)


def write(made: Plan[AccountWrite], context: Context) -> Written:
    rows = [row for row in made.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]
    asks = [row.action for row in rows if row.action]
    User.objects.bulk_create([ask.user for ask in asks if ask.new])
    User.objects.bulk_update([ask.user for ask in asks if not ask.new], ["display_name"])
    g.apply_grants((ask.user.pk, ask.grants) for ask in asks if ask.grants)
    return Written([_entry(context, ask) for ask in asks], [])


def _entry(context: Context, ask: AccountWrite) -> NewEntry:
    given = ask.grants.add if ask.grants else ()
    taken = [(Role(each.role), each.station_id) for each in ask.grants.drop] if ask.grants else []
    return entry(
        context,
        f"user:{ask.user.pseudonym}",
        "account.added" if ask.new else "account.changed",
        {"given": codes(given), "taken": codes(taken)},
        scope_of=ask.user.pk if ask.grants else None,
    )


def export(context: Context) -> Iterator[list[str]]:
    if context.scope is not None:
        return
    stations = Stations()
    users = User.objects.filter(officer__isnull=True).order_by("username")
    grants = g.grants_of(users.values_list("pk", flat=True))
    for user in users:
        held = g.held(g.in_force(grants.get(user.pk, []), context.now))
        yield [user.username, user.display_name, g.shown(held, None, stations)]


ACCOUNTS: Final = Kind(
    "accounts", "Accounts without a number", "account", "accounts", COLUMNS, plan, write, export,
    "Control rooms, ambulance crews, approvers and analysts: whoever signs in but has no number.",
)  # fmt: skip
