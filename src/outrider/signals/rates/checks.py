"""Known answers of rates, shrinkage and repeat victims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from outrider.signals.checking import Check, columns, known_answers, same
from outrider.signals.inputs import Floats, Ints
from outrider.signals.intervals import poisson_exact
from outrider.signals.rates.exact import rate_ratio
from outrider.signals.rates.gamma import log_likelihood, maximum_likelihood, moments
from outrider.signals.rates.mixture import Mixture, ebgm
from outrider.signals.rates.posterior import chance_above, steadied
from outrider.signals.rates.repeats import expected_people, shape_that_gives


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    known = known_answers(reference)
    yield from _rates(known["rates"])
    yield from _shrinkage(reference, known["empirical_bayes_gamma_poisson"])
    yield from _ebgm(known["gps_ebgm"])
    yield from _repeats(reference)


def _rates(known: dict[str, Any]) -> Iterator[Check]:
    one, two = known["single"], known["two"]
    interval = poisson_exact(one["events"], one["time"])
    yield Check("rates", "rate", one["rate"], one["events"] / one["time"], 1e-6)
    yield from same("rates", "rate's interval", one["ci"], interval, 1e-6)
    events, time = two["events"], two["time"]
    ratio = rate_ratio(events[0], time[0], events[1], time[1])
    yield Check("disparity", "rate ratio", two["ratio"], ratio.ratio, 1e-6)
    yield from same("disparity", "rate ratio's interval", two["ci"], ratio.interval, 1e-6)
    yield Check("disparity", "rate ratio's p", two["p"], ratio.p, 1e-6)


def _shrinkage(reference: Path, known: dict[str, Any]) -> Iterator[Check]:
    names, observed, expected = _scotland(reference)
    likely = known["maximum_likelihood"]
    first = moments(observed, expected)
    method = known["clayton_kaldor_moments"]
    # published to five decimals; the file's further digits depend on where its iteration stopped
    yield Check("shrinkage", "moments: shape", method["nu"], first.shape, 1e-5)
    yield Check("shrinkage", "moments: rate", method["alpha"], first.rate, 1e-5)
    by_moments = steadied(observed, expected, first).estimate[:6].tolist()
    known_first = method["first6_EB_in_file_order"]
    yield from same("shrinkage", "moments: row", known_first, by_moments, 1e-5)
    fit = maximum_likelihood(observed, expected)
    height = log_likelihood(observed, expected, fit)
    yield Check("shrinkage", "likelihood: shape", likely["nu"], fit.shape, 1e-4)
    yield Check("shrinkage", "likelihood: rate", likely["alpha"], fit.rate, 1e-4)
    yield Check("shrinkage", "likelihood: log height", likely["loglik"], height, 1e-5)
    found = steadied(observed, expected, fit)
    above = chance_above(observed, expected, fit, 1.0)
    full = columns(reference, known["full_output"])
    at = {name: row for row, name in enumerate(names)}
    for row, name in enumerate(full["county"]):
        got = [float(column[at[name]]) for column in (*found, above)]
        wanted = [float(full[head][row]) for head in ("SMR", "EB", "lo", "hi", "P_gt_1")]
        yield from same("shrinkage", f"{name}: figure", wanted, got, 1e-5)


def _scotland(reference: Path) -> tuple[list[str], Ints, Floats]:
    read = columns(reference, "scotland_lip_cancer.csv")
    observed = np.array([int(value) for value in read["O"]])
    return read["county"], observed, np.array([float(value) for value in read["E"]])


def _ebgm(known: dict[str, Any]) -> Iterator[Check]:
    example = known["example"]
    found = ebgm(np.array([example["N"]]), np.array([example["E"]]), Mixture(*known["theta"]))
    figures = [float(column[0]) for column in found]
    wanted = [example[key] for key in ("EBGM", "q05", "q95")]
    # published to two decimals; its 5% quantile is 0.006 below the integral of the density (ours)
    yield from same("ebgm", f"{example['pair']}: figure", wanted, figures, 0.01)


def _repeats(reference: Path) -> Iterator[Check]:
    read = columns(reference, "repeat_assault_check.csv")
    for row, officers in enumerate(read["officers"]):
        people, events = int(officers), int(read["assaults"][row])
        luck = expected_people(people, events, 5)
        shape = shape_that_gives(people, events, 5, 20)
        ratio = 1 + events / people / shape
        for head, got in (
            ("poisson_expected_officers_5plus", luck),
            ("nb_shape_giving_20_officers_5plus", shape),
            ("count_variance_over_mean", ratio),
        ):
            yield Check(
                "repeats", f"{officers} officers: {head}", float(read[head][row]), got, 1e-5
            )
