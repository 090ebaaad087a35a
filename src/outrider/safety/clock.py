"""The safety scheme's part of the clock: every process runs one, the rows decide who does what."""

from __future__ import annotations

from typing import Final

from outrider.journal.beats import repeating
from outrider.safety.services.clock import (
    fire_due_reminders,
    hand_to_those_on_duty,
    review_cases,
)
from outrider.safety.services.leaving import pass_on_from_leavers
from outrider.safety.services.moving import follow_victims
from outrider.safety.services.place_offers import settle_lapsed

BEAT: Final = 15.0  # seconds
EVERY: Final = (
    (fire_due_reminders, 1),
    (follow_victims, 4),
    (pass_on_from_leavers, 4),
    (settle_lapsed, 240),
    (hand_to_those_on_duty, 4),
    (review_cases, 240),
)

lifespan = repeating("outrider.safety.clock", BEAT, EVERY)
