"""Writing a planned file of people, with a journal entry for each."""

from __future__ import annotations

from typing import Any, Final

from outrider.domain.access import Role
from outrider.people.importing import grants as g
from outrider.people.importing.context import Context
from outrider.people.importing.entries import entry
from outrider.people.importing.kinds.kind import Move, Written
from outrider.people.importing.kinds.people.loaded import PersonWrite
from outrider.people.importing.plan import Outcome, Plan, Row
from outrider.people.importing.values.roles import codes
from outrider.people.models import Officer, User

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
