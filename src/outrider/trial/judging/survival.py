"""Survival after cardiac arrest out of hospital: four published models, never one number.

They disagree two- to fourfold, were fitted on other patients, and two of them hold for ventricular
fibrillation alone, which is the first rhythm of about one arrest in five in England (Hawkes 2017,
20.6 %). So the answer is a band with what each model may be used for.

Minutes count from the collapse, except for De Maio, who counts from the call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Minutes: TypeAlias = float | NDArray[np.float64]
Shares: TypeAlias = float | NDArray[np.float64]

SHOCK_AFTER_DEFIBRILLATOR: Final = 1.0
"""Minutes from a defibrillator's arrival to the first shock. Convention of this product."""
ADVANCED_AFTER_AMBULANCE: Final = 4.0
"""Minutes from the ambulance's arrival to advanced care. Convention of this product."""


class Arrest(NamedTuple):
    """Minutes at which help began, of one arrest or of many. `cpr`: by whoever began first."""

    cpr: Minutes
    shock: Minutes
    ambulance: Minutes
    response: Minutes

    @property
    def advanced(self) -> Minutes:
        """When advanced care began."""
        return self.ambulance + ADVANCED_AFTER_AMBULANCE


def arrest(
    ambulance: Minutes, coresponder: Minutes | None = None, bystander: Minutes | None = None
) -> Arrest:
    """The minutes of an arrest, from when each helper began.

    Args:
        ambulance: minutes until the ambulance was with the patient.
        coresponder: minutes until a trained person with a defibrillator was; None: nobody came.
        bystander: minutes until somebody there began compressions; None: nobody did.

    Raises:
        ValueError: a negative time.
    """
    first = ambulance if coresponder is None else np.minimum(ambulance, coresponder)
    cpr = first if bystander is None else np.minimum(first, bystander)
    if np.any(np.minimum(cpr, ambulance) < 0):
        raise ValueError("A helper cannot begin before the collapse: minutes count from it.")
    return Arrest(cpr, first + SHOCK_AFTER_DEFIBRILLATOR, ambulance, first)


def larsen(one: Arrest) -> Shares:
    """Witnessed ventricular fibrillation. Larsen et al. 1993, Ann Emerg Med 22:1652.

    0.67 less 0.023 a minute to compressions, 0.011 to the shock and 0.021 to advanced care, not
    below 0: at rural times it says 0 whatever is done.
    """
    return np.maximum(0.0, 0.67 - 0.023 * one.cpr - 0.011 * one.shock - 0.021 * one.advanced)


def de_maio(one: Arrest) -> Shares:
    """Any arrest, by the response interval alone. De Maio et al. 2003, doi:10.1067/mem.2003.266.

    Says 9.5 % at 6 minutes: see `recalibrated` before it is used anywhere else than in Ontario.
    """
    return _logistic(-(0.679 + 0.262 * one.response))


def waalewijn(one: Arrest) -> Shares:
    """Any arrest, seen by the bystander. Waalewijn et al. 2001, Resuscitation 51.

    Has no term for the shock: a defibrillator that comes to somebody who is already getting
    compressions changes nothing in it. Its ambulance time is not that of the first to come.
    """
    return _logistic(-(0.04 + 0.3 * one.cpr + 0.14 * (one.ambulance - one.cpr)))


def valenzuela(one: Arrest) -> Shares:
    """Witnessed ventricular fibrillation. Valenzuela et al. 1997, Circulation 96:3308.

    The coefficients are as another paper quotes them and were not verified at the source.
    """
    return _logistic(-(-0.260 + 0.106 * one.cpr + 0.139 * one.shock))


def _logistic(x: Minutes) -> Shares:
    return 1.0 / (1.0 + np.exp(-x))


@dataclass(frozen=True)
class Model:
    """A survival model and what it may be used for."""

    key: str
    name: str
    of: Callable[[Arrest], Shares]
    applies_to: str
    warning: str
    fibrillation_only: bool
    verified: bool


MODELS: Final[tuple[Model, ...]] = (
    Model(
        "larsen", "Larsen 1993", larsen, "witnessed ventricular fibrillation",
        "0 from about 12 minutes on: it cannot tell rural times apart", True, True,
    ),
    Model(
        "de-maio", "De Maio 2003", de_maio, "all treated arrests of an Ontario study",
        "no term for compressions or rhythm; overstates a rural baseline", False, True,
    ),
    Model(
        "waalewijn", "Waalewijn 2001 (I)", waalewijn, "all arrests, bystander's view",
        "no term for the shock", False, True,
    ),
    Model(
        "valenzuela", "Valenzuela 1997", valenzuela, "witnessed ventricular fibrillation",
        "coefficients not verified at the source", True, False,
    ),
)  # fmt: skip


class Said(NamedTuple):
    """What one model says of one arrest, without and with a co-responder; probabilities."""

    model: Model
    without: float
    with_help: float

    @property
    def gain(self) -> float:
        """Difference of the two probabilities."""
        return self.with_help - self.without


def band(
    ambulance: float, coresponder: float | None, bystander: float | None, *, fibrillation: bool
) -> tuple[Said, ...]:
    """What every model that applies says.

    `fibrillation`: the first rhythm is known to be one that a shock helps. Without it the models
    for such rhythms alone are left out.
    """
    without = arrest(ambulance, None, bystander)
    with_help = arrest(ambulance, coresponder, bystander)
    return tuple(
        Said(model, float(model.of(without)), float(model.of(with_help)))
        for model in MODELS
        if fibrillation or not model.fibrillation_only
    )


def recalibrated(said: float, model_mean: float, local_baseline: float) -> float:
    """A probability moved on the logit scale so that the model's mean becomes the local baseline.

    The slope is kept, the intercept is changed: "calibration in the large". Name the baseline that
    is used: survival to discharge and to 30 days are different things.
    Source: Steyerberg 2009, Clinical Prediction Models, chapter 20.

    Raises:
        ValueError: a probability that is not between 0 and 1.
    """
    for value in (model_mean, local_baseline):
        if not 0 < value < 1:
            raise ValueError(f"{value} is not a share between 0 and 1.")
    if said <= 0.0:
        return 0.0
    shift = log(local_baseline / (1 - local_baseline)) - log(model_mean / (1 - model_mean))
    return float(_logistic(log(said / (1 - said)) + shift))
