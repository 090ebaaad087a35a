"""What a force sets: its calendar, and when its daily meeting is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.clocks import MEETING


@dataclass(frozen=True, slots=True)
class CasePolicy:
    calendar: Calendar
    meeting: time = MEETING
