"""A try at what nobody may do leaves a trace: which rule said no, to whom, when."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

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


OWN_WORDS: Final = "details.own-words"
"""Only the officer says who they are: nobody says it for them, at any rank."""


def note_refusal(
    case: Case, message: CasePressIn, refusal: Refused, by: Viewer, now: datetime
) -> None:
    if refusal.rule in HARD:
        note_try(case, message.press_id, message.press, refusal.rule, by, now)


@transaction.atomic
def note_try(case: Case, press_id: UUID, press: str, rule: str, by: Viewer, now: datetime) -> None:
    """In the journal, once a press. It names whoever tried, by pseudonym, and nobody else."""
    if Entry.objects.filter(cause=press_id, kind=KIND).exists():
        return
    append(
        [
            NewEntry(
                stream=f"case:{case.pk}",
                kind=KIND,
                payload={"press": press, "rule": rule},
                actor=actor_on(case, by).id,
                cause=press_id,
                effective_at=now,
            )
        ]
    )
