"""Rules and schemes that two agencies agree on. Neither is live with one of the two alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from outrider.coresponse.default_schemes import DEFAULT_SCHEMES
from outrider.coresponse.errors import Forbidden, NotFound, Refused
from outrider.coresponse.models import RulePack
from outrider.coresponse.services.guards import need
from outrider.domain.access import Agency, Permission, Viewer
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import parse_pack
from outrider.domain.people.police_state import DEFAULT_TABLE
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import PoliceStateRule, ResponderScheme

APPROVES = {
    Permission.APPROVE_PACK_POLICE: Agency.POLICE,
    Permission.APPROVE_PACK_AMBULANCE: Agency.AMBULANCE,
}


def side_of(viewer: Viewer) -> Agency | None:
    """The agency for which this viewer may agree."""
    return next((agency for may, agency in APPROVES.items() if viewer.may(may)), None)


@transaction.atomic
def lay_out_defaults(*, by: Viewer, now: datetime) -> bool:
    """Put the product's own rules and schemes before both agencies; nothing is live by it.

    What a force has already is left alone. False when there was nothing to add.
    """
    need(by, Permission.EDIT_CONFIGURATION)
    made: list[str] = []
    if not RulePack.objects.exists():
        pack: dict[str, Any] = DEFAULT_PACK
        parse_pack(pack)
        RulePack.objects.create(version=pack["version"], data=pack, valid_from=now)
        made.append(f"pack:{pack['version']}")
    if not ResponderScheme.objects.exists():
        ResponderScheme.objects.bulk_create(ResponderScheme(**each) for each in DEFAULT_SCHEMES)
        made += [f"scheme:{each['code']}" for each in DEFAULT_SCHEMES]
    if not PoliceStateRule.objects.exists():
        PoliceStateRule.objects.bulk_create(
            PoliceStateRule(
                code=rule.code, word=rule.word, offer=rule.offer.value, source=rule.source
            )
            for rule in DEFAULT_TABLE
        )
        made.append("police-states:default")
    append([_entry(stream, "configuration.laid-out", by, now) for stream in made])
    return bool(made)


@transaction.atomic
def approve_pack(*, version: str, by: Viewer, now: datetime) -> RulePack:
    """Agree to a rule pack for one's agency; it is live once both have.

    Raises:
        NotFound: no such pack. Forbidden: not an approver. Refused: the other side's approver.
    """
    side = _side(by)
    pack = RulePack.objects.select_for_update().filter(pk=version).first()
    if pack is None:
        raise NotFound
    other = pack.approved_by_ambulance if side is Agency.POLICE else pack.approved_by_police
    if other and other == by.name:
        raise Refused(
            "pack.two-people",
            "You agreed for the other agency already.",
            "Somebody else agrees for this one.",
        )
    prefix = f"approved_by_{side.value}"
    if getattr(pack, f"{prefix}_at") is not None:
        return pack
    setattr(pack, prefix, by.name[:120])
    setattr(pack, f"{prefix}_at", now)
    pack.save(update_fields=[prefix, f"{prefix}_at"])
    append([_entry(f"pack:{version}", "pack.approved", by, now, side=side.value)])
    return pack


@transaction.atomic
def agree_scheme(*, code: str, by: Viewer, now: datetime) -> ResponderScheme:
    """Agree to a scheme: its owner, and the ambulance service that asks it for help.

    Raises:
        NotFound: no such scheme. Forbidden: neither side of it is one's own.
    """
    side = _side(by)
    scheme = ResponderScheme.objects.select_for_update().filter(pk=code).first()
    if scheme is None:
        raise NotFound
    columns = [
        column
        for column, mine in (
            ("agreed_by_owner_at", scheme.owner == side.value),
            ("agreed_by_ambulance_at", side is Agency.AMBULANCE),
        )
        if mine
    ]
    if not columns:
        raise Forbidden("Another agency owns this scheme.", f"Ask: {scheme.get_owner_display()}.")
    waiting = [column for column in columns if getattr(scheme, column) is None]
    for column in waiting:
        setattr(scheme, column, now)
    if waiting:
        scheme.save(update_fields=waiting)
        append([_entry(f"scheme:{code}", "scheme.agreed", by, now, side=side.value)])
    return scheme


def _side(by: Viewer) -> Agency:
    side = side_of(by)
    if side is None:
        raise Forbidden(
            f"{by.role.label} does not agree for an agency.",
            "Ask: Police approver, Ambulance approver.",
        )
    return side


def _entry(stream: str, kind: str, by: Viewer, now: datetime, **payload: str) -> NewEntry:
    return NewEntry(stream=stream, kind=kind, payload=payload, actor=by.pseudonym, effective_at=now)
