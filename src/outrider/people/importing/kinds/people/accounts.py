"""The account that a row names."""

from __future__ import annotations

from outrider.people.importing import grants as g
from outrider.people.importing.accounts import new_user, user_name
from outrider.people.importing.kinds.people.loaded import Loaded, PersonWrite
from outrider.people.importing.plan import Change
from outrider.people.importing.problems import quoted
from outrider.people.importing.reading.rows import RawRow
from outrider.people.importing.row_reader import CLEAR, RowReader
from outrider.people.models import User


def account_changes(
    loaded: Loaded, reader: RowReader, raw: RawRow, ask: PersonWrite
) -> list[Change]:
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
    if (line := loaded.accounts.taken_on(wanted, raw.line)) is not None:
        reader.refuse("username", f"{quoted(wanted)} is on line {line} already.", "Correct it.")
        return []
    if own is not None and own.username == wanted:
        return []
    if not loaded.context.may_give_roles:
        reader.refuse("username", "You may not make accounts.", "Ask an administrator.")
    return _other_account(loaded, reader, ask, own, wanted)


def _other_account(
    loaded: Loaded, reader: RowReader, ask: PersonWrite, own: User | None, wanted: str
) -> list[Change]:
    there = loaded.accounts.get(wanted)
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
        if loaded.context.scope is not None and loaded.grants.get(there.pk):
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
