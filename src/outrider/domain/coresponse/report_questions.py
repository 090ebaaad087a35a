"""The short report of a call: its questions, by condition.

Plausible ranges are scheme defaults that catch slips of the thumb, not clinical limits.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `lowest` and `highest` bound a plausible number in `unit`; `after` names the time that this time
    cannot come before; `only_if` names a yes-no question that must have been answered yes.
    """

    id: str
    text: str
    kind: Kind
    options: tuple[Option, ...] = ()
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    after: str = ""
    only_if: str = ""
    needed: bool = False


def _options(**texts: str) -> tuple[Option, ...]:
    return tuple(Option(code.replace("_", "-"), text) for code, text in texts.items())


AWAKE: Final = Question(
    "avpu",
    "How awake were they when you left them?",
    Kind.CHOICE,
    _options(alert="Alert", voice="To voice", pain="To pain", none="Not at all"),
    needed=True,
)
OXYGEN: Final = (
    Question("spo2", "SpO\u2082 before oxygen", Kind.NUMBER, unit="%", lowest=40, highest=100),
    Question("oxygen_given", "Was oxygen given?", Kind.YES_NO, needed=True),
    Question(
        "oxygen_flow",
        "At how many litres a minute?",
        Kind.NUMBER,
        unit="L/min",
        lowest=1,
        highest=15,
        only_if="oxygen_given",
    ),
    Question(
        "spo2_after",
        "SpO\u2082 on that oxygen",
        Kind.NUMBER,
        unit="%",
        lowest=40,
        highest=100,
        only_if="oxygen_given",
    ),
    Question("copd", "COPD or an oxygen alert card?", Kind.YES_NO),
)
VITALS: Final = (
    Question("pulse", "Pulse", Kind.NUMBER, unit="a minute", lowest=20, highest=250),
    Question("respirations", "Breaths", Kind.NUMBER, unit="a minute", lowest=3, highest=70),
)
GIVEN: Final = Question("drugs", "Anything else given?", Kind.CHOICES)

CARDIAC_ARREST: Final = (
    Question("collapse_at", "When did they collapse?", Kind.TIME),
    Question(
        "witnessed",
        "Who saw it?",
        Kind.CHOICE,
        _options(nobody="Nobody", bystander="Somebody there", us="You"),
        needed=True,
    ),
    Question("bystander_cpr", "Was CPR under way when you came?", Kind.YES_NO, needed=True),
    Question("cpr_at", "When did you start CPR?", Kind.TIME, after="collapse_at"),
    Question("aed_at", "When was the AED on?", Kind.TIME, after="collapse_at"),
    Question("shocks", "How many shocks?", Kind.NUMBER, lowest=0, highest=20, needed=True),
    Question("first_shock_at", "When was the first shock?", Kind.TIME, after="aed_at"),
    Question("breathing_at", "When did they breathe again?", Kind.TIME, after="cpr_at"),
)
CHOKING: Final = (
    Question("began_at", "When did it begin?", Kind.TIME),
    Question("blows", "Back blows given?", Kind.YES_NO, needed=True),
    Question("thrusts", "Thrusts given?", Kind.YES_NO, needed=True),
    Question("cleared_at", "When was the airway clear?", Kind.TIME, after="began_at"),
    Question("cpr_needed", "Did they need CPR?", Kind.YES_NO, needed=True),
)
TRAUMA: Final = (
    Question("injured_at", "When were they injured?", Kind.TIME),
    Question(
        "mechanism",
        "How?",
        Kind.CHOICE,
        _options(
            fall="Fall",
            vehicle="Vehicle",
            machine="Machine or tool",
            animal="Animal",
            weapon="Weapon",
            other="Something else",
        ),
        needed=True,
    ),
    Question("bleeding", "Was the bleeding severe?", Kind.YES_NO, needed=True),
    Question("tourniquet", "Tourniquet used?", Kind.YES_NO, needed=True),
    Question(
        "tourniquet_at",
        "When was it tightened?",
        Kind.TIME,
        after="injured_at",
        only_if="tourniquet",
        needed=True,
    ),
)
SHOCK: Final = (
    Question("began_at", "When did it begin?", Kind.TIME),
    Question(
        "cause",
        "What seemed to cause it?",
        Kind.CHOICE,
        _options(
            bleeding="Bleeding",
            allergy="Sting, food or drug",
            heart="Heart",
            unknown="Unknown",
        ),
        needed=True,
    ),
    Question("pen", "Did they use their own adrenaline pen?", Kind.YES_NO),
    Question("pen_at", "When?", Kind.TIME, after="began_at", only_if="pen"),
)
STROKE: Final = (
    Question("face", "Face fallen on one side?", Kind.YES_NO, needed=True),
    Question("arms", "One arm drifts?", Kind.YES_NO, needed=True),
    Question("speech", "Speech slurred or wrong?", Kind.YES_NO, needed=True),
    Question("onset_known", "Does anybody know when it began?", Kind.YES_NO, needed=True),
    Question(
        "onset_at",
        "When were they last known well?",
        Kind.TIME,
        only_if="onset_known",
        needed=True,
    ),
)

QUESTIONS: Final[dict[str, tuple[Question, ...]]] = {
    "cardiac-arrest": (*CARDIAC_ARREST, *OXYGEN, GIVEN, AWAKE),
    "choking": (*CHOKING, *OXYGEN, *VITALS, GIVEN, AWAKE),
    "trauma": (*TRAUMA, *OXYGEN, *VITALS, GIVEN, AWAKE),
    "shock": (*SHOCK, *OXYGEN, *VITALS, GIVEN, AWAKE),
    "stroke": (*STROKE, *OXYGEN, *VITALS, GIVEN, AWAKE),
}
# A call that belongs to none of the five conditions still has a patient.
OTHER: Final = (*OXYGEN, *VITALS, GIVEN, AWAKE)


def questions(condition: str) -> tuple[Question, ...]:
    """What is asked after a call of this condition."""
    return QUESTIONS.get(condition, OTHER)


def report_forms() -> dict[str, list[dict[str, Any]]]:
    """Every form as plain data, for the phone's own store; key "" is the form for all others."""
    forms = QUESTIONS | {"": OTHER}
    return {condition: [asdict(each) for each in asked] for condition, asked in forms.items()}
