"""Known answers of the planner: sample sizes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from outrider.signals.checking import Check, columns
from outrider.signals.effect.plan import paired_mean, two_shares


def checks(reference: Path) -> Iterable[Check]:
    """`reference` is the folder that holds `reference/` and `data/`."""
    table = columns(reference, "power_checks.csv")
    for design, one, two, known, whole in zip(
        *(table[k] for k in ("design", "p1_or_gain", "p2_or_sd", "n_exact", "n_rounded_up")),
        strict=True,
    ):
        size = two_shares if design == "two proportions" else paired_mean
        got = size(float(one), float(two))
        yield Check("wedge-plan", f"{design} {one}, {two}", float(known), got, 5.001e-5)
        yield Check(
            "wedge-plan", f"{design} {one}, {two}: rounded up", float(whole), -(-got // 1), 0
        )
