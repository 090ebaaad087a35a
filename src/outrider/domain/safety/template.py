"""The plan as versioned data: points, and the tasks that keep each one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from outrider.domain.safety.clocks import RULES

OWNER_ROLES: Final[Mapping[str, str]] = {
    "oic": "Officer in the case",
    "oic-supervisor": "Supervisor of the officer in the case",
    "incident-supervisor": "Incident supervisor",
    "victims-supervisor": "The victim's supervisor",
    "inspector": "Inspector",
    "dmm-chair": "Chair of the daily meeting",
    "link-officer": "Link officer",
}


class BadTemplate(ValueError):
    """A template that cannot be used; says which part and what to do."""


@dataclass(frozen=True, slots=True)
class TaskTemplate:
    key: str
    point: int
    title: str
    owner: str  # of OWNER_ROLES
    clock: str  # of clocks.RULES
    evidence: str  # what shows that it was done
    guidance: str = ""
    repeats: bool = False  # done starts its clock again: the next update
    gate: bool = False  # no outcome before it is done
    waivable: bool = True
    hurt_only: bool = False
    crime_only: bool = False  # not for an injury that was no assault
    fluid_only: bool = False
    ends_with_case: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    number: int
    title: str
    promise: str  # what the officer reads


@dataclass(frozen=True, slots=True)
class Template:
    version: str
    name: str
    points: tuple[Point, ...]
    tasks: tuple[TaskTemplate, ...]

    def task(self, key: str) -> TaskTemplate:
        return next(task for task in self.tasks if task.key == key)


DEFAULT_TEMPLATE: Final = Template(
    version="2026.1",
    name="Seven-point plan",
    points=(
        Point(
            1,
            "Investigated as carefully as any other assault",
            "The same care and commitment as an assault on the public; never rushed or secondary.",
        ),
        Point(
            2,
            "Kept up to date, and asked before anything is decided",
            "The Victims' Code applies to you. Your view is taken before any outcome.",
        ),
        Point(
            3,
            "You're not in charge of your own case",
            "The victim is never the officer in the case. Somebody else takes your statement.",
        ),
        Point(
            4,
            "Your supervisor got in touch",
            "You may play it down. Your supervisor rings you, and asks again later.",
        ),
        Point(
            5,
            "The command team knows",
            "So that care goes on when shifts change.",
        ),
        Point(6, "The Federation or union has been told", "When you agree to it."),
        Point(
            7,
            "The best evidence, not only your word",
            "Video, photographs, medical and forensic evidence, and what it did to you.",
        ),
    ),
    tasks=(
        TaskTemplate(
            "investigate",
            1,
            "Appoint the officer in the case and check the crime report",
            "incident-supervisor",
            "at-once",
            "Who has it, and the crime reference",
            guidance="Consider the impact, not only the severity: first time, third or fourth?",
            waivable=False,
            crime_only=True,
        ),
        TaskTemplate(
            "safety-report",
            1,
            "Health and safety report",
            "victims-supervisor",
            "safety-report",
            "Its reference, linked to the crime",
            guidance="Also when the officer is absent. Spitting counts: possible ill health.",
            waivable=False,
        ),
        TaskTemplate(
            "update",
            2,
            "Tell the officer where it has got to",
            "oic",
            "code-update",
            "When and how they were told",
            guidance="By the route that they asked for.",
            repeats=True,
            crime_only=True,
        ),
        TaskTemplate(
            "view",
            2,
            "The officer's view, before any outcome",
            "oic",
            "before-outcome",
            "Their view is on file",
            guidance="No outcome can be recorded without it.",
            gate=True,
            waivable=False,
            crime_only=True,
        ),
        TaskTemplate(
            "statement",
            3,
            "Somebody else takes the statement",
            "incident-supervisor",
            "at-once",
            "Who took it, and when",
            guidance="Never the officer's own: only a very minor case may differ, by policy.",
            crime_only=True,
        ),
        TaskTemplate(
            "contact",
            4,
            "Ring the officer",
            "victims-supervisor",
            "contact-24h",
            "When you spoke",
            guidance="Ask how they are, what they need, and who at home knows.",
            waivable=False,
        ),
        TaskTemplate(
            "support",
            4,
            "Tell the officer what support there is",
            "victims-supervisor",
            "code-support",
            "What was offered",
        ),
        TaskTemplate(
            "occupational-health",
            4,
            "Occupational health: spit, bite or blood",
            "victims-supervisor",
            "at-once",
            "When they were put in touch",
            guidance="Wash now. Time matters if it reached eyes, mouth or broken skin.",
            fluid_only=True,
        ),
        TaskTemplate(
            "check-in",
            4,
            "Check-in at four weeks",
            "victims-supervisor",
            "check-in-28d",
            "When you spoke",
            guidance="Impact, not severity.",
            ends_with_case=False,
        ),
        TaskTemplate(
            "daily-meeting",
            5,
            "Raise it at the daily meeting",
            "inspector",
            "next-meeting",
            "The meeting it was raised at",
        ),
        TaskTemplate(
            "riddor",
            1,
            "Report to the Health and Safety Executive (RIDDOR)",
            "victims-supervisor",
            "riddor-15d",
            "The F2508 reference",
            guidance="More than seven days off normal duties after violence at work.",
            waivable=False,
            ends_with_case=False,
        ),
        TaskTemplate(
            "hospital",
            5,
            "Hospital: tell the on-call chief officer",
            "inspector",
            "hospital-at-once",
            "When they were told",
        ),
        TaskTemplate(
            "federation",
            6,
            "Tell the Federation or union",
            "victims-supervisor",
            "federation-soon",
            "When, and their receipt",
            guidance="Only with the officer's consent.",
        ),
        TaskTemplate(
            "video",
            7,
            "Body-worn video and CCTV kept",
            "oic",
            "evidence-14d",
            "References of what was kept",
            crime_only=True,
        ),
        TaskTemplate(
            "photographs",
            7,
            "Injury photographs, second set",
            "oic",
            "photos-7d",
            "Where they are held",
            guidance="Bruising often shows after two days.",
            hurt_only=True,
        ),
        TaskTemplate(
            "impact",
            7,
            "Offer an impact statement",
            "oic",
            "code-update",
            "Offered, and what they said",
            crime_only=True,
        ),
    ),
)


def template_body(template: Template) -> dict[str, Any]:
    """The template as plain data, as it is stored and exported."""
    return asdict(template)


def read_template(body: Mapping[str, Any]) -> Template:
    """A template from plain data.

    Raises:
        BadTemplate: a part is missing or names an owner or a clock that does not exist.
    """
    try:
        points = tuple(Point(**point) for point in body["points"])
        tasks = tuple(TaskTemplate(**task) for task in body["tasks"])
        template = Template(str(body["version"]), str(body["name"]), points, tasks)
    except (KeyError, TypeError) as error:
        raise BadTemplate(
            f"The plan is missing a part or has one too many ({error}). "
            "Start from an export of the plan in use."
        ) from error
    _check(template)
    return template


def _check(template: Template) -> None:
    numbers = [point.number for point in template.points]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        raise BadTemplate("Points must be numbered 1, 2, 3 and so on. Number them again.")
    keys = [task.key for task in template.tasks]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        raise BadTemplate(f"Two tasks are called {key}. Give each a key of its own.")
    for task in template.tasks:
        _check_task(task, numbers)


def _check_task(task: TaskTemplate, points: list[int]) -> None:
    if task.point not in points:
        raise BadTemplate(f"Task {task.key} belongs to point {task.point}, which is not there.")
    if task.owner not in OWNER_ROLES:
        known = ", ".join(OWNER_ROLES)
        raise BadTemplate(f"Task {task.key} has owner {task.owner!r}. Use one of: {known}.")
    if task.clock not in RULES:
        known = ", ".join(RULES)
        raise BadTemplate(f"Task {task.key} has clock {task.clock!r}. Use one of: {known}.")
