"""A form that was sent: take the step, or say what is in the way and keep every word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from outrider.domain.access import Viewer
from outrider.domain.errors import Forbidden, Invalid, Refused, Replayed, invalid
from outrider.safety.inputs import CasePressIn, DetailsIn
from outrider.safety.models import Case
from outrider.safety.services.details import add_details
from outrider.safety.services.pressing import press_case
from outrider.web.cases.forms import PARTS, details_of, parts_of

FORM: Final = "form"
PRESS: Final = "press"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a step was not taken. `form` names the form on the page; `sent` is what it held."""

    form: str
    press: str
    title: str
    detail: str
    status: int
    rule: str = ""
    way_on: str = ""
    who_can_override: str = ""
    errors: tuple[tuple[str, str], ...] = ()
    sent: dict[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return bool(self.rule)

    def kept(self, form: str, name: str, otherwise: Any = "") -> Any:
        """What was typed into a field, so that nothing is lost."""
        return self.sent.get(name, otherwise) if form == self.form else otherwise

    def wrong(self, form: str, name: str) -> str:
        if form != self.form:
            return ""
        return next((told for field, told in self.errors if field == name), "")


@dataclass(frozen=True, slots=True)
class Taken:
    case: Case
    press: str


REFUSED: Final = {
    "plan.victim-not-oic": "Not saved: the victim can’t be in charge of this case",
    "plan.victim-not-statement-taker": "Not saved: the victim can’t take their own statement",
    "plan.victim-not-owner": "Not saved: the victim can’t look after their own plan",
    "plan.view-before-outcome": "Not saved: the officer’s view comes before an outcome",
}


def take(request: HttpRequest, case_id: UUID, by: Viewer) -> Taken | Trouble:
    """Take the step that the form names. `NotFound` when the viewer cannot see the case."""
    sent = request.POST
    press, form = sent.get(PRESS, ""), sent.get(FORM, "")
    try:
        return Taken(_took(press, sent, case_id, by), press)
    except (Refused, Invalid, Forbidden, Replayed) as failure:
        return trouble(failure, press, form, sent)


def _took(press: str, sent: QueryDict, case_id: UUID, by: Viewer) -> Case:
    now = timezone.now()
    if press == "details":
        message = DetailsIn(press_id_of(sent), details_of(sent))
        return add_details(case_id=case_id, message=message, by=by, now=now)
    if press not in PARTS:
        raise invalid(PRESS, "This page is out of date. Reload it and press again.")
    if press in ("withdraw", "not-me") and sent.get("understood") != "yes":
        raise invalid("understood", "Tick that you understand that this cannot be undone.")
    step = CasePressIn(press_id_of(sent), press, parts_of(press, sent))
    return press_case(case_id=case_id, message=step, by=by, now=now)


def press_id_of(sent: QueryDict) -> UUID:
    try:
        return UUID(sent.get("press_id", ""))
    except ValueError:
        return uuid4()


def trouble(failure: Exception, press: str, form: str, sent: QueryDict) -> Trouble:
    held = {name: sent.getlist(name) for name in sent}
    kept = {name: values if len(values) > 1 else values[0] for name, values in held.items()}
    match failure:
        case Refused():
            title = REFUSED.get(failure.rule, "Not saved: a rule of the plan says no")
            return Trouble(
                form,
                press,
                title,
                failure.why,
                409,
                failure.rule,
                failure.way_on,
                failure.who_can_override,
                sent=kept,
            )
        case Invalid():
            errors = tuple((error.field, error.message) for error in failure.errors)
            title = "Not saved yet: there’s a problem"
            return Trouble(form, press, title, "", 422, errors=errors, sent=kept)
        case Forbidden():
            title = "Not saved: this is not yours to do"
            return Trouble(form, press, title, f"{failure.why} {failure.who_can}", 403, sent=kept)
        case _:
            return Trouble(
                form,
                press,
                "Saved before, with other words",
                "This form was sent once already and it counted. What you typed now was not "
                "added. Look at the page, then send what is still missing.",
                409,
                sent=kept,
            )
