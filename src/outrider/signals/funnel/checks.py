"""Known answers of funnels and of the mix of injuries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from outrider.signals.checking import Check, columns, known_answers, same
from outrider.signals.funnel.dispersion import between_units, dispersion
from outrider.signals.funnel.limits import (
    Kind,
    centre,
    exact_limits,
    exact_p,
    standard_error,
    z_scores,
)
from outrider.signals.funnel.mix import share_not_intentional


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    yield from _bristol(reference)
    yield from _mix(reference)


def _bristol(reference: Path) -> Iterator[Check]:
    known = known_answers(reference)["funnel"]
    read = columns(reference, known["data"])
    size = np.array([float(value) for value in read["n"]])
    deaths = np.array([int(value) for value in read["deaths"]])
    theta = centre(deaths, size)
    z, error = z_scores(deaths, size, theta, Kind.SHARE), standard_error(size, theta, Kind.SHARE)
    found = dispersion(z, error)
    plain = between_units(found.phi, error)
    limits = exact_limits(np.array([143.0]), theta, Kind.SHARE, 0.001)
    p = exact_p(deaths, size, theta, Kind.SHARE)
    yield Check("funnel", "common share", known["theta0"], theta, 1e-8)
    yield from same("funnel", "z of centre", [float(v) for v in read["z"]], z.tolist(), 1e-7)
    known_p = [float(value) for value in read["exact_binomial_p"]]
    yield from same("funnel", "exact p of centre", known_p, p.tolist(), 1e-8)
    yield Check("funnel", "p of Bristol, relative", 1, float(p[0]) / known_p[0], 1e-6)
    yield Check("funnel", "φ", known["phi_mean_z2"], found.phi, 1e-6)
    yield Check("funnel", "φ winsorised", known["phi_winsorised_10pct"], found.phi_winsorised, 1e-6)
    yield Check("funnel", "τ²", known["tau2_additive"], found.tau_squared, 1e-11)
    yield Check("funnel", "τ² of plain φ", known["tau2_if_unwinsorised_phi_is_used"], plain, 1e-11)
    ends = [float(end[0]) for end in limits]
    yield from same("funnel", "limit at 143", known["exact_limits_n143_p001_p999"], ends, 1e-8)


def _mix(reference: Path) -> Iterator[Check]:
    known = known_answers(reference)["home_office_table10"]
    read = columns(reference, known["file"])
    for row, year in enumerate(read["year"]):
        three = [int(read[key][row]) for key in ("intentional", "not_intentional", "not_reported")]
        got = share_not_intentional(three[0], three[1], three[2]).share
        yield Check("mix", f"{year}: share", known["share_not_intentional"][row], got, 1e-7)
