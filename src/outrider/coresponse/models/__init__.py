"""Rows of the co-response scheme. Only `services` writes them."""

from outrider.coresponse.models.alerts import TestAlert
from outrider.coresponse.models.calls import Ambulance, Call
from outrider.coresponse.models.missions import Decision, Mission, PatientReport
from outrider.coresponse.models.packs import RulePack
from outrider.coresponse.models.presses import Press
from outrider.coresponse.models.timers import Timer

__all__ = [
    "Ambulance",
    "Call",
    "Decision",
    "Mission",
    "PatientReport",
    "Press",
    "RulePack",
    "TestAlert",
    "Timer",
]
