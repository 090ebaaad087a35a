"""Whose turn it is: one trial runs at a time on the whole installation, in a process of its own.

Of its own, because a run keeps a processor busy for minutes, and this server also sends help.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from outrider.evidence.models import TrialRun
from outrider.evidence.trial_models import FAILED, RUNNING, STOPPED, WAITING
from outrider.journal.beats import repeating

LOOK_EVERY: Final = 2.0  # seconds
SILENT_FOR: Final = timedelta(minutes=3)
"""A run that was silent for so long has lost its process: its turn comes again. On a busy machine
a process alone takes a minute to begin."""
TRIES: Final = 3

_children: list[subprocess.Popen[bytes]] = []


def take_turn(now: datetime) -> None:
    """Begins the next trial, if none is running."""
    _children[:] = [child for child in _children if child.poll() is None]
    give_up_lost(now)
    taken = claimed(now)
    if taken is not None:
        _children.append(begun(*taken))


def give_up_lost(now: datetime) -> None:
    """A run whose process is gone waits again; after some tries it has failed."""
    for run in TrialRun.objects.filter(state=RUNNING, beat_at__lt=now - SILENT_FOR):
        mine = TrialRun.objects.filter(pk=run.pk, state=RUNNING, token=run.token)
        if run.stop_wished:
            mine.update(state=STOPPED, ended_at=now, token=None)
        elif run.tries >= TRIES:
            words = (
                f"The server ended {run.tries} times while this ran. Choose fewer replications, "
                "or run it on the command line."
            )
            mine.update(state=FAILED, fault=words, ended_at=now, token=None)
        else:
            mine.update(state=WAITING, token=None, done=0, began_at=None)


def claimed(now: datetime) -> tuple[UUID, UUID] | None:
    """The trial whose turn it is, and the token of this claim; None: not now."""
    run = TrialRun.objects.filter(state=WAITING).order_by("asked_at").first()
    if run is None or TrialRun.objects.filter(state=RUNNING).exists():
        return None
    token = uuid4()
    try:
        with transaction.atomic():
            mine = TrialRun.objects.filter(pk=run.pk, state=WAITING)
            took = mine.update(
                state=RUNNING, token=token, beat_at=now, tries=run.tries + 1, fault=""
            )
    except IntegrityError:  # another server process was first
        return None
    return (run.pk, token) if took else None


def begun(run: UUID, token: UUID) -> subprocess.Popen[bytes]:
    """A process for it, after everything else on the machine."""
    command = [sys.executable, "-m", "outrider.evidence.trials.child", str(run), str(token)]
    # nothing in the command is a person's: our interpreter, our module, two ids
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603


lifespan = repeating("outrider.evidence.trials", LOOK_EVERY, ((take_turn, 1),))
