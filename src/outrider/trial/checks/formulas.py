"""Survival models and sample sizes at tabulated points."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Final

from outrider.trial.checks.values import Check, rows
from outrider.trial.judging import power
from outrider.trial.judging.survival import MODELS, Arrest

_MODELS: Final = {
    "larsen_1993": "larsen", "de_maio_2003": "de-maio",
    "waalewijn_2001_I": "waalewijn", "valenzuela_1997_unverified": "valenzuela",
}  # fmt: skip
_AFTER: Final = 4.0  # minutes from the ambulance to advanced care, in the table


def checks(reference: Path) -> Iterator[Check]:
    """`survival_checks.csv` and `power_checks.csv`."""
    yield from _survival(reference)
    yield from _power(reference)


def _survival(reference: Path) -> Iterator[Check]:
    models = {model.key: model for model in MODELS}
    for row in rows(reference, "survival_checks.csv"):
        cpr, shock, response, advanced = (
            float(row[name] or "nan")
            for name in ("t_cpr", "t_shock", "t_ems_or_response", "t_acls")
        )
        ambulance = advanced - _AFTER if row["t_acls"] else response
        model = models[_MODELS[row["model"]]]
        found = float(model.of(Arrest(cpr, shock, ambulance, response)))
        yield Check("Survival", row["case"], float(row["survival"]), found, 6e-7, model.name)


def _power(reference: Path) -> Iterator[Check]:
    for row in rows(reference, "power_checks.csv"):
        first, second = float(row["p1_or_gain"]), float(row["p2_or_sd"])
        if row["design"] == "two proportions":
            found = power.per_arm(first, second)
            target = f"{row['unit']}, {first:.1%} against {second:.1%}"
        else:
            found = power.pairs(first, second)
            target = f"{row['unit']}, gain {first:g} min, spread {second:g} min"
        source = "Fleiss 2003" if row["design"] == "two proportions" else "Machin 2009"
        yield Check("Power", target, float(row["n_exact"]), found, 6e-5, source)
        known = float(row["n_rounded_up"])
        yield Check("Power", f"{target}, rounded up", known, ceil(found), 0, source)
