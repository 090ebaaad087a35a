"""Assault, or an injury while somebody resisted? Teaches, records, never blocks.

The questions follow Oscar Kilo's guidance: an assault shows where possible an intentional act,
words before it, or a deliberate slap, punch, kick or spit; injuries and assaults overlap and both
are recorded. Home Office Table 10: about half of officers' injuries were not intentional assaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from outrider.domain.safety.codes import ACTS, METHODS

VERSION: Final = "2026.1"


class Classification(StrEnum):
    ASSAULT = "assault"
    NO_CONTACT = "assault-no-contact"
    INJURY = "injury-on-duty"
    ABUSE = "abuse"
    UNSURE = "unsure"

    @property
    def is_crime(self) -> bool:
        """Recorded in the crime system; an injury on duty belongs to health and safety."""
        return self is not Classification.INJURY


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    help: str
    yes: str  # rule that follows a yes
    no: str


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    result: Classification
    says: str
    teaches: tuple[str, ...]


INTENT: Final = Question(
    "intent",
    "Did anything they said or did show that they meant it?",
    "Words before it, a swing, a kick out, pulling you down on purpose.",
    yes="decider.intent",
    no="decider.struggle",
)
FEAR: Final = Question(
    "fear",
    "Did you think that force was about to be used on you?",
    "A threat that made you fear force there and then counts, even if nobody touched you.",
    yes="decider.threat",
    no="decider.threat-later",
)
ACT: Final = Question(
    "act",
    "Did they do it to you deliberately, or not caring whether they hurt you?",
    "A throw, a shove, something set on you: on purpose or recklessly.",
    yes="decider.act",
    no="decider.unsure",
)
QUESTIONS: Final[Mapping[str, Question]] = {q.id: q for q in (INTENT, FEAR, ACT)}

RULES: Final[Mapping[str, Rule]] = {
    rule.id: rule
    for rule in (
        Rule(
            "decider.act",
            Classification.ASSAULT,
            "This is an assault.",
            (
                "A deliberate act against you is an assault, even if you were making an arrest "
                "and even if you are not much hurt.",
                "Being hurt only because somebody pulled away would be an injury on duty. "
                "Both get recorded.",
            ),
        ),
        Rule(
            "decider.intent",
            Classification.ASSAULT,
            "This is an assault.",
            (
                "They showed that they meant it. That makes it more than a struggle.",
                "Being hurt only because somebody pulled away would be an injury on duty.",
            ),
        ),
        Rule(
            "decider.struggle",
            Classification.INJURY,
            "This is an injury on duty.",
            (
                "You were hurt while somebody resisted, and nothing shows that they meant to hurt "
                "you. It goes to health and safety, and you are looked after just the same.",
                "A punch, kick, spit, bite or shove at you would be an assault. If one of those "
                "happened too, say so.",
            ),
        ),
        Rule(
            "decider.threat",
            Classification.NO_CONTACT,
            "This is an assault, without contact.",
            (
                "A threat that makes you fear force at once is an assault, even if nobody "
                "touched you.",
            ),
        ),
        Rule(
            "decider.threat-later",
            Classification.UNSURE,
            "Recorded. A reviewer will say what it is.",
            ("A threat for later can be another offence. It is recorded and looked at.",),
        ),
        Rule(
            "decider.abuse",
            Classification.ABUSE,
            "This is abuse about who you are.",
            (
                "Nobody has to put up with it as part of the job. It is recorded as hate abuse, "
                "and the plan starts as for any other victim.",
            ),
        ),
        Rule(
            "decider.unsure",
            Classification.UNSURE,
            "Recorded. A reviewer will say what it is.",
            ("You do not have to know. Recording it was right.",),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Decision:
    result: Classification
    rule: str
    says: str
    teaches: tuple[str, ...]
    hate: bool
    asks: Question | None = None  # one more question would settle it; the record stands without


def decide(what: Iterable[str], answers: Mapping[str, Answer] | None = None) -> Decision:
    """What the record is, from what was tapped; the first rule that fits.

    Args:
        what: codes of `METHODS`; codes that are not known are passed over.
        answers: answers to `QUESTIONS`, each optional.
    """
    tapped = frozenset(what) & frozenset(METHODS)
    given = answers or {}
    hate = "hate-abuse" in tapped
    if tapped & ACTS:
        return _decision("decider.act", hate)
    if "only-hurt" in tapped:
        return _asked(INTENT, given, hate, unanswered="decider.struggle")
    if "threat" in tapped:
        return _asked(FEAR, given, hate, unanswered="decider.threat")
    if "other" in tapped:
        return _asked(ACT, given, hate, unanswered="decider.unsure")
    return _decision("decider.abuse" if hate else "decider.unsure", hate)


def _asked(
    question: Question, given: Mapping[str, Answer], hate: bool, *, unanswered: str
) -> Decision:
    match given.get(question.id):
        case Answer.YES:
            return _decision(question.yes, hate)
        case Answer.NO:
            return _decision(question.no, hate)
        case Answer.UNSURE:
            return _decision("decider.unsure", hate)
        case _:
            return _decision(unanswered, hate, question)


def _decision(rule_id: str, hate: bool, asks: Question | None = None) -> Decision:
    rule = RULES[rule_id]
    return Decision(rule.result, rule.id, rule.says, rule.teaches, hate, asks)


def agreement(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of decider and reviewer; None without pairs or when chance alone agrees.

    Args:
        pairs: (decider's code, reviewer's code) for each reviewed record.

    Source: Cohen 1960, doi:10.1177/001316446002000104.
    """
    known = list(pairs)
    if not known:
        return None
    total = len(known)
    seen = sum(first == second for first, second in known) / total
    codes = {code for pair in known for code in pair}
    chance = sum(
        (sum(a == code for a, _ in known) / total) * (sum(b == code for _, b in known) / total)
        for code in codes
    )
    return None if chance >= 1 else (seen - chance) / (1 - chance)
