"""What a link officer may ask under each heading. Asked, not answered for: there is no score."""

from __future__ import annotations

from typing import Final, NamedTuple

from outrider.domain.safety.case.deciding.learning import HEADINGS


class Heading(NamedTuple):
    code: str
    title: str
    question: str


_QUESTIONS: Final = {
    "well": "What went well, that you’d do again?",
    "less-well": "When would you have liked more distance, or another pair of hands?",
    "try-next": "What would you try next time?",
    "kit": "Did your kit do what you needed, and could you reach it?",
    "words": "What was said, before and during? Did anything calm it down, or heat it up?",
    "position": "Where did you stand, and where were the ways out?",
    "crewing": "Who was with you, and how far away was help?",
}
QUESTIONS: Final = tuple(Heading(code, HEADINGS[code], _QUESTIONS[code]) for code in HEADINGS)
