"""Exponentially weighted moving averages: recent looks count most, old ones fade."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from outrider.signals.change.scores import Transform, scores
from outrider.signals.charts import Bools
from outrider.signals.inputs import Floats, Ints


class Ewma(NamedTuple):
    """The average of scores, its limit, and where it is above; a series a row where several are."""

    path: Floats
    limit: Floats
    alarm: Bools


def ewma(
    observed: Ints,
    expected: Floats,
    *,
    weight: float = 0.2,
    width: float = 2.7,
    transform: Transform = "standard",
) -> Ewma:
    """z(t) = weight × score(t) + (1 - weight) z(t-1), alarm above width × its standard deviation.

    The limit widens over the first looks, as the variance of z does.
    Source: Roberts 1959, doi:10.1080/00401706.1959.10489860; for counts Borror, Champ, Rigdon 1998,
    doi:10.1080/00224065.1998.11979871.
    """
    values = scores(observed, expected, transform)
    path = np.zeros_like(values)
    level = np.zeros(values.shape[:-1])
    for t in range(values.shape[-1]):
        level = weight * values[..., t] + (1 - weight) * level
        path[..., t] = level
    looks = np.arange(1, values.shape[-1] + 1)
    variance = weight / (2 - weight) * (1 - (1 - weight) ** (2 * looks))
    limit = width * np.sqrt(variance)
    return Ewma(path, limit, np.asarray(path > limit))
