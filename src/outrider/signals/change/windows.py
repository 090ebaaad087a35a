"""Which past weeks a week is compared with."""

from __future__ import annotations

from typing import Final

import numpy as np

from outrider.signals.compiled import compiled
from outrider.signals.inputs import Ints

LEFT_OUT: Final = -1


@compiled
def seasons(
    week: int, years: int, half_width: int, periods: int, in_a_year: int, left_out: int
) -> Ints:
    """The seasonal group of every week before `week` (from 0), LEFT_OUT for those not used.

    Group 0 is the season of `week`: the weeks within `half_width` of it in each past year. The
    weeks between are shared among the other `periods` - 1 groups, the first ones longer where they
    do not divide evenly. With one period the weeks between are left out. The last `left_out` weeks
    are not used, so that an outbreak under way does not become its own baseline.
    Source: Noufaily et al. 2013, doi:10.1002/sim.5595, section 3.1.
    """
    group = np.full(week + 1, LEFT_OUT)
    for j in range(max(week - half_width, 0), week + 1):
        group[j] = 0
    between = in_a_year - 2 * half_width - 1
    for year in range(1, years + 1):
        middle = week - year * in_a_year
        for j in range(max(middle - half_width, 0), middle + half_width + 1):
            group[j] = 0
        if periods > 1:
            length, longer = between // (periods - 1), between % (periods - 1)
            j = middle + half_width + 1
            for period in range(1, periods):
                for _ in range(length + (1 if period <= longer else 0)):
                    if j >= 0:
                        group[j] = period
                    j += 1
    for j in range(max(week - left_out, 0), week + 1):
        group[j] = LEFT_OUT
    return group[:week]
