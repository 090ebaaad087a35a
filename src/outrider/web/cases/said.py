"""What a page says after a step was taken: what happened, and what follows."""

from __future__ import annotations

from typing import Final

PLACE_SAID: Final = {
    "taken": "You take the place. Your safety trainer sees it.",
    "declined": "That’s fine. Your safety trainer sees that you don’t take this one.",
}
PLACE_GONE: Final = "That place is no longer offered. Ask your safety trainer."
TAKEN: Final = {
    "confirm": "Confirmed: this is your record now.",
    "see-differently": "Sent to a reviewer. You will read here what they say, and why.",
    "give-view": "Your view is on file.",
    "wishes": "Your wishes are saved.",
    "impact": "Saved. You can change it at any time.",
    "accept-talk": "Accepted. Your link officer has been told.",
    "not-now": "That’s fine. Nobody else sees that you said so.",
    "agree-lesson": "You agree to the lesson.",
    "go-on": "Said. Another link officer of your station takes it up; you are told when.",
    "pass-lesson": "Said. Another link officer of your station reads the lesson; you are told who.",
    "keep-lesson": "Kept. It stays on this page and only you read it.",
    "take-out": "Taken out.",
    "request-training": "Asked for. A trainer books it and you see the day here.",
    "training-outcome": "Thank you. It helps to choose training that works.",
    "details": "Added to the record.",
    "reclassify": "Saved. The officer reads your reason.",
    "assign-oic": "The officer in the case is named.",
    "assign-statement-taker": "Named who takes the statement.",
    "assign-supervisor": "Named who looks after the officer.",
    "assign-task": "Handed on.",
    "hand-over": "Handed over.",
    "task-done": "Done. Its reminders have stopped.",
    "task-waived": "Waived, with your reason. Its reminders have stopped.",
    "task-reopened": "Open again, with a new date.",
    "off-work": "Absence recorded. The RIDDOR clock counts from the day of the incident.",
    "back-at-work": "Back at work recorded.",
    "investigation": "The investigation’s state is saved.",
    "close": "Closed. Support can still be asked for.",
    "withdraw": "Your record is gone.",
    "not-me": "The record is gone. Nobody can open it.",
}
