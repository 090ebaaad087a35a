"""Rows of the safety scheme. Only its services write them."""

from outrider.safety.models.cases import (
    Case,
    CaseText,
    Classified,
    Footage,
    PlanTemplate,
)
from outrider.safety.models.incidents import Incident, Suspect
from outrider.safety.models.learning import (
    Lesson,
    PlaceOffer,
    Talk,
    TalkNote,
    TrainingRequest,
    VideoReview,
)
from outrider.safety.models.lists import ListedAssault
from outrider.safety.models.plan import Reminder, SafetyPress, Task

__all__ = [
    "Case",
    "CaseText",
    "Classified",
    "Footage",
    "Incident",
    "Lesson",
    "ListedAssault",
    "PlaceOffer",
    "PlanTemplate",
    "Reminder",
    "SafetyPress",
    "Suspect",
    "Talk",
    "TalkNote",
    "Task",
    "TrainingRequest",
    "VideoReview",
]
