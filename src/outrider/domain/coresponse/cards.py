"""Guidance cards: what to do with a patient, one card a condition, with the helpers beside them.

The clinical wording is a placeholder that the scheme's clinical lead owns: each card says so and
names where its figures come from. Cards are versioned data, so that a mission can say which
wording its crew had in hand.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

VERSION: Final = "2026.11-placeholder"
OWNER: Final = "Wording owned by the scheme's clinical lead: placeholder, check locally"

_LOCAL: Final = "Scheme placeholder: no published source claimed, check against local training"
_OXYGEN: Final = "BTS guideline for oxygen use, BMJ Open Respiratory Research 4/1/e000170"
_SCOPE: Final = "Responder scope: catastrophic haemorrhage, choking, recovery position, FAST"


class Goes(StrEnum):
    """Which part of the handover a one-tap record is written into."""

    SIGNS = "signs"
    TREATMENT = "treatment"


@dataclass(frozen=True, slots=True)
class Step:
    do: str  # said in a breath
    more: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A one-tap entry: its time is the tap's."""

    code: str
    text: str
    goes: Goes
    icon: str
    counted: bool = False  # "Shock 1 given", "Shock 2 given"
    main: bool = False  # the big button
    kit: str = ""  # an item of people.kit.ITEMS that this used


@dataclass(frozen=True, slots=True)
class Metronome:
    """Beats a minute: the range that training gives, and where it starts."""

    lowest: int = 100
    highest: int = 120
    starts_at: int = 110


@dataclass(frozen=True, slots=True)
class Cycle:
    """A clock that starts again, in seconds, with what to do at its end."""

    seconds: int
    at_end: str


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the oxygen helper; saturations in per cent."""

    situation: str
    start: str
    lowest: int | None
    highest: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    title: str
    steps: tuple[Step, ...]
    records: tuple[Record, ...]
    source: str
    condition: str = ""  # an id of the scheme's conditions; empty: a helper beside any of them
    icon: str = "heart"
    cycle: Cycle | None = None
    metronome: Metronome | None = None
    onset: bool = False  # asks when it began: the key item of the handover
    targets: tuple[Target, ...] = ()
    version: str = VERSION
    owner: str = OWNER


S, T = Goes.SIGNS, Goes.TREATMENT

ARREST: Final = Card(
    id="cardiac-arrest",
    condition="cardiac-arrest",
    title="Cardiac arrest",
    icon="heart-shock",
    steps=(
        Step("30 compressions, 2 breaths", "5 to 6 cm deep. Let the chest rise fully."),
        Step("AED on, do what it says", "Dry the chest. Nobody touches during a shock."),
        Step("Swap rescuers every 2 minutes", "At the check, while the AED looks."),
    ),
    records=(
        Record(
            "shock",
            "Shock {n} given",
            T,
            "heart-shock",
            counted=True,
            main=True,
        ),
        Record("cpr", "CPR started", T, "heart"),
        Record("aed", "AED on, pads applied", T, "heart-shock", kit="pads-adult"),
        Record("no-shock", "AED: no shock advised", T, "heart-shock"),
        Record("airway", "Airway in, bag and mask", T, "lungs", kit="bvm"),
        Record("oxygen", "Oxygen 15 L/min by mask", T, "lungs", kit="oxygen"),
        Record("breathing", "Breathing now", S, "heart"),
        Record("stopped", "Stopped breathing again", S, "alert"),
    ),
    cycle=Cycle(120, "Stop. Let the AED look. Swap rescuers."),
    metronome=Metronome(),
    source=f"100 to 120 a minute, two-minute cycles: {_LOCAL}",
)

CHOKING: Final = Card(
    id="choking",
    condition="choking",
    title="Choking",
    icon="lungs",
    steps=(
        Step("Ask: are you choking?", "If they can cough, let them cough."),
        Step("5 back blows", "Between the shoulder blades. Look in the mouth."),
        Step("5 abdominal thrusts", "Under 1 year: chest thrusts instead."),
        Step("Go round again", "Not responding: start CPR and open the arrest card."),
    ),
    records=(
        Record("blows", "Back blows, round {n}", T, "hand", counted=True, main=True),
        Record("thrusts", "Thrusts, round {n}", T, "hand", counted=True),
        Record("cleared", "Airway clear, breathing", S, "tick"),
        Record("unresponsive", "Stopped responding", S, "alert"),
    ),
    source=f"{_SCOPE}. {_LOCAL}",
)

TRAUMA: Final = Card(
    id="trauma",
    condition="trauma",
    title="Severe bleeding, trauma",
    icon="drop",
    steps=(
        Step("Find it, press on it", "Look under clothing. Hard, direct pressure."),
        Step(
            "Limb: tourniquet, high and tight",
            "Write the time on it. Do not loosen it.",
        ),
        Step("Not a limb: pack it and press", "Haemostatic gauze, then pressure."),
        Step(
            "Then airway, breathing, warmth",
            "Move the neck and back as little as you can.",
        ),
    ),
    records=(
        Record("tourniquet", "Tourniquet {n} on", T, "drop", True, True, kit="tourniquet"),
        Record("packed", "Wound packed", T, "drop", kit="haemostatic"),
        Record("dressing", "Pressure dressing on", T, "drop", kit="dressing"),
        Record("controlled", "Bleeding controlled", S, "tick"),
        Record("oxygen", "Oxygen 15 L/min by mask", T, "lungs", kit="oxygen"),
        Record("blanket", "Kept warm, blanket", T, "shield", kit="blanket"),
    ),
    source=f"{_SCOPE}. {_LOCAL}",
)

SHOCK: Final = Card(
    id="shock",
    condition="shock",
    title="Shock",
    icon="alert",
    steps=(
        Step("Lay flat, keep still", "Breathless: let them sit up."),
        Step(
            "Look for the cause",
            "Bleeding? Sting or food? Use their own adrenaline pen.",
        ),
        Step(
            "Oxygen if SpO\u2082 is low or they look critically ill",
            "Open the oxygen card.",
        ),
        Step("Keep warm. Nothing to eat or drink", "Watch breathing all the time."),
    ),
    records=(
        Record("flat", "Laid flat", T, "shield", main=True),
        Record("oxygen", "Oxygen 15 L/min by mask", T, "lungs", kit="oxygen"),
        Record("pen", "Own adrenaline pen used by patient", T, "drop"),
        Record("blanket", "Kept warm, blanket", T, "shield", kit="blanket"),
        Record("pale", "Pale, cold, sweating", S, "alert"),
        Record("better", "Colour better", S, "tick"),
    ),
    source=_LOCAL,
)

STROKE: Final = Card(
    id="stroke",
    condition="stroke",
    title="Stroke: FAST",
    icon="face",
    steps=(
        Step("Face: ask for a smile", "Has one side fallen?"),
        Step("Arms: raise both", "Does one drift down?"),
        Step("Speech: say a sentence", "Slurred, or words wrong?"),
        Step(
            "Time: when were they last well?",
            "The crew's first question. Ask who saw it.",
        ),
    ),
    records=(
        Record("face", "Face: one side fallen", S, "face"),
        Record("arms", "Arms: one drifts", S, "hand"),
        Record("speech", "Speech: slurred or wrong", S, "alert"),
        Record("fast-clear", "FAST: nothing found", S, "tick"),
        Record("nil", "Nothing by mouth", T, "shield"),
        Record("head-up", "Head up 30 degrees", T, "shield"),
    ),
    onset=True,
    source=f"FAST, with the onset time as the key handover item: {_LOCAL}",
)

RECOVERY: Final = Card(
    id="recovery",
    title="Recovery position",
    icon="shield",
    steps=(
        Step(
            "Breathing, not awake: roll them to you",
            "Neck injury likely: jaw thrust instead.",
        ),
        Step("Hand under cheek, knee bent", "Tilt the head back, mouth down."),
        Step("Check breathing every minute", "Stops: flat on the back, arrest card."),
    ),
    records=(
        Record("recovery", "Recovery position", T, "shield", main=True),
        Record("breathing-checked", "Breathing checked", S, "tick"),
    ),
    cycle=Cycle(60, "Check breathing."),
    source=f"{_SCOPE}. {_LOCAL}",
)

OXYGEN: Final = Card(
    id="oxygen",
    title="Oxygen",
    icon="lungs",
    steps=(
        Step("Oxygen treats low SpO\u2082, not breathlessness"),
        Step("Write each SpO\u2082 with the oxygen they were on"),
    ),
    records=(
        Record("oxygen-15", "Oxygen 15 L/min by reservoir mask", T, "lungs", kit="oxygen"),
        Record("oxygen-off", "Oxygen off", T, "lungs"),
    ),
    targets=(
        Target(
            "Critically ill",
            "15 L/min, reservoir mask",
            94,
            98,
            "Start now, then aim for the range",
        ),
        Target(
            "COPD, or has an oxygen alert card",
            "Lowest flow that holds it",
            88,
            92,
            "Not above",
        ),
        Target(
            "Stroke or heart attack",
            "None",
            None,
            None,
            "Only if SpO\u2082 is below 94 %",
        ),
    ),
    source=_OXYGEN,
)

CARDS: Final[tuple[Card, ...]] = (
    ARREST,
    CHOKING,
    TRAUMA,
    SHOCK,
    STROKE,
    RECOVERY,
    OXYGEN,
)


def cards() -> list[dict[str, Any]]:
    """All cards as plain data, for the API and the phone's own store."""
    return [asdict(card) for card in CARDS]


def card_for(condition: str) -> Card | None:
    """The card that opens first at a call of this condition."""
    return next((card for card in CARDS if card.condition == condition != ""), None)
