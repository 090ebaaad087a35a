"""What people do with a simulated trial: set it up, put it in the queue, stop it, discard it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from outrider.domain.errors import NotFound
from outrider.evidence.models import TrialFile, TrialRun
from outrider.evidence.trial_models import DONE, DRAFT, FAILED, RUNNING, STOPPED, WAITING
from outrider.evidence.trials.keeping import goes_on
from outrider.evidence.trials.reading import read, shipped_text
from outrider.trial.basing.question import MOST_CHECKS

FEWEST, MOST, USUAL = 2, 500, 50
"""Replications: below two there is no interval; more than 500 belong on the command line."""
ENDED: Final = (DONE, STOPPED, FAILED)
KEPT: Final = 30
"""Trials that are kept on this server, drafts included."""


class Refused(Exception):
    """Why this cannot be done, and what to do; `field` is where it was typed."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def draft(*, text: str, ships_as: str, by: str, now: datetime) -> TrialRun:
    """A scenario that was read and is not run yet.

    Raises:
        ScenarioError: every fault of the text with its line and remedy.
        Refused: too many trials are kept.
    """
    if ships_as:  # what was pasted beside it is nobody's: it is neither read nor kept
        text = shipped_text(ships_as)
    scenario = read(text, ships_as)
    if TrialRun.objects.count() >= KEPT:
        raise Refused("text", f"{KEPT} trials are kept here already. Discard one of them first.")
    return TrialRun.objects.create(
        name=scenario.name[:200], ships_as=ships_as,
        text=text,
        hash=scenario.hash, scenario_seed=scenario.seed, arms=list(scenario.arms),
        wanted=USUAL, made_at=now, made_by=by,
    )  # fmt: skip


def start(run: TrialRun, *, arms: Sequence[str], replications: str, now: datetime) -> None:
    """Into the queue, behind those that wait.

    Raises:
        Refused: a number or arms that make no sense; nothing is changed then.
    """
    wanted = _replications(replications, FEWEST)
    chosen = [arm for arm in read(run.text, run.ships_as).arms if arm in arms]
    if len(chosen) < 2:
        raise Refused("arms", "Choose two arms or more: one alone has nothing to compare with.")
    TrialRun.objects.filter(pk=run.pk, state=DRAFT).update(
        arms=chosen, wanted=wanted, state=WAITING, asked_at=now
    )


def _replications(typed: str, fewest: int, most: int = MOST) -> int:
    try:
        wanted = int(typed.replace(",", ""))
    except ValueError:
        wanted = 0
    if not fewest <= wanted <= most:
        words = f"Replications must be a whole number from {fewest} to {most}."
        raise Refused("replications", words)
    return wanted


def most_of(run: TrialRun) -> int:
    """Replications that this run may have."""
    return MOST_CHECKS if run.basing else MOST


def fewest_to_go_on(run: TrialRun) -> int:
    """Replications in all of a run that goes on: one more than there are, if those can be kept."""
    return max(FEWEST, run.done + 1) if goes_on(run) else FEWEST


def go_on(run: TrialRun, *, replications: str, now: datetime) -> None:
    """Back into the queue, behind those that wait; what is done and kept is not run again.

    Args:
        replications: how many there shall be in all.

    Raises:
        Refused: not more than there are, or too many; nothing is changed then.
    """
    wanted = _replications(replications, fewest_to_go_on(run), most_of(run))
    TrialRun.objects.filter(pk=run.pk, state__in=ENDED).update(wanted=wanted, **_again(now))


def vary(run: TrialRun, now: datetime) -> None:
    """Back into the queue for what moves its results; what is done and kept is not run again."""
    wanted = run.done if goes_on(run) else run.wanted
    TrialRun.objects.filter(pk=run.pk, state__in=ENDED, done__gte=FEWEST).update(
        wanted=wanted, vary_wished=True, varied=0, to_vary=0, **_again(now)
    )


def _again(now: datetime) -> dict[str, Any]:
    return {
        "state": WAITING, "asked_at": now, "began_at": None, "ended_at": None,
        "stop_wished": False, "fault": "", "tries": 0, "token": None,
    }  # fmt: skip


def stop(run: TrialRun, now: datetime) -> None:
    """Out of the queue, or a wish that the process that runs it hears within seconds."""
    waited = TrialRun.objects.filter(pk=run.pk, state=WAITING)
    if not waited.update(state=STOPPED, ended_at=now):
        TrialRun.objects.filter(pk=run.pk, state=RUNNING).update(stop_wished=True)


def discard(run: TrialRun) -> None:
    """With its files. A run that is under way sees that its row is gone, and ends."""
    TrialRun.objects.filter(pk=run.pk).delete()


def found(run: UUID) -> TrialRun:
    """Raises `NotFound`."""
    row = TrialRun.objects.filter(pk=run).first()
    if row is None:
        raise NotFound
    return row


def every() -> list[TrialRun]:
    """Newest first, without the texts."""
    return list(TrialRun.objects.defer("text", "results"))


def ahead_of(run: TrialRun) -> int:
    """How many are run before this one."""
    earlier = Q(state=WAITING, asked_at__lt=run.asked_at) if run.asked_at else Q(pk=None)
    return TrialRun.objects.filter(Q(state=RUNNING) | earlier).exclude(pk=run.pk).count()


def file_of(run: TrialRun, name: str) -> bytes:
    """Raises `NotFound`."""
    row = TrialFile.objects.filter(run=run, name=name).first()
    if row is None:
        raise NotFound
    return bytes(row.content)
