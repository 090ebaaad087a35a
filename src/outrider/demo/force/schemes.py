"""Responder schemes, the police-state table and the rule pack, each agreed by both sides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from outrider.coresponse.models import RulePack
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import parse_pack
from outrider.domain.people.police_state import DEFAULT_TABLE
from outrider.people.models import PoliceStateRule, ResponderScheme

if TYPE_CHECKING:
    from outrider.demo.force.create import Recipe

AGREED_BEFORE = timedelta(days=120)


def create(recipe: Recipe) -> None:
    agreed = recipe.anchor - AGREED_BEFORE
    ResponderScheme.objects.bulk_create(
        ResponderScheme(
            code=plan.code,
            name=plan.name,
            owner=plan.owner,
            uses_police_state=plan.uses_police_state,
            needs_release=plan.needs_release,
            needs_pair=plan.needs_pair,
            turnout_seconds=plan.turnout_seconds,
            medical_minutes_cap=plan.medical_minutes_cap,
            agreed_by_owner_at=agreed if plan.agreed else None,
            agreed_by_ambulance_at=agreed if plan.agreed else None,
        )
        for plan in recipe.plan.schemes
    )
    PoliceStateRule.objects.bulk_create(
        PoliceStateRule(code=rule.code, word=rule.word, offer=rule.offer.value, source=rule.source)
        for rule in DEFAULT_TABLE
    )
    pack: dict[str, Any] = DEFAULT_PACK
    parse_pack(pack)
    RulePack.objects.create(
        version=pack["version"],
        data=pack,
        valid_from=agreed,
        approved_by_police="Ch Insp Vale",
        approved_by_police_at=agreed,
        approved_by_ambulance="H. Lindqvist",
        approved_by_ambulance_at=agreed,
    )
