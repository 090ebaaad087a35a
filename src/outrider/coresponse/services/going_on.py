"""Go on by itself: ask for the next unit, or say loudly that there is nobody."""

from __future__ import annotations

from uuid import uuid4

from outrider.coresponse.actors import SYSTEM, Actor
from outrider.coresponse.choosing.look import Candidate, Looked, look, nobody_because
from outrider.coresponse.models import Decision, Mission
from outrider.coresponse.queries.candidates import candidate_record
from outrider.coresponse.services.record import OpenCall, lock_unit_if_free, lock_units
from outrider.domain.access import Agency
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse.decide import wants_next
from outrider.domain.coresponse.explain import for_agency
from outrider.domain.coresponse.refusal import Refused


def go_on(opened: OpenCall) -> None:
    """After a step: the next unit if the last one said no, else nothing.

    A unit that is taken by another room between looking and asking is passed over.
    """
    if not wants_next(opened.state, opened.policy):
        return
    looked = look(opened.call, opened.state, opened.policy, opened.now)
    for candidate in (each for each in looked.candidates if each.failed == 0):
        # never wait for a unit here: two rooms going on at once would wait for each other
        if not lock_unit_if_free(candidate.register.unit.pk):
            continue
        try:
            open_mission(opened, looked, candidate, SYSTEM)
        except Refused as refused:
            if refused.rule != "unit.one-owner":
                raise
            continue
        return
    say_nobody(opened, looked, SYSTEM)


def look_first(opened: OpenCall) -> None:
    """When an ambulance has just become live: say at once if nobody could be asked."""
    state = opened.state
    if state.missions or state.no_responder or not (state.sends and state.ambulance.live):
        return
    looked = look(opened.call, state, opened.policy, opened.now)
    if looked.best is None:
        say_nobody(opened, looked, SYSTEM)


def say_nobody(opened: OpenCall, looked: Looked, by: Actor) -> None:
    happened = opened.decide(c.NobodyLeft(), by)
    if happened:
        opened.call.no_responder_why = nobody_because(looked)
        keep_decision(opened, looked, None)


def open_mission(
    opened: OpenCall,
    looked: Looked,
    candidate: Candidate,
    by: Actor,
    agency: Agency = Agency.AMBULANCE,
) -> Mission:
    """Ask for one unit, with the decision kept whole beside it."""
    unit = candidate.register.unit
    lock_units([unit.pk])
    # what was looked at may have changed while we waited for the lock: the rows decide
    fresh = look(opened.call, opened.state, opened.policy, opened.now).of(str(unit.pk))
    if fresh is None:
        raise Refused("unit.unknown", "This unit is no longer on.", "Choose another unit.")
    mission_id = str(uuid4())
    opened.on_open = lambda row: _with_estimate(row, fresh)
    command = c.Ask(
        mission=mission_id,
        unit=str(unit.pk),
        owner=unit.scheme.owner,
        needs_release=unit.scheme.needs_release,
        failed=fresh.failed,
        reasons=for_agency(fresh.reasons, agency),
        by_radio=bool(by.on_behalf_of),
    )
    opened.decide(command, by)
    row = opened.rows[mission_id]
    keep_decision(opened, looked, row)
    return row


def _with_estimate(row: Mission, candidate: Candidate) -> None:
    estimate = candidate.estimate
    if estimate is None:
        return
    row.estimate = {
        "arrives_seconds": round(estimate.arrives),
        "low": round(estimate.low),
        "high": round(estimate.high),
        "ambulance_seconds": round(estimate.ambulance),
        "ambulance_low": round(estimate.ambulance_low),
        "ambulance_high": round(estimate.ambulance_high),
        "gained_seconds": round(estimate.gained),
        "gained_low": round(estimate.gained_low),
        "gained_high": round(estimate.gained_high),
        "p_first": round(estimate.first, 3),
    }


def keep_decision(opened: OpenCall, looked: Looked, mission: Mission | None) -> None:
    Decision.objects.create(
        call=opened.call,
        mission=mission,
        at=opened.now,
        pack_version=opened.call.pack_version,
        policy_version=opened.call.pack_version,
        ambulance_eta_seconds=looked.ambulance if looked.ambulance >= 0 else None,
        candidates=[candidate_record(each) for each in looked.candidates],
        beyond_cut_off=looked.beyond,
    )
