"""The whole past: drawn, played and written, in chunks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction

from outrider.coresponse.actors import SYSTEM, Actor
from outrider.coresponse.models import Ambulance, Call, Decision, Mission, PatientReport, Timer
from outrider.demo.config import ForcePlan, Rates, force_plan, rates
from outrider.demo.ground import Ground
from outrider.demo.past.calls import PastCall, draw_past
from outrider.demo.past.play import Played, play
from outrider.demo.past.records import nobody_why
from outrider.demo.past.reports import report_of
from outrider.demo.past.script import Scene, write
from outrider.demo.past.search import on_shift, weigh
from outrider.demo.past.travel import Travel, travel_times
from outrider.demo.seeds import made_id, stream
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.mission import TimerKind
from outrider.domain.coresponse.rules import Pack, parse_pack
from outrider.journal.append import append_in_chunks
from outrider.journal.new_entry import NewEntry

DAYS: Final = 92
QUIET: Final = timedelta(hours=2)
"""The past ends this long before the demo starts: nobody is still on a past call."""
BATCH: Final = 400


@dataclass(frozen=True)
class PastMade:
    calls: int
    missions: int
    entries: int


def create_past(seed: int, anchor: datetime, ground: Ground, days: int = DAYS) -> PastMade:
    """Write the past of the force that `force.create` has just written."""
    plan, figures = force_plan(), rates()
    pack = parse_pack(DEFAULT_PACK)
    anchor = anchor.astimezone(UTC)
    calls = draw_past(seed, anchor - QUIET, days, figures, ground, pack)
    travel = travel_times(seed, calls, plan, figures, ground)
    past = [
        played
        for played in _play_all(seed, calls, travel, plan, figures, pack)
        if played.state is not None and played.state.closed and _last(played) < anchor
    ]
    return _write(seed, past, anchor, pack)


def _play_all(
    seed: int, calls: list[PastCall], travel: Travel, plan: ForcePlan, figures: Rates, pack: Pack
) -> Iterable[Played]:
    actors = _actors(seed, plan)
    busy: dict[str, datetime] = {}
    signs = {made_id(seed, "unit", unit.call_sign): unit.call_sign for unit in plan.units}
    for index, call in enumerate(calls):
        taken = frozenset(sign for sign, until in busy.items() if until > call.connected_at)
        scene = _scene(seed, index, call, travel, plan, figures, pack, taken)
        played = play(scene, write(scene), actors)
        for row in played.missions.values():
            if row.ended_at is not None:
                busy[signs[row.unit_id]] = row.ended_at
        yield played


def _scene(
    seed: int,
    index: int,
    call: PastCall,
    travel: Travel,
    plan: ForcePlan,
    figures: Rates,
    pack: Pack,
    taken: frozenset[str],
) -> Scene:
    random = stream(seed, "scene", index)
    arrives = float(travel.ambulance[index])
    # a category 2 call may wait for a vehicle; nobody is asked before one is live
    waits = random.uniform(40, 100) if call.category == "C1" else random.uniform(60, 0.45 * arrives)
    allocated = min(max(waits, 40.0), arrives - 60.0)
    asked = allocated + random.uniform(4, 25)
    eta = max(60.0, (arrives - allocated) * random.lognormvariate(0.0, 0.15))
    units = on_shift(random, index, plan, figures, travel, taken)
    looked = weigh(seed, units, eta, plan, pack.policy)
    return Scene(
        call=call,
        arrives=arrives,
        allocated=allocated,
        asked=asked,
        eta=eta,
        beyond=len(units) - len(looked),
        candidates=[found for found in looked if not found.failed],
        random=random,
        rates=figures,
        policy=pack.policy,
        seed=seed,
        looked=looked,
        nobody_why=nobody_why(looked),
    )


def _actors(seed: int, plan: ForcePlan) -> dict[str, Actor]:
    """Who acts in the past, by key: the cast by pseudonym, crews by their unit."""
    cast = {part.key: Actor(str(made_id(seed, "user", part.key)), part.role) for part in plan.cast}
    crews = {
        f"unit:{unit.call_sign}": Actor(str(made_id(seed, "crew", unit.call_sign)), "co-responder")
        for unit in plan.units
    }
    return cast | crews | {"system": SYSTEM}


def _last(played: Played) -> datetime:
    ends = [row.ended_at for row in played.missions.values() if row.ended_at]
    return max([played.call.closed_at or played.call.received_at, *ends])


def _write(seed: int, past: list[Played], anchor: datetime, pack: Pack) -> PastMade:
    ambulances = list(Ambulance.objects.order_by("call_sign"))
    random = stream(seed, "vehicles")
    for played in past:
        played.call.ambulance = random.choice(ambulances)
        _archive(played, anchor, pack)
    missions = [row for played in past for row in played.missions.values()]
    with transaction.atomic():
        Call.objects.bulk_create((played.call for played in past), batch_size=BATCH)
        Mission.objects.bulk_create(missions, batch_size=BATCH)
        Decision.objects.bulk_create(
            (row for played in past for row in played.decisions), batch_size=BATCH
        )
        PatientReport.objects.bulk_create(
            (r for played in past for r in _reports(seed, played)), batch_size=BATCH
        )
        Timer.objects.bulk_create(_timers(seed, past, pack), batch_size=BATCH)
    entries = _in_order(past)
    append_in_chunks(entries)
    return PastMade(len(past), len(missions), len(entries))


def _archive(played: Played, anchor: datetime, pack: Pack) -> None:
    """An old call has left the live screens; a recent one still has its timer."""
    closed = played.call.closed_at
    if closed is None:
        return
    leaves = closed + timedelta(seconds=pack.policy.archive_after)
    if leaves < anchor:
        played.call.archived_at = leaves


def _timers(seed: int, past: list[Played], pack: Pack) -> Iterable[Timer]:
    for played in past:
        call = played.call
        if call.archived_at is None and call.closed_at is not None:
            yield Timer(
                id=made_id(seed, "timer", call.id),
                kind=TimerKind.ARCHIVE.value,
                call_id=call.id,
                due_at=call.closed_at + timedelta(seconds=pack.policy.archive_after),
            )


def _reports(seed: int, played: Played) -> Iterable[PatientReport]:
    for row in played.missions.values():
        if row.with_patient_at is not None and row.clear_at is not None:
            yield report_of(seed, played.call, row, row.clear_at)


def _in_order(past: list[Played]) -> list[NewEntry]:
    """Every entry in the order in which it would have been written."""
    numbered = [
        (at, played.call.reference, order, entry)
        for played in past
        for order, (at, entry) in enumerate(played.entries)
    ]
    numbered.sort(key=lambda each: each[:3])
    return [each[3] for each in numbered]
