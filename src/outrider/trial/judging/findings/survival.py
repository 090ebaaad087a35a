"""Survival as a band of models over the attended arrests: never one number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import brentq

from outrider.trial.judging.estimates import counted
from outrider.trial.judging.finding import Finding
from outrider.trial.judging.findings.groups import arrests, eligible
from outrider.trial.judging.frame import Bools, Floats, Frame, Ints
from outrider.trial.judging.plan import Plan, Survival
from outrider.trial.judging.survival import MODELS, Model, arrest
from outrider.trial.judging.table import Cell, Table

COLUMNS: Final = (
    "Model", "Applies to", "Arrests", "Ambulance alone, %", "With co-responder, %",
    "More survivors in 100", "More survivors in the period", "The same, moved to the baseline",
    "Warning",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What one model says. `arrests` is a sum of chances where the rhythm is not known."""

    model: Model
    arrests: float
    without: float  # mean probability
    with_help: float
    moved: float | None  # gain in survivors after recalibration; None: it cannot be moved

    @property
    def survivors(self) -> float:
        """More survivors in the period, by this model."""
        return self.arrests * (self.with_help - self.without) if self.arrests else 0.0


def survival(frame: Frame, plan: Plan) -> Finding:
    """Every model on the arrests that it applies to, as it stands and recalibrated."""
    told = models_say(frame, plan)
    n = int((arrests(frame) & frame.paired).sum())
    return Finding(
        id="survival",
        question="How many more people survive?",
        title="No trial of this size can show a change in survival",
        sentence=_sentence(n, told, plan.survival),
        table=Table(COLUMNS, tuple(_row(each) for each in told), frozenset({0, 1, 8})),
        verdict="cannot-tell",
        caveats=(
            "These are published models applied to minutes. No outcome of a patient is in them.",
            "The models disagree two- to fourfold; a single figure out of the band means nothing.",
            "Models for ventricular fibrillation hold for about one arrest in five.",
        ),
        method=_method(frame, plan.survival),
    )


def models_say(frame: Frame, plan: Plan) -> tuple[Told, ...]:
    """What each of the models says of the attended arrests."""
    return tuple(_told(model, frame, plan.survival) for model in MODELS)


def _told(model: Model, frame: Frame, plan: Survival) -> Told:
    attended = arrests(frame) & frame.paired
    all_timed = arrests(frame) & eligible(frame) & np.isfinite(frame.ambulance)
    weight = _weight(model, frame.shockable[attended], plan)
    without = _says(model, frame, attended, plan, helped=False)
    with_help = _says(model, frame, attended, plan, helped=True)
    total = float(weight.sum())
    moved = None
    if not model.fibrillation_only and total:
        shift = _shift(_says(model, frame, all_timed, plan, helped=False), plan.baseline)
        moved = float((weight * (_moved(with_help, shift) - _moved(without, shift))).sum())
    if not total:
        return Told(model, 0.0, np.nan, np.nan, moved)
    return Told(
        model, total, float((weight * without).sum()) / total,
        float((weight * with_help).sum()) / total, moved,
    )  # fmt: skip


def _weight(model: Model, shockable: Ints, plan: Survival) -> Floats:
    """The chance that the model applies to an arrest."""
    if not model.fibrillation_only:
        return np.ones(len(shockable))
    return np.where(shockable < 0, plan.shockable, shockable.astype(np.float64))


def _says(model: Model, frame: Frame, mine: Bools, plan: Survival, *, helped: bool) -> Floats:
    """The model's mean over whether somebody pressed before help, where that is not known."""
    late = 0.0 if model.key == "de-maio" else plan.collapse_to_call
    # two agencies' clocks may differ: help is not before the call
    ambulance = np.maximum(0.0, frame.ambulance[mine]) + late
    came = np.maximum(0.0, np.where(frame.paired, frame.responder, np.inf)[mine])
    crew = came + late if helped else None
    pressed = np.asarray(model.of(arrest(ambulance, crew, plan.bystander_at)))
    nobody = np.asarray(model.of(arrest(ambulance, crew, None)))
    known = frame.bystander[mine]
    share = np.where(known < 0, plan.bystander, known.astype(np.float64))
    return np.asarray(share * pressed + (1 - share) * nobody)


def _shift(said: Floats, baseline: float) -> float:
    """By how much the intercept moves so that the mean becomes the baseline.

    Calibration in the large: Steyerberg 2009, Clinical Prediction Models, chapter 20.
    """
    usable = said[(said > 0) & (said < 1)]
    if not len(usable):
        return 0.0
    return float(brentq(lambda by: float(_moved(usable, by).mean()) - baseline, -20, 20))


def _moved(said: Floats, shift: float) -> Floats:
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (1 + np.exp(-(np.log(said / (1 - said)) + shift))))


def _row(each: Told) -> tuple[Cell, ...]:
    model = each.model
    warning = model.warning if model.verified else f"Not verified: {model.warning}"
    if not each.arrests:
        return (model.name, model.applies_to, 0.0, None, None, None, None, None, warning)
    return (
        model.name, model.applies_to, each.arrests, 100 * each.without, 100 * each.with_help,
        100 * (each.with_help - each.without), each.survivors, each.moved, warning,
    )  # fmt: skip


def _sentence(n: int, told: tuple[Told, ...], plan: Survival) -> str:
    if not n:
        return "No arrest with both times yet. Even many would only give a band of models."
    every = [each.survivors for each in told if each.arrests]
    return (
        f"Over {counted(n, 'attended arrest')} the models say between {min(every):.2f} and "
        f"{max(every):.2f} more survivors, some for all arrests and some for those that a shock "
        f"helps. That is a band of four models and no result: outcomes are not part of it, and "
        f"baselines differ ({plan.baseline_name}: {plan.baseline:.1%})."
    )


def _method(frame: Frame, plan: Survival) -> str:
    mine = arrests(frame) & frame.paired
    rhythm, cpr = int((frame.shockable[mine] < 0).sum()), int((frame.bystander[mine] < 0).sum())
    return (
        f"Minutes from the collapse, {plan.collapse_to_call:g} min before the call; first shock "
        "1 min after the defibrillator, advanced care 4 min after the ambulance. First rhythm not "
        f"known at {rhythm}: shockable with {plan.shockable:.1%}. Whether somebody pressed not "
        f"known at {cpr}: taken as yes with {plan.bystander:.0%}, {plan.bystander_at:g} min "
        f"after the collapse. Models for all arrests moved so that all eligible arrests with the "
        f"ambulance alone meet the baseline, {plan.baseline_name} ({plan.baseline:.1%})."
    )
