"""Somebody is away: all that they have waiting, in every plan that the viewer looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Q

from outrider.domain.access import Permission, Viewer
from outrider.domain.errors import Forbidden, NotFound, Refused, Replayed
from outrider.safety.inputs import CasePressIn
from outrider.safety.queries.plans import others_cases
from outrider.safety.services.guards import need
from outrider.safety.services.parts import Parts
from outrider.safety.services.pressing import press_case

NOTHING: Final = "plan.nothing-to-hand-over"


@dataclass(frozen=True, slots=True)
class HandedOver:
    giver: str
    taker: str
    cases: tuple[str, ...]  # numbers
    refused: tuple[tuple[str, Refused], ...]  # number, and the rule that said no


def hand_over_all(
    *, giver: str, taker: str, press_id: UUID, by: Viewer, now: datetime
) -> HandedOver:
    """One transaction a case: what a rule refuses in one case does not stop the others.

    Raises:
        Forbidden: the role hands nothing over. Invalid: one of the two is not known.
    """
    need(by, Permission.MANAGE_PLAN)
    parts = Parts({"from": giver, "to": taker})
    from_ = parts.officer("from", "Say who is away, by their number.")
    to = parts.officer("to", "Say who takes it, by their number.")
    has = Q(tasks__owner=from_, tasks__state="not-started") | Q(oic=from_) | Q(supervisor=from_)
    rows = others_cases(by).filter(has).values_list("pk", "number").order_by("number").distinct()
    done: list[str] = []
    refused: list[tuple[str, Refused]] = []
    for case_id, number in list(rows):
        step = CasePressIn(
            uuid5(press_id, str(case_id)), "hand-over", {"from": from_.number, "to": to.number}
        )
        try:
            press_case(case_id=case_id, message=step, by=by, now=now)
            done.append(number)
        except Refused as refusal:
            if refusal.rule != NOTHING:
                refused.append((number, refusal))
        except (Forbidden, NotFound, Replayed):
            continue  # it changed while we looked: it is on the list again
    return HandedOver(from_.spoken_name, to.spoken_name, tuple(done), tuple(refused))
