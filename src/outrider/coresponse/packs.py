"""The rule pack in force: live only when both agencies have agreed to it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from json import dumps, loads

from outrider.coresponse.models import Call, RulePack
from outrider.domain.coresponse.agreement import Paper, in_force
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.rules import NO_PACK, Complaint, Flag, Pack, parse_pack


@lru_cache(maxsize=16)
def _parsed(version: str, text: str) -> Pack:
    return parse_pack(loads(text))


def paper_of(row: RulePack) -> Paper:
    """The pack as a thing to be agreed."""
    return Paper(
        version=row.version,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        police_at=row.approved_by_police_at,
        ambulance_at=row.approved_by_ambulance_at,
        withdrawn_at=row.withdrawn_at,
    )


def pack_in_force(at: datetime) -> Pack:
    """The pack that is valid at an instant and agreed by both agencies.

    Raises:
        Refused: there is none, so the scheme cannot be live.
    """
    started = RulePack.objects.filter(valid_from__lte=at).defer("data")
    paper = in_force([paper_of(row) for row in started], at)
    if paper is None:
        raise Refused(
            "pack.agreed",
            "No rule pack is in force that both agencies have agreed to.",
            "Ask the scheme manager to load one and both approvers to agree to it.",
            "Both agencies' approvers.",
        )
    return pack_version(paper.version)


def pack_for_calls(at: datetime) -> Pack:
    """What a call received at an instant is taken by: an emergency is never turned away.

    The pack in force; where there is none, a pack without rules that has the words alone.
    """
    try:
        return pack_in_force(at)
    except Refused:
        return _words_alone(at)


def _words_alone(at: datetime) -> Pack:
    """Complaints and flags of the product and of every pack that had begun, agreed or not.

    Packs never change and begin in the future, so a call reads the same however often it is read.
    """
    complaints: dict[str, Complaint] = {}
    flags: dict[str, Flag] = {}
    begun = RulePack.objects.filter(valid_from__lte=at).order_by("valid_from", "version")
    for data in (DEFAULT_PACK, *begun.values_list("data", flat=True)):
        pack = _parsed(data["version"], dumps(data, sort_keys=True))
        complaints |= pack.complaints
        flags |= pack.flags
    return Pack(NO_PACK, complaints, flags, rules=(), policy=Policy())


def pack_of(call: Call) -> Pack:
    """The very pack that a call was taken by."""
    if call.pack_version == NO_PACK:
        return _words_alone(call.received_at)
    return pack_version(call.pack_version)


def pack_version(version: str) -> Pack:
    """A pack by its version, whoever has agreed to it."""
    row = RulePack.objects.get(version=version)
    return _parsed(row.version, dumps(row.data, sort_keys=True))
