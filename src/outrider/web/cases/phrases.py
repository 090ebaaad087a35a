"""Words and shapes of the case pages: each state has a word, an icon and a tone."""

from __future__ import annotations

from typing import Final

from outrider.domain.safety import codes
from outrider.safety.services.steps.own import MAY_KNOW, STATEMENT
from outrider.safety.services.steps.plan import OUTCOMES

Words = dict[str, str]

INVESTIGATION: Final[Words] = {
    "not-started": "Not started",
    "under-way": "Under way",
    "bail": "Somebody is on bail",
    "charged": "Somebody has been charged",
    "ended": "Ended",
}
POINT_CHIPS: Final = {
    "done": ("tick-filled", "ok"),
    "part-done": ("part-done", "police"),
    "next": ("half-ring", "police"),
    "overdue": ("triangle", "stop"),
    "not-needed": ("minus", ""),
}
TASK_CHIPS: Final = {
    "overdue": ("triangle", "stop"),
    "soon": ("clock", "warn"),
    "later": ("ring", ""),
    "done": ("tick-filled", "ok"),
    "waived": ("minus", ""),
    "gate": ("padlock", ""),
}
FEDERATION: Final[Words] = {"": "Not said yet", "yes": "Yes, tell them", "no": "No"}
WISHES: Final = {
    "may_know": dict(MAY_KNOW),
    "statement": dict(STATEMENT),
    "federation": FEDERATION,
}
OUTCOME_WORDS: Final[Words] = dict(OUTCOMES)
BY: Final[Words] = {
    "decider": "From your answers",
    "victim": "The officer",
    "reviewer": "A reviewer",
}
CAN_BE: Final[Words] = dict(codes.CLASSIFICATIONS)
TRAINING: Final[Words] = {
    "requested": "Asked for",
    "booked": "Booked",
    "done": "Done",
    "outcome-known": "Done",
}
RESULTS: Final[Words] = {
    "helped": "It helped",
    "in-part": "It helped in part",
    "no-difference": "No difference",
    "too-early": "Too early to say",
}
CASE_STATUS: Final[Words] = {
    "awaiting-confirmation": "Waits for the officer to confirm it",
    "open": "Open",
    "closed": "Closed",
}

# What a task means to the officer: while it waits, and once it is done.
TO_THE_OFFICER: Final = {
    "investigate": (
        "{who} names an officer in the case {by}.",
        "The officer in the case is named.",
    ),
    "safety-report": (
        "{who} writes the health and safety report {by}.",
        "{who} wrote the health and safety report, {when}.",
    ),
    "update": ("{who} tells you where it has got to, {by}.", "{who} told you, {when}."),
    "view": (
        "No outcome can be recorded until your view is on file. It isn’t there yet, and nobody "
        "will rush you.",
        "Your view is on file, {when}.",
    ),
    "statement": (
        "{who} finds somebody else to take your statement {by}.",
        "Your statement was taken by somebody else, {when}.",
    ),
    "contact": ("{who} rings you {by}.", "{who} rang you, {when}."),
    "support": (
        "{who} tells you what support there is {by}.",
        "{who} told you what support there is, {when}.",
    ),
    "occupational-health": (
        "{who} puts you in touch with occupational health, {by}.",
        "{who} put you in touch with occupational health, {when}.",
    ),
    "check-in": (
        "{who} asks again how you are {by}, or sooner if you say so.",
        "{who} asked again how you are, {when}.",
    ),
    "daily-meeting": (
        "{who} raises it at the daily meeting {by}.",
        "{who} raised it at the daily meeting, {when}.",
    ),
    "hospital": (
        "{who} tells the on-call chief officer {by}.",
        "{who} told the on-call chief officer, {when}.",
    ),
    "riddor": (
        "{who} reports your time off to the Health and Safety Executive {by}.",
        "{who} reported your time off to the Health and Safety Executive, {when}.",
    ),
    "federation": (
        "{who} tells the Federation or union {by}, if you agree to it.",
        "{who} told the Federation or union, {when}.",
    ),
    "video": (
        "{who} has video and CCTV kept {by}.",
        "{who} had video and CCTV kept, {when}.",
    ),
    "photographs": (
        "{who} has a second set of photographs taken {by}.",
        "{who} had a second set of photographs taken, {when}.",
    ),
    "impact": (
        "{who} offers you an impact statement {by}.",
        "{who} offered you an impact statement, {when}.",
    ),
}


def listed(values: list[str], words: codes.Words) -> str:
    """ "Bruise, Cut or graze" """
    if values == ["unspecified"]:
        return "Yes; not said yet about what"
    return ", ".join(words.get(value, value.replace("-", " ")) for value in values)
