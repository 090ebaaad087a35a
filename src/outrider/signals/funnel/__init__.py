"""Funnels of stations and teams, and the mix of injuries and assaults."""

from typing import Final

from outrider.signals.funnel.by_unit import FUNNEL, funnel_result
from outrider.signals.funnel.dealt import Dealt, dealt
from outrider.signals.funnel.dealt_result import TEAMS, teams_result
from outrider.signals.funnel.dispersion import Dispersion, dispersion
from outrider.signals.funnel.limits import Kind, exact_limits, exact_p, z_scores
from outrider.signals.funnel.look import Looked, Spread, look
from outrider.signals.funnel.mix import MIX, mix_result, share_not_intentional
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (FUNNEL, TEAMS, MIX)

__all__ = [
    "METHODS",
    "Dealt",
    "Dispersion",
    "Kind",
    "Looked",
    "Spread",
    "dealt",
    "dispersion",
    "exact_limits",
    "exact_p",
    "funnel_result",
    "look",
    "mix_result",
    "share_not_intentional",
    "teams_result",
    "z_scores",
]
