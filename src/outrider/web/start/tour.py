"""The tour: the steps that can be taken today, each with the role that takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step; `part` is a key of the cast, `to` the address where it is taken."""

    title: str
    what: str
    do: str
    part: str
    to: str


CO_RESPONSE: Final = (
    TourStep(
        "A call comes in",
        "Who may be sent, and why not",
        "Press N and take a call, or open one that is waiting. Each unit says why it can go, or "
        "why it can’t.",
        "ambulance-dispatcher",
        "/console",
    ),
    TourStep(
        "Police decide",
        "Agree or decline in 40 seconds",
        "When ambulance control asks for a car, agree with Y, or decline with N and say why.",
        "duty-sergeant",
        "/board",
    ),
    TourStep(
        "The crew accepts",
        "Minutes away, and how much sooner",
        "The phone rings with what, where and how much sooner than the ambulance. Accept, and go.",
        "co-responder",
        "/phone",
    ),
    TourStep(
        "The ambulance is cancelled",
        "The alarm, and the rule",
        "On a call with a crew on its way, cancel the ambulance. Nobody may be sent without one.",
        "ambulance-dispatcher",
        "/console",
    ),
    TourStep(
        "Signal drops",
        "Nothing is lost",
        "Switch the network off in your browser and press on. Each press is kept with its real "
        "time, and says “not confirmed” until it is.",
        "co-responder",
        "/phone",
    ),
    TourStep(
        "Handover",
        "Read, and read back",
        "Build the handover while you work, give it, and have it acknowledged.",
        "co-responder",
        "/phone",
    ),
)
SAFETY: Final = (
    TourStep(
        "An officer is attacked",
        "Recorded in a minute",
        "Record a spitting with a few taps and no typing, with the network off if you like. It "
        "says why it is an assault, and what happens next.",
        "officer",
        "/phone/record",
    ),
    TourStep(
        "The plan runs",
        "A rule that can’t be overridden",
        "Open PC Rahman’s plan: one task is overdue and its owner is off. Try to put him in charge "
        "of his own case.",
        "supervisor",
        "/plans",
    ),
    TourStep(
        "The talk",
        "Private note, shared lesson",
        "PC Rahman comes at the hour that your queue shows. Log the video, write what he wants to "
        "remember, and a lesson that names nobody.",
        "link-officer",
        "/link",
    ),
    TourStep(
        "The training",
        "Asked for, booked, did it help?",
        "Book what was asked for, and see whose refresher is next and why.",
        "safety-trainer",
        "/training",
    ),
    TourStep(
        "My case",
        "Where it stands, and who looked",
        "Back as PC Rahman: what the force owes him, the next date, and everybody who opened his "
        "record, with their reason.",
        "officer",
        "/my-case",
    ),
)
EVIDENCE: Final = (
    TourStep(
        "Does it work?",
        "Supporter and critic, same data",
        "Both clocks, every call in the count, what it cost, and what the figures can’t say.",
        "evaluator",
        "/evidence",
    ),
    TourStep(
        "What do the records show?",
        "Assault or injury, plan kept or not",
        "Assaults by week, the mix, which promises were kept, and where a link officer is missing: "
        "each with what it does not say.",
        "analyst",
        "/evidence/assaults",
    ),
    TourStep(
        "Is it more than chance?",
        "Each question with its method",
        "Who is assaulted more than the hours explain, by pseudonym and never ranked; teams, "
        "disparity, change, places: each with its false alarms and what it does not say.",
        "analyst",
        "/evidence/signals",
    ),
)
PARTS: Final = (
    ("Co-response", CO_RESPONSE),
    ("Officer safety", SAFETY),
    ("What it can and can’t show", EVIDENCE),
)
TOUR: Final = CO_RESPONSE + SAFETY + EVIDENCE
