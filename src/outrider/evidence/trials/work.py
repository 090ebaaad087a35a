"""One trial from its row to its results: runs it, tells how far it is, hears the wish to stop."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Final
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from outrider.evidence.models import TrialFile, TrialRun
from outrider.evidence.trial_models import DONE, FAILED, RUNNING, STOPPED
from outrider.evidence.trials import basing
from outrider.evidence.trials.keeping import Keeper
from outrider.evidence.trials.reading import read
from outrider.evidence.trials.results import Results, results_of
from outrider.roads.errors import RoadsError
from outrider.trial.basing.checking import Stopped as CheckStopped
from outrider.trial.building import Built, build
from outrider.trial.judging.tornado_file import NAME as TORNADO
from outrider.trial.judging.tornado_file import written
from outrider.trial.placement import PlacementError
from outrider.trial.report.making import sides_of
from outrider.trial.running.assumptions import MOST, Stopped, assumptions_of, to_vary
from outrider.trial.running.errors import RunError
from outrider.trial.running.going import Asked, Ran, plan_for, run
from outrider.trial.running.plan import software_version
from outrider.trial.running.ready import ready_of
from outrider.trial.scenario import ScenarioError

log = logging.getLogger("outrider.evidence.trials")
BEAT: Final = 2.0  # seconds
OURS: Final = "Something went wrong on our side. It is in the server's log; start the trial again."


class Pulse:
    """Says every two seconds that the run is alive and how far; hears whether to stop."""

    def __init__(self, run: UUID, token: UUID, beat: float = BEAT) -> None:
        self._mine = TrialRun.objects.filter(pk=run, token=token, state=RUNNING)
        self._beat, self._done = beat, 0
        self._before: int | None = None
        self._varied = (0, 0)
        self._keeper: Keeper | None = None
        self._wished, self._over = Event(), Event()
        self._thread = Thread(target=self._live, daemon=True)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._once()

    def keeps(self, keeper: Keeper) -> None:
        """What is finished from now on is kept with every beat."""
        self._keeper = keeper

    def told(self, done: int) -> None:
        """How many replications are there; first those that were there before."""
        if self._before is None:
            self._before = done
        self._done = done

    def varied(self, done: int, of: int) -> None:
        """How many assumptions have been varied."""
        self._varied = (done, of)

    def stop(self) -> bool:
        """Whether somebody wishes the end, or the row belongs to another by now."""
        return self._wished.is_set()

    def _live(self) -> None:
        try:
            while not self._over.wait(self._beat):
                close_old_connections()
                self._once()
        finally:
            connection.close()

    def _once(self) -> None:
        try:
            now = timezone.now()
            there = self._mine.update(beat_at=now)
            if self._before is not None:
                varied, of = self._varied
                self._mine.update(done=self._done, varied=varied, to_vary=of)
                self._mine.filter(began_at=None).update(began_at=now, before=self._before)
            if not there or self._mine.filter(stop_wished=True).exists():
                self._wished.set()
            if self._keeper is not None:
                self._keeper.keep()
        except Exception:
            log.exception("the trial could not say how far it is; it tries again")


def work(run: UUID, token: UUID, beat: float = BEAT) -> None:
    """Runs the trial if it is still ours; its row says at the end what came of it."""
    mine = TrialRun.objects.filter(pk=run, token=token, state=RUNNING)
    row = mine.first()
    if row is None:
        return
    try:
        with TemporaryDirectory() as folder, Pulse(run, token, beat) as pulse:
            ran, made = _made(row, token, Path(folder), pulse)
        _keep(run, token, ran, made)
    except CheckStopped:
        mine.update(state=STOPPED, ended_at=timezone.now(), token=None)
    except (RunError, ScenarioError, RoadsError, PlacementError) as wrong:
        mine.update(state=FAILED, fault=str(wrong), ended_at=timezone.now(), token=None)
    except Exception:
        log.exception("the trial %s failed", run)
        mine.update(state=FAILED, fault=OURS, ended_at=timezone.now(), token=None)


def _made(row: TrialRun, token: UUID, folder: Path, pulse: Pulse) -> tuple[Ran, Results | None]:
    built = build(read(row.text, row.ships_as))
    model = ready_of(built)
    workers = max(1, (os.cpu_count() or 2) // 2)  # the other half is for the people at work
    if row.basing:
        return basing.made(row, built, workers, pulse.told, pulse.stop)
    asked = Asked(row.wanted, tuple(row.arms), keep=1, workers=workers)
    keeper = Keeper(row.pk, token, folder, plan_for(model, asked))
    keeper.put_back()
    before = TrialFile.objects.filter(run=row, name=TORNADO).first()
    if before is not None:
        (folder / TORNADO).write_bytes(bytes(before.content))
    pulse.keeps(keeper)
    ran = run(model, asked, folder, stop=pulse.stop, told=pulse.told)
    if ran.done < 2:  # there is no interval to tell
        return ran, None
    if row.vary_wished and ran.complete:
        _vary(built, folder, asked, pulse)
    return ran, results_of(folder, built, model)


def _vary(built: Built, folder: Path, asked: Asked, pulse: Pulse) -> None:
    """Which assumptions matter, beside the results; nothing of it if somebody wishes the end."""
    _, arm = sides_of(tuple(name for name in built.arms if name in asked.arms), built)
    of = to_vary(built.scenario)
    of += min(of, MOST)
    pulse.varied(0, of)
    with suppress(Stopped):
        found = assumptions_of(
            built, arm, workers=asked.workers,
            told=lambda done: pulse.varied(done, of), stop=pulse.stop,
        )  # fmt: skip
        text = written(found, scenario=built.hash, version=software_version(), arm=arm)
        (folder / TORNADO).write_text(text, encoding="utf-8")


def _keep(run: UUID, token: UUID, ran: Ran, made: Results | None) -> None:
    with transaction.atomic():
        row = TrialRun.objects.select_for_update().filter(pk=run, token=token).first()
        if row is None:
            return
        row.done, row.ended_at, row.token = ran.done, timezone.now(), None
        row.state = DONE if ran.complete else STOPPED
        row.vary_wished, row.varied, row.to_vary = False, 0, 0
        row.results = made.told if made else {}
        TrialFile.objects.filter(run=row).delete()  # those of before it went on
        for name, content in made.files.items() if made else ():
            TrialFile.objects.create(run=row, name=name, content=content)
        row.save()
