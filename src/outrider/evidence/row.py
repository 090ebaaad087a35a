"""One call of the live scheme as a row of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import nan
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from outrider.coresponse.models import Call, Decision, Mission, PatientReport
from outrider.domain.coresponse.conditions import Condition
from outrider.domain.coresponse.mission import Phase
from outrider.evidence.journalled import Told
from outrider.evidence.places import TownFinder
from outrider.evidence.reasons import reason_of, stage_of
from outrider.trial.judging.frame import UNKNOWN, Stage

OXYGEN_RULES: Final = ("report.oxygen-in-stroke", "report.oxygen-above-range")


@dataclass(frozen=True)
class OfCall:
    """A call with what stands about it in other tables."""

    call: Call
    missions: Sequence[Mission]  # in the order in which they were asked
    decisions: Sequence[Decision]  # in the order in which they were made
    reports: Sequence[PatientReport]
    told: Told
    crews: Mapping[Any, int]  # people on board, by mission


def row_of(one: OfCall, start: datetime, towns: TownFinder) -> dict[str, Any]:
    """The call's value of every column that the live scheme knows."""
    call = one.call
    stage, furthest = stage_of(call, one.missions)
    weighed = [each.candidates for each in one.decisions if each.mission_id is None]
    reason = reason_of(stage, call, furthest, weighed[-1] if weighed else None)
    return {
        **_call(call, start, towns),
        "stage": int(stage),
        "reason": reason,
        "scheme": furthest.unit.scheme_id if furthest else "",
        "crew": one.crews.get(furthest.pk, UNKNOWN) if furthest else UNKNOWN,
        "tries": len([row for row in one.missions if row.origin != "came-across"]),
        **_clocks(one, stage),
        **_reckoned(one),
        **_police(one.missions),
        **_harms(one),
        **_arrest(one),
        "sent": one.told.sent,
        "sent_live": one.told.sent_live,
        "diverted": one.told.diverted,
    }


def _call(call: Call, start: datetime, towns: TownFinder) -> dict[str, Any]:
    local = call.connected_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return {
        "at": (call.connected_at - start).total_seconds() / 60,
        "hour": local.weekday() * 24 + local.hour,
        "category": call.category,
        "complaint": call.complaint,
        "condition": call.condition,
        "town": towns.in_town(call.lat, call.lon),
        "age": call.age_band,
        "pack": call.pack_version,
    }


def _clocks(one: OfCall, stage: Stage) -> dict[str, Any]:
    """Both clocks, and who timed the first crew's arrival."""
    call = one.call
    came = [row for row in one.missions if row.at_scene_at is not None]
    first = min(came, key=lambda row: row.at_scene_at or call.connected_at, default=None)
    clock = one.told.clocks.get(str(first.pk), "server") if first is not None else ""
    return {
        "responder": _minutes(call, first.at_scene_at if first else None),
        "clock": clock if stage >= Stage.ATTENDED else "",
        "ambulance": _minutes(call, call.ambulance_arrived_at),
        "allocated": _minutes(call, one.told.allocated),
        "accepted": _minutes(call, _first(row.accepted_at for row in one.missions)),
        "clear": _minutes(call, _last(row.ended_at for row in one.missions if row.accepted_at)),
    }


def _reckoned(one: OfCall) -> dict[str, Any]:
    """When the crew and the ambulance were reckoned to arrive, at the first choice that knew."""
    call = one.call
    asked = next((row for row in one.missions if row.estimate), None)
    known = next((row for row in one.decisions if row.ambulance_eta_seconds is not None), None)
    # a scheme whose control need not be asked is offered the call at once
    crew = _minutes(call, (asked.asked_at or asked.offered_at) if asked else None)
    ambulance = _minutes(call, known.at if known else None)
    return {
        "estimate": crew + asked.estimate["arrives_seconds"] / 60 if asked else nan,
        "ambulance_estimate": ambulance + (known.ambulance_eta_seconds or 0.0) / 60
        if known
        else nan,
    }


def _police(missions: Sequence[Mission]) -> dict[str, Any]:
    police = [row for row in missions if row.unit.scheme.owner == "police" and row.accepted_at]
    return {
        "minutes": sum(_spent(row) for row in police),
        "police_units": len(police),
        "recalled": sum(row.phase == Phase.CALLED_BACK.value for row in police),
    }


def _harms(one: OfCall) -> dict[str, Any]:
    queries = [query for report in one.reports for query in report.queries]
    return {
        "abandoned": sum(row.phase == Phase.CARE_ABANDONED.value for row in one.missions),
        "queries": sum(query.get("rule") in OXYGEN_RULES for query in queries),
    }


def _arrest(one: OfCall) -> dict[str, Any]:
    """What the crews' reports say of an arrest."""
    if one.call.condition != Condition.CARDIAC_ARREST.value:
        return {"witnessed": UNKNOWN, "shockable": UNKNOWN, "bystander": UNKNOWN}
    answers = {key: value for report in one.reports for key, value in report.answers.items()}
    saw = answers.get("witnessed")
    pressed = answers.get("bystander_cpr")
    return {
        "witnessed": UNKNOWN if saw is None else int(saw != "nobody"),
        "shockable": _shockable(answers.get("shocks"), answers.get("aed_at")),
        "bystander": UNKNOWN if pressed is None else int(bool(pressed)),
    }


def _shockable(shocks: Any, aed_at: Any) -> int:
    """The first rhythm as the defibrillator judged it: a shock, or none with the pads on."""
    if shocks:
        return 1
    return 0 if aed_at and shocks == 0 else UNKNOWN


def _first(times: Iterable[datetime | None]) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


def _last(times: Iterable[datetime | None]) -> datetime | None:
    return max((time for time in times if time is not None), default=None)


def _minutes(call: Call, at: datetime | None) -> float:
    return nan if at is None else (at - call.connected_at).total_seconds() / 60


def _spent(row: Mission) -> float:
    if row.accepted_at is None or row.ended_at is None:
        return 0.0
    return max(0.0, (row.ended_at - row.accepted_at).total_seconds() / 60)
