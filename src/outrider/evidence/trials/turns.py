"""Whose turn it is: one trial runs at a time on the whole installation, in a process of its own.

Of its own, because a run keeps a processor busy for minutes, and this server also sends help.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q

from outrider.evidence.models import TrialRun
from outrider.evidence.trial_models import FAILED, RUNNING, STOPPED, WAITING
from outrider.journal.beats import repeating

log = logging.getLogger("outrider.evidence.trials")
LOOK_EVERY: Final = 2.0  # seconds
SILENT_FOR: Final = timedelta(minutes=3)
"""A run that was silent for so long has lost its process: its turn comes again. On a busy machine
a process alone takes a minute to begin."""
TRIES: Final = 3

_children: dict[UUID, subprocess.Popen[bytes]] = {}
"""By the token of the claim: those that this server process began."""


def take_turn(now: datetime) -> None:
    """Begins the next trial, if none is running."""
    ended = [token for token, child in _children.items() if child.poll() is not None]
    for token in ended:
        del _children[token]
    give_up_lost(now, ended)
    taken = claimed(now)
    if taken is None:
        return
    try:
        _children[taken[1]] = begun(*taken)
    except OSError as wrong:
        log.exception("no process could be begun for the trial %s", taken[0])
        could_not_start(*taken, wrong, now)


def give_up_lost(now: datetime, ended: Sequence[UUID] = ()) -> None:
    """A run whose process is gone waits again; after some tries it has failed.

    Args:
        ended: claims whose process is known to have ended, however short a while they are silent.
    """
    silent = Q(beat_at__lt=now - SILENT_FOR) | Q(token__in=ended)
    for run in TrialRun.objects.filter(silent, state=RUNNING).defer("text", "results"):
        mine = TrialRun.objects.filter(pk=run.pk, state=RUNNING, token=run.token)
        if run.stop_wished:
            mine.update(state=STOPPED, ended_at=now, token=None)
        elif run.tries >= TRIES:
            words = (
                f"Its process ended {run.tries} times before it was done. Go on with fewer "
                "replications, or run it on the command line."
            )
            mine.update(state=FAILED, fault=words, ended_at=now, token=None)
        else:
            mine.update(state=WAITING, token=None, began_at=None)


def could_not_start(run: UUID, token: UUID, wrong: OSError, now: datetime) -> None:
    """The end of a run that this machine had no process for; nothing that was kept is lost."""
    words = (
        f"This server could begin no process for it: {wrong.strerror or wrong}. Go on when there "
        "is less to do. If it is so again, ask who looks after the server, or run it on the "
        "command line."
    )
    mine = TrialRun.objects.filter(pk=run, token=token, state=RUNNING)
    mine.update(state=FAILED, fault=words, ended_at=now, token=None)


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
