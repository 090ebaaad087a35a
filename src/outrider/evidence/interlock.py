"""The interlock, read back from the journal: was an ambulance live each time a crew was sent?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from outrider.domain.coresponse.mission import AmbulanceState, Press
from outrider.journal.models import Entry

KINDS: Final = ("call.ambulance", "mission.moved")
SENDING: Final = frozenset({Press.ACCEPT.value, Press.MOBILE.value})


def sent_with_ambulance(calls: Iterable[Any]) -> dict[str, tuple[int, int]]:
    """By call id: how often a crew was sent, and how often with an ambulance live just then."""
    wanted = {str(call) for call in calls}
    live: dict[str, bool] = defaultdict(bool)
    sent: dict[str, tuple[int, int]] = {}
    rows = Entry.objects.filter(kind__in=KINDS).order_by("seq")
    for stream, kind, payload in rows.values_list("stream", "kind", "payload").iterator():
        call = stream.removeprefix("call:")
        if call not in wanted:
            continue
        if kind == "call.ambulance":
            live[call] = AmbulanceState(payload["after"]).live
        elif payload.get("press") in SENDING:
            times, with_one = sent.get(call, (0, 0))
            sent[call] = (times + 1, with_one + live[call])
    return sent
