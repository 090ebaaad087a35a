"""What is known of each call besides what the run reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from outrider.trial.engine.world import Bools, Bytes, Calls, Jobs

Words = NDArray[np.str_]


@dataclass(frozen=True)
class Names:
    """What the numbers of the columns stand for."""

    category: tuple[str, ...]
    complaint: tuple[str, ...]
    condition: tuple[str, ...]  # of the complaint of the same number
    age: tuple[str, ...]
    flag: tuple[str, ...]


@dataclass(frozen=True)
class CallColumns:
    """(calls,), as numbers of `names`. `flags` has a bit a flag.

    `witnessed`, `shockable` and `bystander` are 1, 0, and -1 where the call is no cardiac arrest.
    `counted` is false during warm-up.
    """

    names: Names
    category_number: Bytes
    complaint_number: NDArray[np.int16]
    age_number: Bytes
    flags: NDArray[np.int32]
    rural: Bools
    witnessed: Bytes
    shockable: Bytes
    bystander: Bytes
    counted: Bools

    @cached_property
    def category(self) -> Words:
        return np.array(self.names.category)[self.category_number]

    @cached_property
    def complaint(self) -> Words:
        return np.array(self.names.complaint)[self.complaint_number]

    @cached_property
    def condition(self) -> Words:
        return np.array(self.names.condition)[self.complaint_number]

    @cached_property
    def age(self) -> Words:
        """Age band of the rule pack."""
        return np.array(self.names.age)[self.age_number]


@dataclass(frozen=True)
class Drawn:
    """One replication, the same for every arm."""

    calls: Calls
    jobs: Jobs
    about: CallColumns
