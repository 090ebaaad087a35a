"""The roles of both schemes."""

from __future__ import annotations

from enum import StrEnum


class Agency(StrEnum):
    POLICE = "police"
    AMBULANCE = "ambulance"
    FIRE = "fire"
    OUTSIDE = "outside"


class Role(StrEnum):
    """A job that somebody does. A person may hold several and acts in one at a time."""

    POLICE_CONTROL = "police-control"
    AMBULANCE_CONTROL = "ambulance-control"
    FIRE_CONTROL = "fire-control"
    DUTY_SERGEANT = "duty-sergeant"
    INSPECTOR = "inspector"
    CO_RESPONDER = "co-responder"
    AMBULANCE_CREW = "ambulance-crew"
    POLICE_APPROVER = "police-approver"
    AMBULANCE_APPROVER = "ambulance-approver"
    FIRE_APPROVER = "fire-approver"
    SCHEME_MANAGER = "scheme-manager"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    OFFICER_IN_THE_CASE = "officer-in-the-case"
    LINK_OFFICER = "link-officer"
    SAFETY_TRAINER = "safety-trainer"
    ANALYST = "analyst"
    OCCUPATIONAL_HEALTH = "occupational-health"
    FEDERATION_REP = "federation-rep"
    CHIEF_OFFICER = "chief-officer"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def agency(self) -> Agency:
        return _AGENCIES.get(self, Agency.POLICE)


_LABELS = {
    Role.POLICE_CONTROL: "Police control",
    Role.AMBULANCE_CONTROL: "Ambulance control",
    Role.FIRE_CONTROL: "Fire control",
    Role.DUTY_SERGEANT: "Duty sergeant",
    Role.INSPECTOR: "Inspector",
    Role.CO_RESPONDER: "Co-responder",
    Role.AMBULANCE_CREW: "Ambulance crew",
    Role.POLICE_APPROVER: "Police approver",
    Role.AMBULANCE_APPROVER: "Ambulance approver",
    Role.FIRE_APPROVER: "Fire approver",
    Role.SCHEME_MANAGER: "Scheme manager",
    Role.EVALUATOR: "Evaluator",
    Role.ADMINISTRATOR: "Administrator",
    Role.OFFICER: "Officer",
    Role.SUPERVISOR: "Supervisor",
    Role.OFFICER_IN_THE_CASE: "Officer in the case",
    Role.LINK_OFFICER: "Link officer",
    Role.SAFETY_TRAINER: "Safety trainer",
    Role.ANALYST: "Analyst",
    Role.OCCUPATIONAL_HEALTH: "Occupational health and safety",
    Role.FEDERATION_REP: "Federation representative",
    Role.CHIEF_OFFICER: "Chief officer",
}

_AGENCIES = {
    Role.AMBULANCE_CONTROL: Agency.AMBULANCE,
    Role.AMBULANCE_CREW: Agency.AMBULANCE,
    Role.AMBULANCE_APPROVER: Agency.AMBULANCE,
    Role.FIRE_CONTROL: Agency.FIRE,
    Role.FIRE_APPROVER: Agency.FIRE,
    Role.SCHEME_MANAGER: Agency.AMBULANCE,
    Role.EVALUATOR: Agency.OUTSIDE,
    Role.FEDERATION_REP: Agency.OUTSIDE,
}
