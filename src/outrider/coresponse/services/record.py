"""Write what was decided: rows, leases, timers and journal, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from outrider.coresponse import leases
from outrider.coresponse.actors import Actor
from outrider.coresponse.errors import NotFound
from outrider.coresponse.mapping import fill_call, fill_mission, load_state, new_mission
from outrider.coresponse.models import Call, Mission, Timer
from outrider.coresponse.packs import pack_of
from outrider.coresponse.services.entries import entry_of
from outrider.domain.coresponse import commands as c
from outrider.domain.coresponse import events as e
from outrider.domain.coresponse.decide import decide
from outrider.domain.coresponse.evolve import evolve
from outrider.domain.coresponse.mission import Phase, TimerKind
from outrider.domain.coresponse.policy import Policy
from outrider.domain.coresponse.state import CallState, MissionState
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import UnitStatus

Extra = Mapping[type, dict[str, Any]]


class OpenCall:
    """A call under its lock: decide on it as often as needed, then save once.

    Used inside a transaction. Rows, leases and timers follow each decision; `finish` appends to
    the journal, because its lock is taken last.
    """

    def __init__(self, call: Call, now: datetime) -> None:
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a call is opened inside a transaction")
        self.call = call
        self.now = now
        self.rows: dict[str, Mission] = {
            str(row.pk): row
            for row in call.missions.select_related("unit__scheme").order_by("sequence")
        }
        self.state: CallState = load_state(call, self.rows.values())
        self.policy: Policy = pack_of(call).policy
        self.entries: list[NewEntry] = []
        # what a service fills into a mission's row when it opens
        self.on_open: Callable[[Mission], None] = lambda row: None

    def decide(
        self,
        command: c.Command,
        by: Actor,
        *,
        extra: Extra | None = None,
        text: str | None = None,
    ) -> tuple[e.Event, ...]:
        """Decide, evolve, and write the rows. Raises `Refused` and leaves everything as it was."""
        happened = decide(self.state, command, self.policy, self.now)
        for index, event in enumerate(happened):
            before = self.state
            self.state = evolve(self.state, event)
            self._follow(before, event)
            self.entries.append(
                entry_of(
                    event,
                    self.state,
                    by,
                    self.now,
                    extra=(extra or {}).get(type(event)),
                    text=text if index == 0 else None,
                )
            )
        return happened

    def note(self, entry: NewEntry) -> None:
        """A row that is no event of the call's rules: received, heard again."""
        self.entries.append(entry)

    def finish(self) -> None:
        """Save, and tell. What came to nothing changes no row: no screen would hear of it."""
        self.save()
        if self.entries:
            append(self.entries)

    def save(self) -> None:
        """The rows alone, for a caller that appends the entries of several calls at once."""
        if not self.entries:
            return
        fill_call(self.call, self.state, self.now)
        self.call.save()
        for row in self.rows.values():
            row.save()

    def _follow(self, before: CallState, event: e.Event) -> None:
        match event:
            case e.MissionOpened():
                self._opened(event)
            case e.MissionMoved():
                self._moved(event)
            case e.HelpNeeded():
                self.call.help_wanted = event.kind
            case e.HandoverAcknowledged() | e.ConflictRaised():
                self._refill(event.mission)
            case e.CallClosed():
                self._set_timer(TimerKind.ARCHIVE, None, self.policy.archive_after, self.now)
            case _:
                pass

    def _refill(self, mission_id: str) -> None:
        fill_mission(self.rows[mission_id], self.state.missions[mission_id])

    def _opened(self, event: e.MissionOpened) -> None:
        mission = self.state.missions[event.mission]
        leases.take(UUID(event.unit), self.call.pk, UUID(event.mission), self.now)
        row = new_mission(self.call, mission)
        self.on_open(row)
        row.save(force_insert=True)
        self.rows[event.mission] = Mission.objects.select_related("unit__scheme").get(pk=row.pk)
        self.call.no_responder_why = ""
        self._time(mission)

    def _moved(self, event: e.MissionMoved) -> None:
        mission = self.state.missions[event.mission]
        row = self.rows[event.mission]
        fill_mission(row, mission)
        if event.press.value == "agree":
            row.agreed_at = event.effective
        Timer.objects.filter(
            mission_id=row.pk, fired_at__isnull=True, cancelled_at__isnull=True
        ).update(cancelled_at=self.now)
        self._time(mission)
        if mission.phase.ended:
            # saved before the unit is free: one live mission a unit is a constraint
            row.save()
            leases.release(row.unit_id, row.pk)
            _count_medical_time(row)

    def _time(self, mission: MissionState) -> None:
        if mission.phase is Phase.ASKING_OWNER:
            self._set_timer(TimerKind.OWNER_ANSWER, mission, self.policy.owner_answer, self.now)
        elif mission.phase is Phase.OFFERED:
            self._set_timer(TimerKind.OFFER, mission, self.policy.offer, self.now)

    def _set_timer(
        self, kind: TimerKind, mission: MissionState | None, seconds: float, since: datetime
    ) -> None:
        Timer.objects.create(
            kind=kind.value,
            call_id=self.call.pk,
            mission_id=UUID(mission.id) if mission else None,
            due_at=since + timedelta(seconds=seconds),
        )


def _count_medical_time(row: Mission) -> None:
    """Unit-seconds from accepting to the end, against the shift's cap."""
    if row.accepted_at is None or row.ended_at is None:
        return
    spent = max(0, round((row.ended_at - row.accepted_at).total_seconds()))
    UnitStatus.objects.filter(unit_id=row.unit_id).update(
        medical_seconds_this_shift=F("medical_seconds_this_shift") + spent
    )


def lock_call(call_id: UUID) -> Call:
    """The call's row, locked until the transaction ends.

    Raises:
        NotFound: no such call.
    """
    row = (
        Call.objects.select_for_update(of=("self",))
        .select_related("ambulance")
        .filter(pk=call_id)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def lock_units(unit_ids: Iterable[UUID]) -> None:
    """The status rows of these units, so that no police state changes under an offer."""
    ordered = sorted(unit_ids)
    list(UnitStatus.objects.select_for_update().filter(unit_id__in=ordered).order_by("unit_id"))


def lock_unit_if_free(unit_id: UUID) -> bool:
    """Lock one unit unless another room is busy with it just now."""
    rows = UnitStatus.objects.filter(unit_id=unit_id)
    if transaction.get_connection().vendor == "postgresql":
        rows = rows.select_for_update(skip_locked=True)
    return bool(list(rows))
