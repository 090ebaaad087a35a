"""Rates, steadied rates and repeat victims: who is assaulted more than the work explains."""

from typing import Final

from outrider.signals.rates.by_group import RATES, rates_result
from outrider.signals.rates.exact import Ratio, exact_rates, rate_ratio
from outrider.signals.rates.gamma import Gamma, maximum_likelihood, moments
from outrider.signals.rates.mixture import Mixture, ebgm, fit_mixture
from outrider.signals.rates.posterior import Steadied, chance_above, steadied
from outrider.signals.rates.repeats import expected_people, repeats, shape_that_gives
from outrider.signals.rates.repeats_result import REPEATS, repeats_result
from outrider.signals.rates.shrink import SHRINKAGE, shrinkage_result
from outrider.signals.rates.shrink_two import EBGM, ebgm_result
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (RATES, SHRINKAGE, EBGM, REPEATS)

__all__ = [
    "METHODS",
    "Gamma",
    "Mixture",
    "Ratio",
    "Steadied",
    "chance_above",
    "ebgm",
    "ebgm_result",
    "exact_rates",
    "expected_people",
    "fit_mixture",
    "maximum_likelihood",
    "moments",
    "rate_ratio",
    "rates_result",
    "repeats",
    "repeats_result",
    "shape_that_gives",
    "shrinkage_result",
    "steadied",
]
