"""Rows -> recorded calls: the only place where a replay touches the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from outrider.coresponse.models import Call, Decision
from outrider.coresponse.packs import pack_of
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.replay import Choice, RecordedCall, Weighed
from outrider.domain.coresponse.replay.compare import SENDS
from outrider.domain.coresponse.rules import HAZARD_RULE, CallFacts, Outcome

CHUNK: Final = 500  # calls at a time: their decisions are big


@dataclass(frozen=True, slots=True)
class Recorded:
    """A call, and the numbers of the pack that took it."""

    call: RecordedCall
    policy: Policy


def recorded(start: datetime, end: datetime) -> Iterator[Recorded]:
    """Every real call that was received in [start, end), in that order. No exercises."""
    rows = Call.objects.filter(received_at__gte=start, received_at__lt=end, exercise=False)
    held: list[Call] = []
    for row in rows.order_by("received_at", "reference").iterator(chunk_size=CHUNK):
        held.append(row)
        if len(held) == CHUNK:
            yield from _together(held)
            held = []
    yield from _together(held)


def how_many(start: datetime, end: datetime) -> int:
    """Calls that `recorded` gives."""
    return Call.objects.filter(received_at__gte=start, received_at__lt=end, exercise=False).count()


def _together(calls: list[Call]) -> Iterator[Recorded]:
    firsts: dict[Any, Decision] = {}
    for decision in Decision.objects.filter(call__in=calls).order_by("at", "pk"):
        firsts.setdefault(decision.call_id, decision)
    for row in calls:
        yield Recorded(_recorded(row, firsts.get(row.pk)), pack_of(row).policy)


def _recorded(row: Call, decision: Decision | None) -> RecordedCall:
    outcome = Outcome(row.outcome)
    return RecordedCall(
        reference=row.reference,
        received_at=row.received_at,
        facts=CallFacts(
            category=row.category,
            complaint=row.complaint,
            age_band=row.age_band,
            flags=frozenset(row.flags),
            at_hazard=_at_hazard(row, outcome),
        ),
        outcome=outcome,
        rule=row.outcome_rule,
        pack=row.pack_version,
        choice=_choice(decision) if decision else None,
    )


def _at_hazard(row: Call, outcome: Outcome) -> bool:
    """Whether a hazard held when the call came in.

    A hazard that was confirmed during a call is on its row too. Where the call was to be sent, its
    rule says whether there was one then; else the row is all there is.
    """
    if row.outcome_rule == HAZARD_RULE:
        return True
    return outcome not in SENDS and bool(row.hazard_ids)


def _choice(decision: Decision) -> Choice:
    ambulance = decision.ambulance_eta_seconds
    return Choice(
        ambulance=-1.0 if ambulance is None else ambulance,
        units=tuple(_weighed(each, decision.at) for each in decision.candidates),
        beyond=decision.beyond_cut_off,
    )


def _weighed(each: dict[str, Any], at: datetime) -> Weighed:
    """As `candidate_record` keeps one; older records lack the shift and the medical time."""
    fix = each.get("fix") or {}
    ends = each.get("shift_ends_at")
    left = (datetime.fromisoformat(ends) - at).total_seconds() if ends else -1.0
    arrives = each.get("arrives_seconds")
    return Weighed(
        unit=each["call_sign"],
        failed=each["failed"],
        rank=each.get("rank") or 0,
        arrives=-1.0 if arrives is None else float(arrives),
        fix_age=float(fix.get("age_seconds", -1.0)),
        stuck=bool(fix.get("stuck", False)),
        shift_left=max(0.0, left) if ends else -1.0,
        medical_used=float(each.get("medical_used_seconds", 0)),
    )
