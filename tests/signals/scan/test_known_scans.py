"""The scans give the known answers, to the digits given."""

import numpy as np
import pytest
import statsmodels.api as sm

from outrider.signals.scan import Windows, by_population, scan_expectation, zones
from outrider.signals.scan.checks import checks
from outrider.signals.scan.known import new_mexico


@pytest.mark.feature("F47")
def test_new_mexico_and_new_york_come_out_to_the_digits_given(reference_dir):
    rows = list(checks(reference_dir))
    assert len(rows) > 30
    assert [row for row in rows if not row.met] == []


def test_against_the_trend_before_1986_los_alamos_and_santa_fe_stand_out(reference_dir):
    """Published: duration 4 years, p .005 by 999 maps; 15 nearest counties, trend fitted to 1985."""
    known = new_mexico(reference_dir / "reference")
    years = np.array(known.times)
    past, now = years < 1986, (years >= 1986) & (years < 1990)
    before = by_the_trend(known, years, past)[:, now]
    scan = scan_expectation(
        known.cases[:, now], before, zones(known.distance, most_areas=15),
        windows=Windows(4, ending_now=True), seed=1, secondary=0,
    )  # fmt: skip
    strongest = scan.clusters[0]
    assert [known.areas[a] for a in strongest.areas] == ["LosAlamos", "SantaFe"]
    assert strongest.last - strongest.first + 1 == 4
    assert strongest.p < 0.02
    assert strongest.p_gumbel == pytest.approx(0.004, abs=0.006)


def by_the_trend(known, years, past):
    there = np.broadcast_to(years - 1985.0, known.cases.shape)
    design = np.column_stack([np.ones(there[:, past].size), there[:, past].ravel()])
    fit = sm.GLM(
        known.cases[:, past].ravel(), design,
        family=sm.families.Poisson(), offset=np.log(known.population[:, past].ravel()),
    ).fit()  # fmt: skip
    return np.exp(fit.params[0] + fit.params[1] * there) * known.population


def test_expected_by_population_adds_up_to_the_cases(reference_dir):
    known = new_mexico(reference_dir / "reference")
    expected = by_population(known.cases, known.population)
    assert expected.sum() == pytest.approx(1175)
    assert known.expected.sum() == pytest.approx(1175)
