"""What the register holds before a file of people is read, and what one row asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from outrider.people.importing import grants as g
from outrider.people.importing.accounts import Accounts
from outrider.people.importing.context import Context
from outrider.people.importing.register import Officers, Stations
from outrider.people.models import Officer, RoleGrant, User


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everybody who serves, their accounts and roles, read once for all rows."""

    context: Context
    stations: Stations
    officers: Officers
    accounts: Accounts
    grants: Mapping[int, list[RoleGrant]]


def loaded_for(context: Context) -> Loaded:
    """The register as it is now; locked when the rows are about to be written."""
    rows = Officer.objects.select_related("user").order_by("pk")
    if context.lock:
        rows = rows.select_for_update(of=("self",))
    officers, accounts = Officers(rows), Accounts()
    grants = g.grants_of(user.pk for user in accounts.all())
    return Loaded(context, Stations(), officers, accounts, grants)


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
