"""The officer's own steps: confirming, their view, wishes and words, taking it all back."""

from __future__ import annotations

from typing import Final

from outrider.domain.safety import codes
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.decider import Classification
from outrider.safety.models import Classified
from outrider.safety.services.steps.pressed import Pressed, Steps

CONTACT: Final = 120
MAY_KNOW: Final = {
    "": "Not said",
    "team": "My team only",
    "station": "My station",
    "nobody": "Nobody who need not",
}
STATEMENT: Final = {"": "Not yet", "yes": "I want to make one", "no": "I don't want to"}


def _confirm(p: Pressed) -> None:
    p.decide(c.Confirm())


def _withdraw(p: Pressed) -> None:
    p.decide(c.Withdraw())


def _see_differently(p: Pressed) -> None:
    wanted = p.parts.word("classification", codes.CLASSIFICATIONS, "Say what you think it is.")
    reason = p.parts.text("reason", "", needed=False, longest=500)
    p.decide(c.SeeDifferently(Classification(wanted)), reason or None)
    Classified.objects.create(case=p.case, at=p.now, by="victim", code=wanted, reason=reason)


def _give_view(p: Pressed) -> None:
    view = p.parts.text("view", "Write what you would want to happen, or that you have no view.")
    p.keep("view", view)
    p.decide(c.GiveView(), view)


def _wishes(p: Pressed) -> None:
    case = p.case
    case.contact = p.parts.text("contact", "", needed=False, longest=CONTACT)
    case.may_know = p.parts.word("may_know", MAY_KNOW, "Say who may know.")
    case.statement = p.parts.word("statement", STATEMENT, "Say whether you want to make one.")
    p.decide(c.SetWishes(p.parts.flag("federation")))


def _impact(p: Pressed) -> None:
    text = p.parts.text("text", "Write how it has affected you.", longest=10_000)
    p.keep("impact", text)
    p.opened.note("case.impact", p.actor, text=text)


STEPS: Final[Steps] = {
    "confirm": _confirm,
    "not-me": _withdraw,
    "see-differently": _see_differently,
    "give-view": _give_view,
    "wishes": _wishes,
    "impact": _impact,
    "withdraw": _withdraw,
}
