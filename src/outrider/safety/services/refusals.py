"""A try at what nobody may do leaves a trace: which rule said no, to whom, when."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from outrider.domain.access import Viewer
from outrider.domain.errors import Refused
from outrider.journal.append import append
from outrider.journal.models import Entry
from outrider.journal.new_entry import NewEntry
from outrider.safety.inputs import CasePressIn
from outrider.safety.models import Case
from outrider.safety.services.guards import actor_on

KIND: Final = "case.refused"
HARD: Final = frozenset(
    {"plan.victim-not-oic", "plan.victim-not-statement-taker", "plan.victim-not-owner"}
)
"""The victim never runs, and never writes, their own case: nobody can override these."""


@transaction.atomic
def note_refusal(
    case: Case, message: CasePressIn, refusal: Refused, by: Viewer, now: datetime
) -> None:
    """In the journal, once a press. It names whoever tried, by pseudonym, and nobody else."""
    if refusal.rule not in HARD:
        return
    if Entry.objects.filter(cause=message.press_id, kind=KIND).exists():
        return
    append(
        [
            NewEntry(
                stream=f"case:{case.pk}",
                kind=KIND,
                payload={"press": message.press, "rule": refusal.rule},
                actor=actor_on(case, by).id,
                cause=message.press_id,
                effective_at=now,
            )
        ]
    )
