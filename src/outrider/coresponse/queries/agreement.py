"""What has been agreed, by whom, and what stands in the way: packs and schemes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from outrider.coresponse.models import RulePack
from outrider.coresponse.packs import pack_version, paper_of
from outrider.domain.coresponse.agreement import (
    Side,
    Standing,
    in_force,
    missing,
    standing,
)
from outrider.domain.coresponse.pack_words import (
    Change,
    RuleWords,
    changes,
    policy_words,
    rule_words,
)
from outrider.journal.models import Entry, Text
from outrider.people.models import ResponderScheme


@dataclass(frozen=True, slots=True)
class Signed:
    """One side's yes, or that it is missing."""

    side: Side
    at: datetime | None
    name: str


@dataclass(frozen=True, slots=True)
class PackView:
    version: str
    standing: Standing
    valid_from: datetime
    valid_to: datetime | None
    signed: tuple[Signed, ...]
    missing: tuple[Side, ...]
    rules: tuple[RuleWords, ...]
    numbers: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...] | None  # against the pack in force; None where there is none
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class SchemeAgreement:
    code: str
    name: str
    owner: str
    signed: tuple[Signed, ...]
    live: bool
    paused: bool
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class Agreement:
    packs: tuple[PackView, ...]  # newest first
    schemes: tuple[SchemeAgreement, ...]

    @property
    def in_force(self) -> PackView | None:
        return next((one for one in self.packs if one.standing is Standing.IN_FORCE), None)


def agreement(now: datetime) -> Agreement:
    """Everything that both agencies have to agree to, as it stands."""
    rows = list(RulePack.objects.order_by("-valid_from"))
    papers = [paper_of(row) for row in rows]
    live = in_force(papers, now)
    packs = tuple(_pack(row, live.version if live else None, now, rows) for row in rows)
    schemes = tuple(_scheme(one) for one in ResponderScheme.objects.order_by("owner", "name"))
    return Agreement(packs, schemes)


def _pack(row: RulePack, live: str | None, now: datetime, rows: list[RulePack]) -> PackView:
    pack = pack_version(row.version)
    paper = paper_of(row)
    compared = live is not None and live != row.version
    signed = (
        Signed(Side.POLICE, row.approved_by_police_at, row.approved_by_police),
        Signed(Side.AMBULANCE, row.approved_by_ambulance_at, row.approved_by_ambulance),
    )
    return PackView(
        version=row.version,
        standing=standing(paper, [paper_of(one) for one in rows], now),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        signed=signed,
        missing=missing(paper),
        rules=tuple(rule_words(rule, pack) for rule in pack.rules),
        numbers=tuple(policy_words(pack.policy)),
        changes=tuple(changes(pack_version(live), pack)) if compared and live else None,
        withdrawn_because=_last_reason(f"pack:{row.version}") if missing(paper) else "",
    )


def _scheme(row: ResponderScheme) -> SchemeAgreement:
    owner = Signed(Side(row.owner), row.agreed_by_owner_at, row.agreed_by_owner)
    ambulance = Signed(Side.AMBULANCE, row.agreed_by_ambulance_at, row.agreed_by_ambulance)
    signed = (owner,) if owner.side is Side.AMBULANCE else (owner, ambulance)
    agreed = row.agreed_by_owner_at is not None and row.agreed_by_ambulance_at is not None
    return SchemeAgreement(
        code=row.code,
        name=row.name,
        owner=row.owner,
        signed=signed,
        live=agreed and row.paused_at is None,
        paused=row.paused_at is not None,
        withdrawn_because="" if agreed else _last_reason(f"scheme:{row.code}"),
    )


def _last_reason(stream: str) -> str:
    """The words of the last agreement that was taken back, unless they were erased."""
    kinds = ("pack.withdrawn", "scheme.withdrawn")
    last = Entry.objects.filter(stream=stream, kind__in=kinds).order_by("-seq").first()
    if last is None:
        return ""
    return Text.objects.filter(entry=last.uuid).values_list("body", flat=True).first() or ""
