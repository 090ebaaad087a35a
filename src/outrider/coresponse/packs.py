"""The rule pack in force: live only when both agencies have approved it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from json import dumps, loads

from django.db.models import Q

from outrider.coresponse.models import RulePack
from outrider.domain.coresponse.refusal import Refused
from outrider.domain.coresponse.rules import Pack, parse_pack


@lru_cache(maxsize=16)
def _parsed(version: str, text: str) -> Pack:
    return parse_pack(loads(text))


def pack_in_force(at: datetime) -> Pack:
    """The pack that is valid at an instant and approved by both agencies.

    Raises:
        Refused: there is none, so the scheme cannot be live.
    """
    row = (
        RulePack.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=at),
            valid_from__lte=at,
            approved_by_police_at__isnull=False,
            approved_by_ambulance_at__isnull=False,
        )
        .order_by("-valid_from")
        .first()
    )
    if row is None:
        raise Refused(
            "pack.agreed",
            "No rule pack is in force that both agencies have approved.",
            "Ask the scheme manager to load one and both approvers to approve it.",
            "Both agencies' approvers.",
        )
    return _parsed(row.version, dumps(row.data, sort_keys=True))


def pack_version(version: str) -> Pack:
    """The very pack that a call was ruled by."""
    row = RulePack.objects.get(version=version)
    return _parsed(row.version, dumps(row.data, sort_keys=True))
