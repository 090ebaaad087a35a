"""Did it help? Before and after, event study, stepped wedge; and time to the next assault."""

from typing import Final

from outrider.signals.effect.before_after import BeforeAfter, before_after
from outrider.signals.effect.before_after_result import BEFORE_AFTER, before_after_result
from outrider.signals.effect.event_study import NEVER, EventStudy, event_study
from outrider.signals.effect.next_event import Survival, by_frailty, kaplan_meier
from outrider.signals.effect.next_result import NEXT, next_assault_result
from outrider.signals.effect.own_rate import OwnRate, own_rate
from outrider.signals.effect.own_rate_result import OWN_RATE, own_rate_result
from outrider.signals.effect.panel_results import (
    EVENT_STUDY,
    WEDGE,
    event_study_result,
    wedge_result,
)
from outrider.signals.effect.plan import (
    paired_mean,
    simulated_power,
    two_shares,
    wedge_power,
    wedge_variance,
)
from outrider.signals.effect.plan_result import WEDGE_PLAN, wedge_plan_result
from outrider.signals.effect.wedge import Wedge, started, wedge
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (
    OWN_RATE,
    BEFORE_AFTER,
    EVENT_STUDY,
    WEDGE,
    WEDGE_PLAN,
    NEXT,
)

__all__ = [
    "METHODS",
    "NEVER",
    "BeforeAfter",
    "EventStudy",
    "OwnRate",
    "Survival",
    "Wedge",
    "before_after",
    "before_after_result",
    "by_frailty",
    "event_study",
    "event_study_result",
    "kaplan_meier",
    "next_assault_result",
    "own_rate",
    "own_rate_result",
    "paired_mean",
    "simulated_power",
    "started",
    "two_shares",
    "wedge",
    "wedge_plan_result",
    "wedge_power",
    "wedge_result",
    "wedge_variance",
]
