"""The prior of two components: its posterior by integration, its fit, its false alarms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from outrider.signals import family
from outrider.signals.rates import Mixture, ebgm, ebgm_result, fit_mixture
from outrider.signals.rates.mixture import alarm_counts, log_likelihood, posterior_shares
from outrider.signals.rates.shrink_two import sure_enough

PUBLISHED = Mixture(3.25596685, 0.39998994, 2.02376139, 1.90614108, 0.06530755)

pytestmark = pytest.mark.feature("F41")


def density(theta: float, n: int, e: float) -> float:
    prior = PUBLISHED.share * stats.gamma.pdf(theta, PUBLISHED.shape_1, scale=1 / PUBLISHED.rate_1)
    prior += (1 - PUBLISHED.share) * stats.gamma.pdf(
        theta, PUBLISHED.shape_2, scale=1 / PUBLISHED.rate_2
    )
    return float(prior * stats.poisson.pmf(n, theta * e))


def test_the_published_example_is_what_integration_gives() -> None:
    n, e = 16, 0.40643623
    found = ebgm(np.array([n]), np.array([e]), PUBLISHED)
    whole = quad(density, 0, 200, args=(n, e), limit=400)[0]
    for tail, end in ((0.05, found.low[0]), (0.95, found.high[0])):
        assert quad(density, 0, end, args=(n, e), limit=400)[0] / whole == pytest.approx(
            tail, abs=1e-6
        )
    mean_log = quad(lambda t: np.log(t) * density(t, n, e), 1e-9, 200, limit=400)[0] / whole
    assert found.ebgm[0] == pytest.approx(np.exp(mean_log), rel=1e-6)


def planted(seed: int, people: int = 1_500) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    expected = random.gamma(4, 0.4, people)
    few = random.uniform(size=people) < 0.06
    true = np.where(few, random.gamma(8, 1 / 1.6, people), random.gamma(6, 1 / 7, people))
    return random.poisson(true * expected), expected


def test_a_planted_mixture_is_found_again() -> None:
    observed, expected = planted(1)
    found = fit_mixture(observed, expected)
    truth = Mixture(8, 1.6, 6, 7, 0.06)
    assert log_likelihood(observed, expected, found) >= log_likelihood(observed, expected, truth)
    assert found.share == pytest.approx(0.06, abs=0.03)
    assert found.shape_1 / found.rate_1 == pytest.approx(5, rel=0.25)


def test_the_interval_holds_the_true_rate_as_often_as_it_says() -> None:
    """95% of what is known lies above its lower end, and 95% below its upper end."""
    above, below, n = 0, 0, 0
    for seed in range(2):
        random = np.random.default_rng(seed)
        expected = random.gamma(4, 0.4, 2_000)
        few = random.uniform(size=2_000) < 0.06
        true = np.where(few, random.gamma(8, 1 / 1.6, 2_000), random.gamma(6, 1 / 7, 2_000))
        observed = random.poisson(true * expected)
        found = ebgm(observed, expected, fit_mixture(observed, expected))
        above += int((true >= found.low).sum())
        below += int((true <= found.high).sum())
        n += len(true)
    assert above / n == pytest.approx(0.95, abs=0.012)
    assert below / n == pytest.approx(0.95, abs=0.012)


def test_the_unit_of_the_expectation_changes_nothing_but_the_rates() -> None:
    observed, expected = planted(3, people=200)
    one, two = fit_mixture(observed, expected), fit_mixture(observed, expected * 1e4)
    first, second = ebgm(observed, expected, one), ebgm(observed, expected * 1e4, two)
    assert second.ebgm * 1e4 == pytest.approx(first.ebgm, rel=1e-3)


def test_shares_are_chances_and_rise_with_the_count() -> None:
    counts = np.arange(30)
    shares = posterior_shares(counts, np.full(30, 1.0), PUBLISHED)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (np.diff(shares[3:]) >= -1e-12).all()


def test_the_count_that_alarms_is_the_smallest_that_does() -> None:
    expected = np.array([0.05, 0.4, 1.0, 6.0])
    least = alarm_counts(expected, PUBLISHED, 2.0)
    assert (ebgm(least, expected, PUBLISHED).low >= 2 - 1e-9).all()
    fewer = np.maximum(least - 1, 0)
    assert (ebgm(fewer, expected, PUBLISHED).low < 2)[least > 0].all()


def test_rows_stay_in_their_order_and_a_planted_one_is_noted() -> None:
    observed, expected = planted(2, people=300)
    observed[7], expected[7] = 14, 1.0
    found = ebgm_result(
        name=[f"P{n}" for n in range(300)], observed=observed, expected=expected, vintage="v"
    )
    assert [row[0] for row in found.table.rows] == [f"P{n}" for n in range(300)]
    assert found.table.rows[7][-1] is True
    assert found.false_alarms is not None
    assert found.false_alarms.rate <= 0.05


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="30 are needed"):
        ebgm_result(name=["a"], observed=[1], expected=[1.0], vintage="v")


def null_alarms(seeds: range) -> tuple[int, float]:
    alarms, stated = 0, []
    for seed in seeds:
        random = np.random.default_rng(seed)
        expected = random.gamma(4, 0.3, 120)
        observed = random.poisson(expected)
        prior = fit_mixture(observed, expected)
        mark, rate = sure_enough(observed, expected, prior, 2.0, 0.05)
        alarms += bool((observed >= alarm_counts(expected, prior, mark)).any())
        stated.append(rate)
    return alarms, float(np.mean(stated))


def test_rows_that_all_have_one_rate_raise_no_more_alarms_than_stated() -> None:
    alarms, stated = null_alarms(range(4))
    assert stated <= 0.05
    assert family.not_exceeded(0.05, alarms, 4)


@pytest.mark.slow
def test_over_500_null_forces_alarms_are_no_more_than_stated() -> None:
    alarms, _ = null_alarms(range(500))
    assert family.not_exceeded(0.05, alarms, 500)
