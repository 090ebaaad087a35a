"""Known answers of disparity: within strata, by rates and by odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from outrider.signals.checking import Check, columns, known_answers, same
from outrider.signals.disparity.compare import by_stratum, compare
from outrider.signals.disparity.strata import odds_ratio_within
from outrider.signals.inputs import Ints


def checks(reference: Path) -> Iterable[Check]:
    """All of them; `reference` is the folder that holds `reference/` and `data/`."""
    yield from _doctors(reference)
    yield from _admissions(reference)


def _doctors(reference: Path) -> Iterator[Check]:
    known = known_answers(reference)["mantel_haenszel_rate_ratio"]
    read = columns(reference, known["data"])
    smoker = np.array([value == "1" for value in read["smoker"]])
    deaths = np.array([int(value) for value in read["deaths"]])
    years = np.array([float(value) for value in read["person_years"]])
    found = compare("person-years", by_stratum(smoker, deaths, years, read["age_mid"]))
    logs, counts = found.homogeneity
    other = known["other_homogeneity_rule_Pearson_given_stratum_totals"]
    crude = known["crude_exact_ci"]
    within = found.within
    if within is None:
        raise ValueError("british_doctors.csv has one stratum only.")
    yield Check("disparity", "doctors: all together", known["crude"], found.crude.ratio, 1e-6)
    yield from same("disparity", "doctors: its interval", crude, found.crude.interval, 1e-6)
    yield Check("disparity", "doctors: within strata", known["mh"], within.ratio, 1e-6)
    yield from same("disparity", "doctors: its interval", known["ci"], within.interval, 1e-6)
    yield Check("disparity", f"doctors: {logs.form}", known["homogeneity_chi2"], logs.chi2, 1e-6)
    yield Check("disparity", "doctors: df", known["df"], logs.df, 0)
    yield Check("disparity", "doctors: p of homogeneity", known["p"], logs.p, 1e-7)
    yield Check("disparity", f"doctors: {counts.form}", other, counts.chi2, 1e-6)


def _admissions(reference: Path) -> Iterator[Check]:
    known = known_answers(reference)["mantel_haenszel_odds_ratio"]
    read = columns(reference, known["data"])
    found = odds_ratio_within(
        _cells(read, "Male", "Admitted"),
        _cells(read, "Male", "Rejected"),
        _cells(read, "Female", "Admitted"),
        _cells(read, "Female", "Rejected"),
    )
    wanted = known["chi2_continuity_corrected"]
    yield Check("disparity-odds", "admissions: within departments", known["or"], found.ratio, 1e-7)
    yield from same("disparity-odds", "admissions: interval", known["ci"], found.interval, 1e-7)
    yield Check("disparity-odds", "admissions: χ²", wanted, found.chi2, 1e-5)
    yield Check("disparity-odds", "admissions: p", known["p"], found.p, 1e-7)


def _cells(read: dict[str, list[str]], sex: str, answer: str) -> Ints:
    rows = zip(read["Gender"], read["Admit"], read["Freq"], strict=True)
    return np.array([int(many) for gender, admit, many in rows if (gender, admit) == (sex, answer)])
