"""An empty database becomes the demo force, with its past and its mark."""

from __future__ import annotations

from datetime import datetime, timedelta

from outrider.coresponse.services import refresh_units
from outrider.demo.alone import check_alone
from outrider.demo.config import rates
from outrider.demo.force import Made
from outrider.demo.force import create as create_force
from outrider.demo.ground import Ground
from outrider.demo.models import DemoForce
from outrider.demo.past.create import DAYS, PastMade, create_past
from outrider.demo.safety import SafetyMade, create_safety
from outrider.demo.safety.truths import PEOPLE
from outrider.journal.queries import head_seq
from outrider.roads import Network

FRESH_FOR = timedelta(hours=8)
"""A demo made longer ago is past its shifts: it is made anew."""


def seed_demo(
    seed: int,
    anchor: datetime,
    network: Network,
    days: int = DAYS,
    *,
    people: int = PEOPLE,
    null: bool = False,
) -> tuple[Made, PastMade, SafetyMade]:
    """Make the force and its past in an empty database.

    Args:
        days: of past calls.
        people: of the police force, about; their year of assaults goes with their number.
        null: the null force, with none of the truths of `safety.truths`.

    Raises:
        BesideRealData: the database is not empty.
    """
    if check_alone() is not None:
        raise ValueError("The demo force is here already: start with an empty database.")
    ground = Ground(network, rates().towns)
    # the mark first: a start that is killed half-way leaves nothing that looks like a real force
    mark = DemoForce.objects.create(
        seed=seed, anchor=anchor, null=null, network=network.label[:120]
    )
    made = create_force(seed, anchor, ground)
    past = create_past(seed, anchor, ground, days)
    safety = create_safety(seed, anchor, people=people, null=null)
    # what depends on the clock (crews, gates) is on the rows before the first page is asked for
    refresh_units(anchor)
    mark.seeded_at_seq = head_seq()
    mark.save()
    return made, past, safety


def finished(mark: DemoForce) -> bool:
    """Whether the seeding came to its end."""
    return mark.seeded_at_seq > 0


def still_fresh(mark: DemoForce, now: datetime) -> bool:
    return mark.anchor <= now < mark.anchor + FRESH_FOR
