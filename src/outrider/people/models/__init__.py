"""Rows of the register. Only services write them; `queries` reads them for a viewer."""

from outrider.people.models.accounts import RoleGrant, User
from outrider.people.models.imports import ImportFile
from outrider.people.models.kit import KitBag, KitLine
from outrider.people.models.officers import (
    Competence,
    DrivingAuthority,
    Officer,
    Station,
)
from outrider.people.models.schemes import PoliceStateRule, ResponderScheme
from outrider.people.models.service import (
    DutySpell,
    IncidentAttendance,
    LinkAppointment,
    MonthlyExposure,
    TrainingRecord,
)
from outrider.people.models.units import Crewing, Lease, Position, Unit, UnitStatus

__all__ = [
    "Competence",
    "Crewing",
    "DrivingAuthority",
    "DutySpell",
    "ImportFile",
    "IncidentAttendance",
    "KitBag",
    "KitLine",
    "Lease",
    "LinkAppointment",
    "MonthlyExposure",
    "Officer",
    "PoliceStateRule",
    "Position",
    "ResponderScheme",
    "RoleGrant",
    "Station",
    "TrainingRecord",
    "Unit",
    "UnitStatus",
    "User",
]
