"""Candidates of a call with why and why not, as a viewer may read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from outrider.coresponse.choosing.look import (
    Candidate,
    Looked,
    interval,
    look,
    medical_used,
    spoken_crew,
)
from outrider.coresponse.errors import NotFound
from outrider.coresponse.mapping import load_state
from outrider.coresponse.packs import pack_of
from outrider.coresponse.queries.scope import calls_visible_to, units_visible_to
from outrider.coresponse.queries.views import stamp
from outrider.domain.access import Field, Viewer
from outrider.domain.coresponse.explain import Reason, for_agency
from outrider.domain.coresponse.policy import Policy


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """A candidate as it is kept with the decision: unredacted, readable years later.

    `weighed` is what the rule was asked with, unrounded, so that the decision can be made again.
    """
    register = candidate.register
    unit = register.unit
    return {
        "unit_id": str(unit.pk),
        "call_sign": unit.call_sign,
        "rank": candidate.rank,
        "failed": candidate.failed,
        "why_not": [{"rule": r.rule, "text": r.text} for r in candidate.reasons],
        "arrives_seconds": _rounded(candidate.arrives),
        "estimate": _estimate(candidate),
        "fix": _fix_record(candidate),
        "shift_ends_at": stamp(register.shift_ends_at),
        "medical_used_seconds": round(medical_used(candidate)),
        "weighed": {**candidate.facts._asdict(), "medical_used": medical_used(candidate)},
    }


def candidates(call_id: UUID, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Who reaches the patient first, and why the others may not be asked.

    Raises:
        NotFound: not this viewer's to see.
    """
    call = calls_visible_to(viewer).select_related("ambulance").filter(pk=call_id).first()
    if call is None:
        raise NotFound
    policy = pack_of(call).policy
    looked = look(call, load_state(call), policy, now)
    mine = set(units_visible_to(viewer).values_list("pk", flat=True))
    seen = [each for each in looked.candidates if each.register.unit.pk in mine]
    return {
        "at": stamp(looked.at),
        **_ambulance(looked, policy),
        "cut_off": {"gained_seconds": policy.gain_cut_off, "p_first": policy.first_cut_off},
        "candidates": [_view(each, viewer, policy) for each in seen],
        "more": _more(looked),
    }


def _ambulance(looked: Looked, policy: Policy) -> dict[str, Any]:
    """The ambulance's time with its interval: the uncertainty is part of the number."""
    if looked.ambulance < 0:
        return {"ambulance_seconds": None, "ambulance_low": None, "ambulance_high": None}
    low, high = interval(looked.ambulance, policy.ambulance_variation)
    return {
        "ambulance_seconds": round(looked.ambulance),
        "ambulance_low": round(low),
        "ambulance_high": round(high),
    }


def _more(looked: Looked) -> dict[str, Any]:
    count = looked.beyond
    text = f"{count} further than the search goes" if count else ""
    return {"count": count, "text": text}


def _view(candidate: Candidate, viewer: Viewer, policy: Policy) -> dict[str, Any]:
    register = candidate.register
    unit = register.unit
    reasons = for_agency(candidate.reasons, viewer.agency)
    view: dict[str, Any] = {
        "unit_id": str(unit.pk),
        "call_sign": unit.call_sign,
        "scheme": unit.scheme.code,
        "owner": unit.scheme.owner,
        "rank": candidate.rank,
        "ok": candidate.failed == 0,
        "driving": "response" if register.response_driver else "normal",
        "why": _why(candidate),
        "why_not": [
            {"rule": r.rule, "text": r.text, "who_can_override": r.who_can_override}
            for r in reasons
        ],
        "arrives_seconds": _rounded(candidate.arrives),
        **(_estimate(candidate) or {}),
    }
    if viewer.sees(Field.UNIT_POSITION):
        view["fix"] = _fix(candidate, policy)
    if viewer.sees(Field.UNIT_CREW):
        view["officers"] = spoken_crew(register)
    return view


def _why(candidate: Candidate) -> list[dict[str, str]]:
    """What speaks for a unit that may be asked. Empty for one that may not."""
    if candidate.failed:
        return []
    register = candidate.register
    checked = max((bag.checked_at for bag in register.unit.bags_now), default=None)  # type: ignore[attr-defined]
    said = [Reason("unit.free", "Free")]
    if checked is not None:
        said.append(Reason("kit.in-date", f"Kit checked {timezone.localtime(checked):%H:%M}"))
    if register.signed:
        until = min(signed.expires_on for signed in register.signed)
        said.append(Reason("crew.competence", f"Trained to {until:%b %Y}"))
    driver = "Response driver" if register.response_driver else "Normal-speed driver"
    said.append(Reason("crew.driving", driver))
    return [{"rule": each.rule, "text": each.text} for each in said]


def _estimate(candidate: Candidate) -> dict[str, Any] | None:
    estimate = candidate.estimate
    if estimate is None:
        return None
    return {
        "low": round(estimate.low),
        "high": round(estimate.high),
        "gained_seconds": round(estimate.gained),
        "gained_low": round(estimate.gained_low),
        "gained_high": round(estimate.gained_high),
        "p_first": round(estimate.first, 3),
    }


def _fix(candidate: Candidate, policy: Policy) -> dict[str, Any] | None:
    fix = candidate.fix
    if fix is None:
        return None
    return {
        "lat": fix.lat,
        "lon": fix.lon,
        "age_seconds": round(fix.age),
        "state": fix.word(policy),
        "source": fix.source,
    }


def _fix_record(candidate: Candidate) -> dict[str, Any] | None:
    fix = candidate.fix
    if fix is None:
        return None
    return {
        "lat": round(fix.lat, 5),
        "lon": round(fix.lon, 5),
        "age_seconds": round(fix.age),
        "stuck": fix.stuck,
        "source": fix.source,
    }


def _rounded(seconds: float) -> int | None:
    return round(seconds) if seconds >= 0 else None
