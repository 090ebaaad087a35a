"""Roles follow the person: to another station, and to an end on the last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from outrider.people.importing import grants as g
from outrider.people.importing.kinds.people.loaded import Loaded, PersonWrite
from outrider.people.importing.plan import Change
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.importing.values.roles import Held, roles_in
from outrider.people.models import Officer, RoleGrant, User


def role_changes(
    loaded: Loaded,
    reader: RowReader,
    ask: PersonWrite,
    old_station: int | None,
    old_left: date | None,
) -> list[Change]:
    """Roles follow the person: to another station, and to an end on the last day."""
    officer, zone = ask.officer, loaded.context.zone
    account = ask.user or (officer.user if officer.user_id else None)
    own = officer.station_id
    wanted = reader.read(
        "roles", lambda text: roles_in(text, own, lambda code: loaded.stations.meant_by(code).pk)
    )
    if account is None:
        if isinstance(wanted, frozenset):
            reader.refuse("roles", "There is no account to hold roles.", "Give a user name.")
        return []
    until, ended = g.end_of(officer.left_on, zone), g.end_of(old_left, zone)
    grants = _grants(loaded, account, ended)
    have = g.held(grants)
    if isinstance(wanted, frozenset) and _has_left(loaded, officer):
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
    g.check(reader, change, account.pk, loaded.context)
    _check_own(loaded, reader, account, officer)
    ask.grants = change or None
    if have == after:
        return []
    shown = [g.shown(each, own, loaded.stations) for each in (have, after)]
    return [Change("Roles", *shown)] if shown[0] != shown[1] or not ask.moved else []


def _grants(loaded: Loaded, account: User, ended: Any) -> list[RoleGrant]:
    found = loaded.grants.get(account.pk, []) if account.pk else []
    now = loaded.context.now
    return [
        grant
        for grant in found
        if grant.valid_to is None or grant.valid_to > now or grant.valid_to == ended
    ]


def _check_own(loaded: Loaded, reader: RowReader, account: User, officer: Officer) -> None:
    mine = account.pk is not None and account.pk == loaded.context.user_id
    if mine and _has_left(loaded, officer):
        reader.refuse("left_on", "This row is about you.", "Ask another administrator.")


def _has_left(loaded: Loaded, officer: Officer) -> bool:
    return officer.left_on is not None and officer.left_on < loaded.context.today


def _follows(have: frozenset[Held], old: int | None, new: int) -> dict[Held, Held]:
    """Roles at the old station, and what they are at the new one."""
    return {(role, at): (role, new) for role, at in have if at == old}


def _after(wanted: object, have: frozenset[Held], follows: dict[Held, Held]) -> frozenset[Held]:
    if isinstance(wanted, frozenset):
        return wanted
    if wanted is CLEAR:
        return frozenset()
    return frozenset(follows.get(each, each) for each in have)
