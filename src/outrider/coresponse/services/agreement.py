"""Agreeing to a rule pack or a scheme, and taking it back: each agency for itself, on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from outrider.coresponse.errors import Forbidden, NotFound, Refused, invalid
from outrider.coresponse.models import RulePack
from outrider.coresponse.packs import paper_of
from outrider.coresponse.services.guards import need
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse.agreement import Side
from outrider.domain.coresponse.rules import Pack, parse_pack
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import ResponderScheme

APPROVERS: Final = {
    Side.POLICE: Permission.APPROVE_PACK_POLICE,
    Side.AMBULANCE: Permission.APPROVE_PACK_AMBULANCE,
    Side.FIRE: Permission.APPROVE_SCHEME_FIRE,
}
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a row keeps one side's yes: when, the name as it is shown, and who by pseudonym."""

    at: str
    name: str
    ref: str

    def sign(self, row: Any, by: Viewer, now: datetime) -> None:
        self._set(row, now, by.name, by.pseudonym)

    def clear(self, row: Any) -> None:
        self._set(row, None, "", "")

    def _set(self, row: Any, at: datetime | None, name: str, ref: str) -> None:
        setattr(row, self.at, at)
        setattr(row, self.name, name[:120])
        setattr(row, self.ref, ref)


def _columns(prefix: str) -> Columns:
    return Columns(f"{prefix}_at", prefix, f"{prefix}_ref")


PACK: Final = {
    Side.POLICE: _columns("approved_by_police"),
    Side.AMBULANCE: _columns("approved_by_ambulance"),
}
OWNER: Final = _columns("agreed_by_owner")
AMBULANCE: Final = _columns("agreed_by_ambulance")


def side_of(by: Viewer) -> Side | None:
    """The agency that this viewer agrees for; None for whoever is no approver."""
    return next((side for side, may in APPROVERS.items() if by.may(may)), None)


@transaction.atomic
def put_forward(*, data: object, valid_from: datetime, by: Viewer, now: datetime) -> RulePack:
    """Load a rule pack as a draft. It rules no call until both agencies have agreed to it.

    Raises:
        Invalid: the pack or its date cannot be used; says what is wrong. Forbidden: not a manager.
    """
    need(by, Permission.EDIT_CONFIGURATION)
    version = draft_of(data).version
    if RulePack.objects.filter(pk=version).exists():
        raise invalid("pack", f"There is a pack {version} already. Give this one another version.")
    if valid_from < now:
        raise invalid("valid_from", "The day has passed. Give tomorrow or a later day.")
    if RulePack.objects.filter(valid_from=valid_from).exists():
        raise invalid("valid_from", "Another pack starts then. Give another day.")
    row = RulePack.objects.create(version=version, data=data, valid_from=valid_from)
    _note(f"pack:{version}", "pack.put-forward", {"valid_from": valid_from.isoformat()}, by, now)
    return row


def draft_of(data: object) -> Pack:
    """A file's content as a pack that could be put forward. Writes nothing.

    Raises:
        Invalid: says what is wrong with it.
    """
    if not isinstance(data, Mapping):
        raise invalid("pack", "This is not a rule pack. Choose the file of one.")
    try:
        pack = parse_pack(data)
    except ValueError as wrong:
        raise invalid("pack", f"The rule pack cannot be used. {wrong}") from None
    version = pack.version
    if not 1 <= len(version) <= 24 or not version.isprintable() or "/" in version:
        raise invalid("pack", "The version must be 1 to 24 letters and figures, such as 2026.2.")
    return pack


@transaction.atomic
def agree_pack(
    *,
    version: str,
    on: bool,
    by: Viewer,
    now: datetime,
    reason: str = "",
    press_id: UUID | None = None,
) -> RulePack:
    """One agency agrees to a pack, or takes its agreement back. The same again changes nothing.

    Raises:
        NotFound, Forbidden, Invalid (no reason given), Refused (the pack has ended, or the same
        person has agreed for the other agency).
    """
    side = _approver(by)
    if side not in PACK:
        raise Forbidden("The rule pack is agreed by police and ambulance.", "Ask: their approvers.")
    row = RulePack.objects.select_for_update().filter(pk=version).first()
    if row is None:
        raise NotFound
    mine = PACK[side]
    if on == (getattr(row, mine.at) is not None):
        return row
    if on:
        _may_agree(row, side, by, now)
        mine.sign(row, by, now)
        if paper_of(row).agreed:
            row.withdrawn_at = None
    else:
        _need_reason(reason)
        was_live = paper_of(row).agreed and row.valid_from <= now
        mine.clear(row)
        row.withdrawn_at = now if was_live else row.withdrawn_at
    row.save()
    kind = "pack.agreed" if on else "pack.withdrawn"
    _note(f"pack:{version}", kind, {"side": side.value}, by, now, press_id, reason)
    return row


def _may_agree(row: RulePack, side: Side, by: Viewer, now: datetime) -> None:
    if row.valid_to is not None and row.valid_to <= now:
        raise Refused("pack.ended", "This pack has ended.", "Agree to a newer one.", "Nobody.")
    others = {getattr(row, PACK[other].ref) for other in PACK if other is not side}
    _need_two_people(by, others)


@transaction.atomic
def agree_scheme(
    *,
    code: str,
    on: bool,
    by: Viewer,
    now: datetime,
    reason: str = "",
    press_id: UUID | None = None,
) -> ResponderScheme:
    """One agency agrees to a responder scheme, or takes it back. Jobs under way go on.

    Raises:
        NotFound, Forbidden (not a side of this scheme), Invalid (no reason given), Refused.
    """
    side = _approver(by)
    scheme = ResponderScheme.objects.select_for_update().filter(pk=code).first()
    if scheme is None:
        raise NotFound
    mine = scheme_columns(scheme, side)
    if not mine:
        raise Forbidden(
            "Another agency’s scheme.", f"Ask: the approvers of {scheme.owner} and ambulance."
        )
    if all(on == (getattr(scheme, one.at) is not None) for one in mine):
        return scheme
    if on:
        others = {getattr(scheme, one.ref) for one in (OWNER, AMBULANCE) if one not in mine}
        _need_two_people(by, others)
    else:
        _need_reason(reason)
    for one in mine:
        if on:
            one.sign(scheme, by, now)
        else:
            one.clear(scheme)
    scheme.save()
    units = scheme.units.filter(active=True).values_list("pk", flat=True)
    touches = (f"scheme:{code}", *(f"unit:{pk}" for pk in units))
    kind = "scheme.agreed" if on else "scheme.withdrawn"
    _note(f"scheme:{code}", kind, {"side": side.value}, by, now, press_id, reason, touches)
    return scheme


def scheme_columns(scheme: ResponderScheme, side: Side) -> tuple[Columns, ...]:
    """Which of the scheme's two agreements are this side's: a scheme of its own has both."""
    owner = (OWNER,) if side.value == scheme.owner else ()
    return owner + ((AMBULANCE,) if side is Side.AMBULANCE else ())


def _approver(by: Viewer) -> Side:
    side = side_of(by)
    if side is None:
        need(by, Permission.APPROVE_PACK_POLICE)
    assert side is not None
    return side


def _need_two_people(by: Viewer, others: set[str]) -> None:
    if by.pseudonym in others:
        raise Refused(
            "agreement.two-people",
            "You have agreed for the other agency.",
            "Let somebody else agree for this one: it takes two people.",
            "Nobody.",
        )


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise invalid("reason", "Say why you take it back. Both agencies read it.")
    if len(reason) > LONGEST_REASON:
        raise invalid("reason", f"Say it in {LONGEST_REASON} characters or fewer.")


def _note(
    stream: str,
    kind: str,
    payload: dict[str, Any],
    by: Viewer,
    now: datetime,
    press_id: UUID | None = None,
    text: str = "",
    touches: tuple[str, ...] = (),
) -> None:
    append(
        [
            NewEntry(
                stream=stream,
                kind=kind,
                payload=payload,
                actor=by.pseudonym,
                cause=press_id,
                effective_at=now,
                touches=touches,
                text=text.strip() or None,
            )
        ]
    )
