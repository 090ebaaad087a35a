"""Disclosure control: the only way out for a table (F45)."""

from outrider.signals.disclosure.audit import Audit
from outrider.signals.disclosure.past import Past
from outrider.signals.disclosure.release import HIDDEN, NotSafe, Release, protect
from outrider.signals.disclosure.result import DISCLOSURE, disclosure_result
from outrider.signals.disclosure.rules import ACRO, ONS_10_5, Rule
from outrider.signals.disclosure.universe import TOTAL, Contributors, Tabulation, Universe

METHODS = (DISCLOSURE,)

__all__ = [
    "ACRO",
    "DISCLOSURE",
    "HIDDEN",
    "METHODS",
    "ONS_10_5",
    "TOTAL",
    "Audit",
    "Contributors",
    "NotSafe",
    "Past",
    "Release",
    "Rule",
    "Tabulation",
    "Universe",
    "disclosure_result",
    "protect",
]
