"""This room's part of the clock: hazards that expire, calls that came in meanwhile, offers due."""

from __future__ import annotations

from typing import Final

from outrider.crossover.services.hazards import expire_due, hold_off_late_calls
from outrider.crossover.services.support import forget_old, make_offers
from outrider.journal.beats import repeating

BEAT: Final = 2.0  # seconds
EVERY: Final = ((hold_off_late_calls, 1), (expire_due, 5), (make_offers, 30), (forget_old, 1800))

lifespan = repeating("outrider.crossover.clock", BEAT, EVERY)
