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
STARTS_AFTER = timedelta(days=14)
_DRAFT: dict[str, dict[str, Any]] = {
    "CR-23": {
        "age_below": 16,
        "text": "Under 16: outside the age range that the scheme agreed.",
    }
}
_OWNERS = {"police": "Ch Insp Reyes", "ambulance": "Dr Amin", "fire": "Gp Mgr Harding"}


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
            agreed_by_owner=_OWNERS[plan.owner] if plan.agreed else "",
            agreed_by_ambulance=_OWNERS["ambulance"] if plan.agreed else "",
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
        approved_by_police=_OWNERS["police"],
        approved_by_police_at=agreed,
        approved_by_ambulance=_OWNERS["ambulance"],
        approved_by_ambulance_at=agreed,
    )
    _put_forward(recipe, pack)


def _put_forward(recipe: Recipe, pack: dict[str, Any]) -> None:
    """A draft that police have agreed to and the ambulance service has not: it rules nothing."""
    rules = [rule | _DRAFT.get(rule["id"], {}) for rule in pack["rules"]]
    policy = pack.get("policy", {}) | {"gain_cut_off": 180.0}
    draft = pack | {"version": "2026.2", "rules": rules, "policy": policy}
    parse_pack(draft)
    RulePack.objects.create(
        version=draft["version"],
        data=draft,
        valid_from=recipe.anchor.replace(hour=7, minute=0) + STARTS_AFTER,
        approved_by_police=_OWNERS["police"],
        approved_by_police_at=recipe.anchor - timedelta(days=2),
    )
