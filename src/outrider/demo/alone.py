"""The demo never runs beside real data: what it did not make, it refuses to stand next to."""

from __future__ import annotations

from django.db import DatabaseError, connection

from outrider.coresponse.models import Call
from outrider.demo.force.accounts import USERNAME_PREFIX
from outrider.demo.models import DemoForce
from outrider.demo.seeds import made_id
from outrider.journal.queries import head_seq
from outrider.people.models import Officer, RoleGrant, Station, Unit, User


class BesideRealData(Exception):
    """The database holds something that the demo did not make."""


def check_alone() -> DemoForce | None:
    """The demo's own mark, or None for an empty database.

    Raises:
        BesideRealData: says what was found and what to do.
    """
    # read without the column that an older demo does not have: this is asked before migrating
    mark = DemoForce.objects.defer("null").first()
    found = _foreign(mark) if mark else _anything()
    if found:
        raise BesideRealData(
            f"This database holds {found} that the demo did not make. The demo lets anybody in "
            "without a password, so it does not start here. Point DATABASE_URL or OUTRIDER_VAR at "
            "an empty place for the demo, or use `outrider serve` for this one."
        )
    return mark


def check_before_migrating() -> None:
    """Refuse a database with real rows before even its tables are touched.

    Raises:
        BesideRealData: as `check_alone`, and when the tables are those of another version.
    """
    if User._meta.db_table not in connection.introspection.table_names():
        return
    try:
        check_alone()
    except DatabaseError as other_version:
        raise BesideRealData(
            "This database was made by another version of Outrider, so the demo cannot tell whose "
            "rows it holds. Point DATABASE_URL or OUTRIDER_VAR at an empty place for the demo."
        ) from other_version


def _anything() -> str:
    """The first kind of row in a database that has no mark of the demo."""
    kinds = (
        (User, "a force account"),
        (RoleGrant, "a role"),
        (Station, "a station"),
        (Officer, "an officer"),
        (Unit, "a unit"),
        (Call, "an emergency call"),
    )
    for model, words in kinds:
        if model._default_manager.exists():
            return words
    return "journal entries" if head_seq() else ""


def _foreign(mark: DemoForce) -> str:
    """The first row of a marked database that this demo's seed would not have made."""
    if User.objects.exclude(username__startswith=USERNAME_PREFIX).exists():
        return "a force account"
    for number, key in Officer.objects.values_list("number", "pk"):
        if key != made_id(mark.seed, "officer", number):
            return "an officer"
    for call_sign, key in Unit.objects.values_list("call_sign", "pk"):
        if key != made_id(mark.seed, "unit", call_sign):
            return "a unit"
    return ""
