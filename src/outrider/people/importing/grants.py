"""Roles of an account: what it holds, what a file gives it, and who may give that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from outrider.domain.access import Role
from outrider.people.importing.context import Context
from outrider.people.importing.register import Stations
from outrider.people.importing.row_reader import RowReader
from outrider.people.importing.values.roles import Held, written
from outrider.people.models import RoleGrant

ASK = "Ask an administrator of the whole force to bring this row."


@dataclass(frozen=True, slots=True)
class GrantChange:
    """What becomes of an account's roles; `until` is the end of the person's last day."""

    add: frozenset[Held]
    drop: tuple[RoleGrant, ...]
    end: tuple[RoleGrant, ...]  # these stay, and now end at `until` (None: they do not end)
    until: datetime | None
    # a role that moves with its person keeps its own first and last moment
    kept: Mapping[Held, tuple[datetime | None, datetime | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.add or self.drop or self.end)


def end_of(left_on: date | None, zone: tzinfo) -> datetime | None:
    """The midnight after somebody's last day."""
    if left_on is None:
        return None
    return datetime.combine(left_on + timedelta(days=1), time(0), zone)


def grants_of(user_ids: Iterable[int]) -> dict[int, list[RoleGrant]]:
    """Every grant of these users."""
    found: dict[int, list[RoleGrant]] = {}
    for grant in RoleGrant.objects.filter(user_id__in=list(user_ids)).order_by("pk"):
        found.setdefault(grant.user_id, []).append(grant)
    return found


def in_force(grants: Iterable[RoleGrant], now: datetime) -> list[RoleGrant]:
    """Those that have not ended; one that begins later counts."""
    return [grant for grant in grants if grant.valid_to is None or grant.valid_to > now]


def held(grants: Iterable[RoleGrant]) -> frozenset[Held]:
    return frozenset((Role(grant.role), grant.station_id) for grant in grants)


def changed(
    grants: list[RoleGrant],
    wanted: frozenset[Held],
    until: datetime | None,
    *,
    reset_end: bool,
    moved: Mapping[Held, Held] | None = None,
) -> GrantChange:
    """From what the account holds to what it is to hold; `moved` says what became of which."""
    have = held(grants)
    stays = [grant for grant in grants if (Role(grant.role), grant.station_id) in wanted]
    return GrantChange(
        add=wanted - have,
        drop=tuple(grant for grant in grants if grant not in stays),
        end=tuple(grant for grant in stays if reset_end and grant.valid_to != until),
        until=until,
        kept={
            (moved or {})[key]: (grant.valid_from, until if reset_end else grant.valid_to)
            for grant in grants
            if (key := (Role(grant.role), grant.station_id)) in (moved or {})
        },
    )


def check(reader: RowReader, change: GrantChange, user_id: int | None, context: Context) -> None:
    """Note what the one who brings the file may not give or take."""
    touched = {at for _, at in change.add} | {grant.station_id for grant in change.drop}
    if not context.may_give_roles and touched:
        reader.refuse("roles", "You may not give or take roles.", "Ask an administrator.")
    outside = any(at is None or not context.looks_after(at) for at in touched)
    if context.scope is not None and outside:
        reader.refuse("roles", "You give roles at your own stations only.", ASK)
    dropped = {Role(grant.role) for grant in change.drop}
    added = {role for role, _ in change.add}
    if user_id == context.user_id and Role.ADMINISTRATOR in dropped - added:
        reader.refuse(
            "roles",
            "This would take away your own role of administrator.",
            "Add Administrator to the roles, or ask another administrator to bring this row.",
        )


def shown(roles: Iterable[Held], own: int | None, stations: Stations) -> str:
    return written(roles, own, stations.code)


def apply_grants(changes: Iterable[tuple[int, GrantChange]]) -> None:
    """Write them, by user id."""
    made, gone, ended = [], [], []
    for user_id, change in changes:
        made += [
            _grant(user_id, (role, at), change)
            for role, at in sorted(change.add, key=lambda each: (each[0].value, each[1] or 0))
        ]
        gone += [grant.pk for grant in change.drop]
        for grant in change.end:
            grant.valid_to = change.until
            ended.append(grant)
    RoleGrant.objects.filter(pk__in=gone).delete()
    _take_up_again(made)
    RoleGrant.objects.bulk_create(made)
    RoleGrant.objects.bulk_update(ended, ["valid_to"])


def _grant(user_id: int, held: Held, change: GrantChange) -> RoleGrant:
    begins, ends = change.kept.get(held, (None, change.until))
    role, at = held
    return RoleGrant(
        user_id=user_id, role=role.value, station_id=at, valid_from=begins, valid_to=ends
    )


def _take_up_again(made: list[RoleGrant]) -> None:
    """The same role at the same place may have ended before: one row keeps it."""
    wanted = {(grant.user_id, grant.role, grant.station_id) for grant in made}
    before = grants_of(user for user, _, _ in wanted)
    old = [
        grant.pk
        for grants in before.values()
        for grant in grants
        if (grant.user_id, grant.role, grant.station_id) in wanted
    ]
    RoleGrant.objects.filter(pk__in=old).delete()
