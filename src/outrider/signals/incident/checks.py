"""Known answers of the comparison within incidents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from outrider.signals.checking import Check, columns, known_answers
from outrider.signals.incident.conditional import conditional_logit


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    known = known_answers(reference)["conditional_logit"]
    read = columns(reference, known["data"])
    names = tuple(known["coef"])
    covariates = np.array([[float(value) for value in read[name]] for name in names]).T
    fit = conditional_logit(read["stratum"], np.array(read["case"]) == "1", covariates)
    for name, beta, error in zip(names, fit.coefficient, fit.error, strict=True):
        yield Check("same-incident", f"{name}", known["coef"][name], float(beta), 1e-6)
        yield Check("same-incident", f"{name}: error", known["se"][name], float(error), 1e-7)
    for key, got in (
        ("loglik_null", fit.log_likelihood_null),
        ("loglik", fit.log_likelihood),
        ("LR", fit.likelihood_ratio),
    ):
        yield Check("same-incident", key, known[key], got, 1e-5)
