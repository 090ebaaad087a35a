"""What must hold after every step, whatever was pressed, doubled, late or killed: read from rows.

Both machines (random commands in one process; two processes at once) check the same promises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from outrider.coresponse.mapping import COLUMNS, load_state
from outrider.coresponse.models import Call, Mission, Timer
from outrider.domain.people.police_state import MedicalOffer
from outrider.journal.models import Entry
from outrider.people.models import Lease, PoliceStateRule, UnitStatus

LIVE = ("allocated", "arrived")
SENT = ("offered", "accepted", "mobile")
WAITING = ("asking_owner", "offered")


@dataclass
class Night:
    """Everything that is written down of the night so far."""

    calls: list[Call] = field(default_factory=lambda: list(Call.objects.all()))
    missions: list[Mission] = field(
        default_factory=lambda: list(Mission.objects.select_related("unit__scheme"))
    )
    timers: list[Timer] = field(default_factory=lambda: list(Timer.objects.all()))
    entries: list[Entry] = field(
        default_factory=lambda: list(
            Entry.objects.filter(stream__startswith="call:").order_by("seq")
        )
    )

    def of_mission(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if "mission" in entry.payload:
                found[entry.payload["mission"]].append(entry)
        return found

    def of_call(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.stream.removeprefix("call:")].append(entry)
        return found


def one_owner_of_a_unit_at_a_time(night: Night) -> None:
    live = {m.unit_id: m.pk for m in night.missions if m.ended_at is None}
    leased = Lease.objects.filter(mission_id__isnull=False).values_list("unit_id", "mission_id")
    assert len(live) == sum(m.ended_at is None for m in night.missions)
    assert live == dict(leased)


def nobody_is_sent_without_a_live_ambulance(night: Night) -> None:
    """Read back from the journal: what held at the moment of each step."""
    live: dict[str, bool] = {}
    for entry in night.entries:
        told = entry.payload
        if entry.kind == "call.ambulance":
            live[entry.stream] = told["after"] in LIVE
        asked = entry.kind == "mission.opened" and not told["came_across"]
        sent = entry.kind == "mission.moved" and told["after"] in SENT
        if asked or sent:
            assert live.get(entry.stream), told


def nobody_waits_with_an_offer_in_a_forbidding_state(night: Night) -> None:
    waiting = [
        m.unit_id for m in night.missions if m.phase in WAITING and m.unit.scheme.uses_police_state
    ]
    forbidding = PoliceStateRule.objects.exclude(
        offer__in=[MedicalOffer.MAY.value, MedicalOffer.UNCHANGED.value]
    ).values_list("code", flat=True)
    states = UnitStatus.objects.filter(unit_id__in=waiting).values_list("police_state", flat=True)
    assert not set(forbidding).intersection(states)


def times_of_a_mission_are_in_order(night: Night) -> None:
    for row in night.missions:
        times = [
            row.asked_at, row.agreed_at, row.offered_at, row.accepted_at, row.mobile_at,
            row.at_scene_at, row.with_patient_at, row.handover_at, row.clear_at, row.ended_at,
        ]  # fmt: skip
        known = [each for each in times if each is not None]
        assert known == sorted(known), row.pk
        assert row.acknowledged_at is None or row.acknowledged_at >= row.handover_at
        assert known[-1] <= row.phase_since or row.ended_at is not None


def one_journal_row_a_transition(night: Night) -> None:
    """The journal alone tells each mission: where it was, when, and where it is now."""
    told = night.of_mission()
    assert set(told) <= {str(row.pk) for row in night.missions}
    for row in night.missions:
        _mission_is_told(row, told[str(row.pk)])


def _mission_is_told(row: Mission, entries: list[Entry]) -> None:
    opened = entries[0]
    assert opened.kind == "mission.opened"
    first = {opened.payload["phase"]: opened.payload["effective"]}
    phase, since = opened.payload["phase"], opened.payload["effective"]
    for entry in _only(entries, "mission.moved"):
        assert entry.payload["before"] == phase, "a step is missing from the journal"
        phase, last, since = entry.payload["after"], since, entry.payload["effective"]
        assert datetime.fromisoformat(since) >= datetime.fromisoformat(last)
        first.setdefault(phase, since)
    assert (phase, datetime.fromisoformat(since)) == (row.phase, row.phase_since)
    for step, column in COLUMNS.items():
        at = getattr(row, column)
        assert (at.isoformat() if at else None) == _utc(first.get(step.value)), column
    assert len(list(_only(entries, "mission.opened"))) == 1
    noted = len(list(_only(entries, "mission.acknowledged")))
    assert noted == int(row.acknowledged_at is not None)


def _utc(text: str | None) -> str | None:
    return text and datetime.fromisoformat(text).isoformat()


def _only(entries: list[Entry], *kinds: str) -> Iterator[Entry]:
    return (entry for entry in entries if entry.kind in kinds)


def the_journal_tells_each_call(night: Night) -> None:
    """Ambulance, alarm, hold-off, risk check and end: the rows are what the journal says."""
    told = night.of_call()
    for call in night.calls:
        entries = told[str(call.pk)]
        assert [e.kind for e in entries].count("call.received") == 1
        said = _said_of_call(entries)
        assert said == {
            "ambulance": call.ambulance_state,
            "alarm": bool(call.alarm),
            "hold_off": call.hold_off,
            "risk_checked": call.risk_checked_at is not None,
            "no_responder": call.no_responder_at is not None,
            "closed": call.closed_at is not None,
            "archived": call.archived_at is not None,
        }, call


_SAYS: dict[str, tuple[str, bool]] = {
    "call.alarm-raised": ("alarm", True),
    "call.alarm-ended": ("alarm", False),
    "call.hold-off-set": ("hold_off", True),
    "call.hold-off-lifted": ("hold_off", False),
    "call.risk-checked": ("risk_checked", True),
    "call.no-responder": ("no_responder", True),
    "call.closed": ("closed", True),
    "call.archived": ("archived", True),
}


def _said_of_call(entries: list[Entry]) -> dict[str, Any]:
    said: dict[str, Any] = {key: False for key, _ in _SAYS.values()} | {"ambulance": "none"}
    for entry in entries:
        if entry.kind == "call.received":
            said["hold_off"] = entry.payload["outcome"] == "hold_off"
        elif entry.kind == "call.ambulance":
            assert entry.payload["before"] == said["ambulance"], "an ambulance's step is missing"
            said["ambulance"] = entry.payload["after"]
        elif entry.kind == "mission.opened":
            said["no_responder"] = False
        elif entry.kind in _SAYS:
            key, value = _SAYS[entry.kind]
            assert said[key] is not value, f"{entry.kind} was told twice"
            said[key] = value
        if entry.kind == "call.closed":
            said["alarm"] = False
    return said


def each_timer_fires_once(night: Night) -> None:
    """A fired timer had its one effect; what waits has one timer; what does not wait has none."""
    silent: dict[str, int] = defaultdict(int)
    for entry in _only(night.entries, "mission.moved"):
        silent[entry.payload["mission"]] += entry.payload["press"] == "no_answer"
    for row in night.missions:
        timers = [each for each in night.timers if each.mission_id == row.pk]
        fired = [each for each in timers if each.fired_at]
        waiting = [each for each in timers if not (each.fired_at or each.cancelled_at)]
        assert len(fired) == silent[str(row.pk)] <= 1, row.pk
        assert len(waiting) == int(row.phase in WAITING), row.phase
    for call in night.calls:
        archive = [t for t in night.timers if t.call_id == call.pk and t.kind == "archive"]
        assert len(archive) == int(call.closed_at is not None)
        assert all(bool(t.fired_at) == (call.archived_at is not None) for t in archive)
    assert not any(each.fired_at and each.cancelled_at for each in night.timers)


def rows_read_back_as_the_state_they_came_from(night: Night) -> None:
    by_call: dict[Any, list[Mission]] = defaultdict(list)
    for row in night.missions:
        by_call[row.call_id].append(row)
    for call in night.calls:
        state = load_state(call, by_call[call.pk])
        assert len(state.missions) == len(by_call[call.pk])
        assert sorted(m.sequence for m in state.missions.values()) == list(
            range(1, len(state.missions) + 1)
        )


PROMISES: tuple[Callable[[Night], None], ...] = (
    one_owner_of_a_unit_at_a_time,
    nobody_is_sent_without_a_live_ambulance,
    nobody_waits_with_an_offer_in_a_forbidding_state,
    times_of_a_mission_are_in_order,
    one_journal_row_a_transition,
    the_journal_tells_each_call,
    each_timer_fires_once,
    rows_read_back_as_the_state_they_came_from,
)


def all_promises_hold() -> None:
    night = Night()
    for promise in PROMISES:
        promise(night)
