"""Did it help? Before and after, event study, stepped wedge; and time to the next assault."""

from typing import Final

from outrider.signals.effect.before_after import BeforeAfter, before_after
from outrider.signals.effect.event_study import NEVER, EventStudy, event_study
from outrider.signals.effect.next_event import Survival, by_frailty, kaplan_meier
from outrider.signals.effect.plan import (
    paired_mean,
    simulated_power,
    two_shares,
    wedge_power,
    wedge_variance,
)
from outrider.signals.effect.results import (
    BEFORE_AFTER,
    EVENT_STUDY,
    NEXT,
    WEDGE,
    WEDGE_PLAN,
    before_after_result,
    event_study_result,
    next_assault_result,
    wedge_plan_result,
    wedge_result,
)
from outrider.signals.effect.wedge import Wedge, started, wedge
from outrider.signals.result import Method

METHODS: Final[tuple[Method, ...]] = (BEFORE_AFTER, EVENT_STUDY, WEDGE, WEDGE_PLAN, NEXT)

__all__ = [
    "METHODS",
    "NEVER",
    "BeforeAfter",
    "EventStudy",
    "Survival",
    "Wedge",
    "before_after",
    "before_after_result",
    "by_frailty",
    "event_study",
    "event_study_result",
    "kaplan_meier",
    "next_assault_result",
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
