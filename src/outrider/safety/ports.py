"""Who else has to know, in the same transaction, that a case has changed.

Officer safety knows nothing of who listens: the room where the schemes meet does, and says so at
start-up. What a listener hands back goes to the journal together with the case's own entries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from outrider.journal.new_entry import NewEntry
from outrider.safety.models import Case, Incident

Listener = Callable[[Incident, Sequence[Case], datetime], list[NewEntry]]
"""Called with the incident and its cases that stand, as they will be after this change.

It writes rows, never to the journal, whose lock is taken last.
"""

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Once, at start-up."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(incident: Incident, standing: Sequence[Case], now: datetime) -> list[NewEntry]:
    """What the listeners have to say of it for the journal."""
    return [entry for listener in _listeners for entry in listener(incident, standing, now)]
