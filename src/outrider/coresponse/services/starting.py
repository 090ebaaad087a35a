"""What a new force starts co-response from: rules, schemes and states that nobody has agreed to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from outrider.coresponse.default_schemes import DEFAULT_SCHEMES
from outrider.coresponse.models import RulePack
from outrider.coresponse.services.guards import need
from outrider.domain.access import Permission, Viewer
from outrider.domain.coresponse.default_pack import DEFAULT_PACK
from outrider.domain.coresponse.rules import parse_pack
from outrider.domain.people.police_state import DEFAULT_TABLE
from outrider.journal.append import append
from outrider.journal.new_entry import NewEntry
from outrider.people.models import PoliceStateRule, ResponderScheme


@transaction.atomic
def lay_out_defaults(*, by: Viewer, now: datetime) -> bool:
    """Put the product's own rules and schemes before both agencies; nothing is live by it.

    What a force has already is left alone. False when there was nothing to add.
    """
    need(by, Permission.EDIT_CONFIGURATION)
    made: list[str] = []
    if not RulePack.objects.exists():
        pack: dict[str, Any] = DEFAULT_PACK
        parse_pack(pack)
        RulePack.objects.create(version=pack["version"], data=pack, valid_from=now)
        made.append(f"pack:{pack['version']}")
    if not ResponderScheme.objects.exists():
        ResponderScheme.objects.bulk_create(ResponderScheme(**each) for each in DEFAULT_SCHEMES)
        made += [f"scheme:{each['code']}" for each in DEFAULT_SCHEMES]
    if not PoliceStateRule.objects.exists():
        PoliceStateRule.objects.bulk_create(
            PoliceStateRule(
                code=rule.code, word=rule.word, offer=rule.offer.value, source=rule.source
            )
            for rule in DEFAULT_TABLE
        )
        made.append("police-states:default")
    append(
        [
            NewEntry(
                stream=stream,
                kind="configuration.laid-out",
                actor=by.pseudonym,
                effective_at=now,
            )
            for stream in made
        ]
    )
    return bool(made)
