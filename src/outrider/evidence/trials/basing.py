"""Where to base units, asked on a page: into the queue of trials, chosen and checked, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from outrider.evidence.models import TrialRun
from outrider.evidence.trial_models import WAITING
from outrider.evidence.trials.reading import read
from outrider.evidence.trials.results import MAP, Results
from outrider.evidence.trials.services import KEPT, Refused
from outrider.trial.basing.checking import check
from outrider.trial.basing.choosing import chosen
from outrider.trial.basing.question import Question, checked
from outrider.trial.building import Built
from outrider.trial.placement import Goal, PlacementError
from outrider.trial.placement.map import placed_map
from outrider.trial.running.going import Ran
from outrider.trial.running.plan import software_version


def ask(of: TrialRun, asked: Question, *, by: str, now: datetime) -> TrialRun:
    """A row of its own, on the scenario of the trial it was asked beside.

    Raises:
        Refused: the question makes no sense for the scenario, or too many trials are kept.
    """
    try:
        checked(asked, read(of.text, of.ships_as))
    except PlacementError as wrong:
        raise Refused(_field(str(wrong)), str(wrong)) from None
    if TrialRun.objects.count() >= KEPT:
        raise Refused("units", f"{KEPT} trials are kept here already. Discard one of them first.")
    return TrialRun.objects.create(
        name=f"Where to base units: {of.name}"[:200], ships_as=of.ships_as, text=of.text,
        hash=of.hash, scenario_seed=of.scenario_seed, arms=[asked.arm], wanted=asked.check,
        state=WAITING, made_at=now, made_by=by, asked_at=now, basing=asdict(asked),
    )  # fmt: skip


def _field(words: str) -> str:
    """Where it was typed."""
    if words.startswith("Replications"):
        return "replications"
    if words.startswith(("Choose at least", "The scenario has no place")):
        return "places"
    return "units" if "cannot be based" in words else "whose"


def question_of(run: TrialRun) -> Question:
    """As it was asked; the replications as they were asked for last."""
    told = dict(run.basing)
    told["places"], told["goal"] = tuple(told["places"]), Goal(told["goal"])
    return Question(**{**told, "check": run.wanted})


def made(
    run: TrialRun, built: Built, workers: int, told: Callable[[int], None], stop: Callable[[], bool]
) -> tuple[Ran, Results]:
    """Chosen and checked.

    Raises:
        Stopped: somebody wished the end.
        PlacementError, RunError: it cannot be done, in words.
    """
    asked = question_of(run)
    told(0)
    answer = chosen(built, asked)
    found = check(built, asked, answer, workers=workers, told=told, stop=stop)
    placed, table = answer.placed, found.table()
    kept: dict[str, Any] = {
        "says": list(placed.says), "does_not_say": list(placed.does_not_say),
        "proof": str(placed.proof), "checked": found.sentence, "version": software_version(),
        "before": found.before, "moved": [list(pair) for pair in found.moved],
        "columns": list(table.columns), "rows": [list(row) for row in table.rows],
    }  # fmt: skip
    drawn = placed_map(answer, built.network, asked.minutes).encode()
    return Ran(0, found.replications, asked.check), Results({"basing": kept}, {MAP: drawn})
