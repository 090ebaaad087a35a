"""Co-response's part of the clock: due timers twice a second, the register every 15 seconds, and
once in ten minutes what need not be kept is forgotten.
"""

from __future__ import annotations

from typing import Final

from outrider.coresponse.services.forgetting import forget_answers
from outrider.coresponse.services.refresh import refresh_units
from outrider.coresponse.services.timers import fire_due_timers
from outrider.journal.beats import repeating

BEAT: Final = 0.5  # seconds
EVERY: Final = ((fire_due_timers, 1), (refresh_units, 30), (forget_answers, 1200))

lifespan = repeating("outrider.clock", BEAT, EVERY)
