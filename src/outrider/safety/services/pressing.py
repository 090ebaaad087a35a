"""Every step of a case that a person takes: may they, is it new, decide, write, once."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from outrider.domain.access import Viewer
from outrider.domain.errors import Forbidden, Refused, invalid
from outrider.safety.inputs import CasePressIn
from outrider.safety.models import Case
from outrider.safety.services.guards import actor_on, visible_case
from outrider.safety.services.once import taken_before
from outrider.safety.services.parts import Parts
from outrider.safety.services.record import OpenCase, lock_case
from outrider.safety.services.refusals import note_refusal
from outrider.safety.services.steps import own, plan, talk, training
from outrider.safety.services.steps.pressed import Pressed, Steps
from outrider.safety.services.who import ASK, WHO, may_press
from outrider.safety.services.withdrawing import forget

TRACELESS: Final = frozenset({"not-now", "pass-on"})
"""No row says who pressed them: an officer may say no without anybody reading it anywhere."""
_STEPS: Final[Steps] = {**own.STEPS, **plan.STEPS, **talk.STEPS, **training.STEPS}
PRESSES: Final = tuple(_STEPS)


def press_case(*, case_id: UUID, message: CasePressIn, by: Viewer, now: datetime) -> Case:
    """Take one step; the same press again changes nothing.

    What the hard rule refuses is undone, and then noted in the journal.

    Raises:
        NotFound, Forbidden, Invalid: nothing was changed. Refused: a rule says no.
        Replayed: the press's id was used for another step.
    """
    try:
        return _take(case_id=case_id, message=message, by=by, now=now)
    except Refused as refusal:
        note_refusal(visible_case(case_id, by), message, refusal, by, now)
        raise


@transaction.atomic
def _take(*, case_id: UUID, message: CasePressIn, by: Viewer, now: datetime) -> Case:
    step = _STEPS.get(message.press)
    if step is None:
        raise invalid("press", f"There is no such step. Use one of: {', '.join(_STEPS)}.")
    visible_case(case_id, by)
    case = lock_case(case_id)
    if not may_press(case, message.press, by):
        raise Forbidden(f"{by.role.label} cannot do this here.", ASK[WHO[message.press]])
    if message.press not in TRACELESS and taken_before(
        case, message.press_id, message.press, message.parts, now
    ):
        return case
    opened = OpenCase(case, now)
    actor = actor_on(case, by, message.press_id)
    step(Pressed(opened, Parts(message.parts), actor, by, message.press_id))
    opened.finish()
    if opened.withdrawn:
        forget(case)
    return case
