"""How far coders of the same lessons agree, before anybody counts the codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.special import ndtri
from statsmodels.stats.inter_rater import cohens_kappa

from outrider.signals import say
from outrider.signals.agreement.alpha import (
    Scale,
    code_counts,
    distances,
    krippendorff,
    resampled,
)
from outrider.signals.inputs import Floats, Ints, in_order, labels, members, same_length
from outrider.signals.intervals import Interval
from outrider.signals.result import Cell, Column, Method, Result, Table

AGREEMENT: Final = Method(
    "agreement",
    "Agreement of coders (Krippendorff's α, Cohen's κ)",
    "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; "
    "Cohen 1960, doi:10.1177/001316446002000104",
)

FEWEST: Final = 5
"""Below this many units coded twice no interval is given."""
DRAWS: Final = 1_000

_RELIABLE: Final = 0.8
_TENTATIVE: Final = 0.667  # both Krippendorff's own customary marks


def kappa(
    first: Sequence[str], second: Sequence[str], level: float = 0.95
) -> tuple[float, Interval]:
    """Cohen's κ of two coders over the units that both coded, with statsmodels' standard error.

    Raises:
        ValueError: no unit was coded by both, or both used one code only.
    """
    both = [(a, b) for a, b in zip(first, second, strict=True) if a and b]
    codes = in_order([code for pair in both for code in pair])
    if len(codes) < 2:
        raise ValueError("Two coders with two codes at least are needed.")
    at = {code: number for number, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)))
    for a, b in both:
        table[at[a], at[b]] += 1
    found = cohens_kappa(table)
    middle, half = float(found.kappa), float(ndtri((1 + level) / 2) * found.std_kappa)
    return middle, Interval(middle - half, middle + half)


def agreement_result(
    *,
    unit: Sequence[str],
    coder: Sequence[str],
    code: Sequence[str],
    vintage: str,
    scale: Scale = Scale.NOMINAL,
    level: float = 0.95,
    seed: int = 1,
    draws: int = DRAWS,
    title: str = "Agreement of coders",
) -> Result:
    """Columns: `unit` (what was coded), `coder`, `code`. A row is one code by one coder."""
    units, coders = labels(unit, "unit"), labels(coder, "coder")
    codes = tuple(str(value).strip() for value in code)
    same_length(unit=units, coder=coders, code=codes)
    grid = _grid(units, coders, codes)
    used, counts = code_counts(grid)
    distance = distances(used, scale)
    alpha = krippendorff(counts, distance)
    if np.isnan(alpha):
        raise ValueError("Only one code was ever used: nothing could have differed.")
    paired = int((counts.sum(axis=1) >= 2).sum())
    return Result(
        method=AGREEMENT,
        title=title,
        estimate=alpha,
        unit=f"α ({scale.value}); 1 is full agreement, 0 is chance",
        interval=_interval(counts, distance, paired, level, seed, draws),
        level=level,
        exposure=float(len(grid)),
        exposure_unit="units",
        n=int(counts.sum()),
        n_unit="codes given",
        vintage=vintage,
        says=f"Agreement α is {alpha:.2f}: {_reading(alpha)}.",
        does_not_say=(
            "It does not say that the codes are right: coders can agree on the wrong one. It says "
            "nothing about who codes well."
        ),
        table=_table(grid, in_order(units), in_order(coders), used, counts),
        notes=_notes(grid, in_order(coders), level, paired),
    )


def _grid(
    units: tuple[str, ...], coders: tuple[str, ...], codes: tuple[str, ...]
) -> list[list[str]]:
    """Units × coders, "" where somebody did not code."""
    column = {name: number for number, name in enumerate(in_order(coders))}
    grid = []
    for name, rows in members(units).items():
        line = [""] * len(column)
        for row in rows:
            at = column[coders[row]]
            if line[at]:
                raise ValueError(f"{coders[row]} coded {name} twice: keep one of the rows.")
            line[at] = codes[row]
        grid.append(line)
    return grid


def _interval(
    counts: Ints, distance: Floats, paired: int, level: float,
    seed: int, draws: int,
) -> Interval | None:  # fmt: skip
    if paired < FEWEST:
        return None
    found = resampled(counts, distance, seed=seed, draws=draws)
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def _reading(alpha: float) -> str:
    if alpha >= _RELIABLE:
        return "enough to count the codes"
    if alpha >= _TENTATIVE:
        return "enough for tentative conclusions only"
    return "too little to count the codes; sharpen the codebook first"


def _notes(
    grid: list[list[str]], coders: tuple[str, ...], level: float, paired: int
) -> tuple[str, ...]:
    notes = [f"{paired:,} of {len(grid):,} units were coded by two people or more."]
    if paired < FEWEST:
        notes.append(f"Fewer than {FEWEST} of them: no interval.")
    if len(coders) == 2:
        try:
            first, second = zip(*grid, strict=True)
            found, interval = kappa(first, second, level)
        except ValueError:
            return tuple(notes)
        notes.append(f"Cohen's κ {say.figure(found)} ({say.between(interval)}).")
    return tuple(notes)


def _table(
    grid: list[list[str]],
    units: tuple[str, ...],
    coders: tuple[str, ...],
    used: tuple[str, ...],
    counts: Ints,
) -> Table:
    columns = (
        Column("unit", "Unit"),
        *(Column(f"coder_{number}", name) for number, name in enumerate(coders, start=1)),
        Column("codes", "Different codes"),
    )
    different = (counts > 0).sum(axis=1).tolist()
    rows: list[tuple[Cell, ...]] = [
        (name, *(code or None for code in line), many)
        for name, line, many in zip(units, grid, different, strict=True)
    ]
    return Table(columns, tuple(rows))
