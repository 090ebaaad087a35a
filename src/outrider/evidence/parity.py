"""Does the simulator's compiled rule decide as the live one did? Asked of decisions on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from outrider.coresponse.choosing.gates import limits_of
from outrider.coresponse.models import Decision
from outrider.coresponse.packs import pack_version
from outrider.domain.coresponse.choice import Facts
from outrider.trial.engine.replaying import FACTS, LIMITS, Weighed, decide_again


@dataclass(frozen=True)
class Parity:
    """How many decisions were made again, and the ids of those that came out otherwise.

    `without` counts decisions from before their facts were kept: they cannot be made again.
    """

    decisions: int
    candidates: int
    differ: tuple[str, ...]
    without: int


def parity(start: datetime, end: datetime) -> Parity:
    """Every decision in [start, end), made again from the facts kept with it."""
    found = list(Decision.objects.filter(at__gte=start, at__lt=end).order_by("at", "pk"))
    whole = [one for one in found if all("weighed" in each for each in one.candidates)]
    candidates = [each for one in whole for each in one.candidates]
    again = decide_again(weighed_of(whole))
    known = [(each["failed"], each["rank"] or 0) for each in candidates]
    same = np.array(known, np.int32).reshape(-1, 2) == np.column_stack((again.failed, again.rank))
    owner = np.repeat(np.arange(len(whole)), [len(one.candidates) for one in whole])
    wrong = np.unique(owner[~same.all(axis=1)])
    return Parity(
        decisions=len(whole),
        candidates=len(candidates),
        differ=tuple(str(whole[i].pk) for i in wrong),
        without=len(found) - len(whole),
    )


def weighed_of(decisions: list[Decision]) -> Weighed:
    """What each decision was made with, as the simulator takes it."""
    candidates = [each["weighed"] for one in decisions for each in one.candidates]
    limits = [limits_of(pack_version(one.policy_version).policy) for one in decisions]
    counts = [len(one.candidates) for one in decisions]
    return Weighed(
        facts=np.array([_row(each) for each in candidates], np.float64).reshape(-1, FACTS),
        used=np.array([each["medical_used"] for each in candidates], np.float64),
        first=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
        limits=np.array(limits, np.float64).reshape(-1, LIMITS),
    )


def _row(weighed: dict[str, Any]) -> list[float]:
    return [float(weighed[name]) for name in Facts._fields]
