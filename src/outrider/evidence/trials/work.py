"""One trial from its row to its results: runs it, tells how far it is, hears the wish to stop."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Final
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from outrider.evidence.models import TrialFile, TrialRun
from outrider.evidence.trial_models import DONE, FAILED, RUNNING, STOPPED
from outrider.evidence.trials.reading import read
from outrider.evidence.trials.results import Results, results_of
from outrider.roads.errors import RoadsError
from outrider.trial.building import build
from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Asked, Ran, run
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario import ScenarioError

log = logging.getLogger("outrider.evidence.trials")
BEAT: Final = 2.0  # seconds
OURS: Final = "Something went wrong on our side. It is in the server's log; start the trial again."


class Pulse:
    """Says every two seconds that the run is alive and how far; hears whether to stop."""

    def __init__(self, run: UUID, token: UUID, beat: float = BEAT) -> None:
        self._mine = TrialRun.objects.filter(pk=run, token=token, state=RUNNING)
        self._beat, self._done, self._began = beat, 0, False
        self._wished, self._over = Event(), Event()
        self._thread = Thread(target=self._live, daemon=True)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def told(self, done: int) -> None:
        """How many replications are there."""
        self._done, self._began = done, True

    def stop(self) -> bool:
        """Whether somebody wishes the end, or the row belongs to another by now."""
        return self._wished.is_set()

    def _live(self) -> None:
        try:
            while not self._over.wait(self._beat):
                self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        close_old_connections()
        try:
            now = timezone.now()
            there = self._mine.update(beat_at=now, done=self._done)
            if self._began:
                self._mine.filter(began_at=None).update(began_at=now)
            if not there or self._mine.filter(stop_wished=True).exists():
                self._wished.set()
        except Exception:
            log.exception("the trial could not say how far it is; it tries again")


def work(run: UUID, token: UUID, beat: float = BEAT) -> None:
    """Runs the trial if it is still ours; its row says at the end what came of it."""
    mine = TrialRun.objects.filter(pk=run, token=token, state=RUNNING)
    row = mine.first()
    if row is None:
        return
    try:
        with Pulse(run, token, beat) as pulse, TemporaryDirectory() as folder:
            ran, made = _made(row, Path(folder), pulse)
        _keep(run, token, ran, made)
    except (RunError, ScenarioError, RoadsError) as wrong:
        mine.update(state=FAILED, fault=str(wrong), ended_at=timezone.now(), token=None)
    except Exception:
        log.exception("the trial %s failed", run)
        mine.update(state=FAILED, fault=OURS, ended_at=timezone.now(), token=None)


def _made(row: TrialRun, folder: Path, pulse: Pulse) -> tuple[Ran, Results | None]:
    built = build(read(row.text, row.ships_as))
    model = ready_of(built)
    workers = max(1, (os.cpu_count() or 2) // 2)  # the other half is for the people at work
    asked = Asked(row.wanted, tuple(row.arms), keep=1, workers=workers)
    ran = run(model, asked, folder, stop=pulse.stop, told=pulse.told)
    enough = ran.done >= 2  # below, there is no interval to tell
    return ran, results_of(folder, built, model) if enough else None


def _keep(run: UUID, token: UUID, ran: Ran, made: Results | None) -> None:
    with transaction.atomic():
        row = TrialRun.objects.select_for_update().filter(pk=run, token=token).first()
        if row is None:
            return
        row.done, row.ended_at, row.token = ran.done, timezone.now(), None
        row.state = DONE if ran.complete else STOPPED
        if made is not None:
            row.results = made.told
            for name, content in made.files.items():
                TrialFile.objects.update_or_create(
                    run=row, name=name, defaults={"content": content}
                )
        row.save()
