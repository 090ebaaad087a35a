"""Run in the environment of a server: the demo force, from one seed, with nobody playing it.

The timers of its rule pack are made long on request: a page is then looked at in its own time.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outrider.config.settings")

import django

django.setup()
# ruff: noqa: E402

from django.utils import timezone

from outrider.coresponse import ground
from outrider.coresponse.models import RulePack
from outrider.demo.past.create import DAYS
from outrider.demo.seeding import seed_demo

SEED = 20_141
SHORT_PAST = 14  # days: enough for every figure to have rows
SMALL = 300  # people of the police force; the whole one takes a while to make
UNHURRIED = {"owner_answer": 900, "offer": 900}
"""Seconds. What a time-out does is tested elsewhere; a slow machine must not cause one here."""


def main(unhurried: bool) -> None:
    anchor = timezone.now().replace(second=0, microsecond=0)
    days = SHORT_PAST if unhurried else DAYS
    seed_demo(SEED, anchor, ground.network(), days, people=SMALL)
    if unhurried:
        pack = RulePack.objects.get(approved_by_ambulance_at__isnull=False)
        pack.data["policy"] = pack.data.get("policy", {}) | UNHURRIED
        pack.save()


if __name__ == "__main__":
    main(unhurried="unhurried" in sys.argv)
