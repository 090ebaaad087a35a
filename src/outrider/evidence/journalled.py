"""What only the journal knows of a call: the interlock, the ambulance's steps, who timed what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from outrider.domain.coresponse.mission import AmbulanceState, Phase, Press
from outrider.journal.models import Entry

KINDS: Final = ("call.ambulance", "mission.moved")
SENDING: Final = frozenset({Press.ACCEPT.value, Press.MOBILE.value})


@dataclass
class Told:
    """Of one call, up to a point of the journal."""

    live: bool = False  # an ambulance is live
    sent: int = 0  # how often a crew was sent
    sent_live: int = 0  # of those, how often with an ambulance live just then
    allocated: datetime | None = None  # since when the ambulance is on its way
    diverted: int = 0  # how often one was taken away
    clocks: dict[str, str] = field(default_factory=dict)  # by mission, who timed its arrival

    def ambulance(self, after: str, at: datetime) -> None:
        state = AmbulanceState(after)
        self.live = state.live
        if state is AmbulanceState.ALLOCATED:
            self.allocated = at
        elif state is AmbulanceState.DIVERTED:
            self.diverted += 1
            self.allocated = None

    def moved(self, payload: dict[str, Any]) -> None:
        if payload.get("press") in SENDING:
            self.sent += 1
            self.sent_live += self.live
        if payload.get("after") in (Phase.AT_SCENE.value, Phase.WITH_PATIENT.value):
            self.clocks.setdefault(payload["mission"], payload.get("clock", "server"))


def journalled(calls: Iterable[Any]) -> dict[str, Told]:
    """By call id, for every call: what the journal tells of it, in the order of the journal."""
    wanted = {str(call) for call in calls}
    told: dict[str, Told] = defaultdict(Told)
    rows = Entry.objects.filter(kind__in=KINDS).order_by("seq")
    for stream, kind, payload, at in rows.values_list(
        "stream", "kind", "payload", "effective_at"
    ).iterator():
        call = stream.removeprefix("call:")
        if call not in wanted:
            continue
        if kind == "call.ambulance":
            told[call].ambulance(payload["after"], at)
        else:
            told[call].moved(payload)
    return told
