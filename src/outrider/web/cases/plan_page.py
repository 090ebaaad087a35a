"""A plan as the one who looks after it reads it: points with tasks, clocks, who may take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from outrider.domain.safety import clocks, words
from outrider.domain.safety.clocks import ClockKind, ClockRule, StartsAt
from outrider.safety.calendar import bank_holidays_before, policy
from outrider.safety.queries.views.plan import SOON
from outrider.web.cases.phrases import TASK_CHIPS

View = dict[str, Any]

COUNTS_FROM: Final = {
    StartsAt.RECORDED: "from the record",
    StartsAt.OCCURRED: "from the incident",
    StartsAt.HOSPITAL: "from when hospital was recorded",
    StartsAt.STATEMENT: "from the statement",
    StartsAt.OFF_WORK: "from the day of the incident, which is not counted itself",
    StartsAt.LAST_UPDATE: "from the last update, at first from the record",
}


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task with what the page says about it; `it` is the view of the queries."""

    it: View
    state: str  # overdue, soon, later, gate, done, waived
    word: str
    icon: str
    tone: str
    by: str
    counted: str

    @property
    def open(self) -> bool:
        return bool(self.it["state"] == "not-started")


@dataclass(frozen=True, slots=True)
class PointOfPlan:
    number: int
    title: str
    promise: str
    tasks: tuple[TaskShown, ...]


@dataclass(frozen=True, slots=True)
class ClockCard:
    title: str
    value: str
    detail: str
    rule: View
    tone: str
    share: int  # of its time that has passed, in percent


def points(case: View, now: datetime) -> list[PointOfPlan]:
    tasks = {task["key"]: shown(task, now) for task in case["tasks"]}
    return [
        PointOfPlan(
            point["n"],
            point["title"],
            point["promise"],
            tuple(sorted((tasks[key] for key in point["tasks"]), key=_order)),
        )
        for point in case["plan"]["points"]
    ]


def _order(task: TaskShown) -> tuple[bool, str]:
    return not task.open, task.it["due_at"] or "9"


def shown(task: View, now: datetime) -> TaskShown:
    state, word = _state(task, now)
    icon, tone = TASK_CHIPS[state]
    return TaskShown(task, state, word, icon, tone, _by(task), counted(task))


def _state(task: View, now: datetime) -> tuple[str, str]:
    if task["state"] == "done":
        return "done", "Done"
    if task["state"] == "waived":
        return "waived", "Waived, reason kept"
    if task["gate"]:
        return "gate", "Gate, not met"
    due = _moment(task["due_at"])
    if due is None:
        return "later", "Not started"
    if task["late_days"] is not None:
        return "overdue", "Overdue"
    if due - now <= SOON:
        return "soon", str(task["word"])
    return "later", "Done before, next one waits" if task["done_at"] else "Not started"


def _by(task: View) -> str:
    if task["state"] != "not-started":
        return ""
    return str(task["due_text"]) if task["due_at"] else "Before an outcome"


def counted(task: View) -> str:
    """How the date was counted, with the days that were left out, in words."""
    rule = clocks.RULES.get(task["rule"]["id"])
    if rule is None or task["due_at"] is None or rule.kind is ClockKind.NONE:
        return ""
    return f"{_unit(rule)} {COUNTS_FROM[rule.starts]}.{_left_out(rule, task)}"


def _unit(rule: ClockRule) -> str:
    many = "" if rule.amount == 1 else "s"
    match rule.kind:
        case ClockKind.HOURS:
            return f"{rule.amount} hours,"
        case ClockKind.WORKING_DAYS:
            return f"{rule.amount} working day{many},"
        case ClockKind.DAYS:
            return f"{rule.amount} day{many}, weekends and holidays counted,"
        case ClockKind.MONTHS:
            return f"{rule.amount} months,"
        case ClockKind.NEXT_MEETING:
            return "The next meeting on a working day,"
        case _:
            return "At once,"


def _left_out(rule: ClockRule, task: View) -> str:
    due = _moment(task["due_at"])
    if due is None or rule.kind is not ClockKind.WORKING_DAYS:
        return ""
    last = words.last_day(due, policy().calendar)
    names = [
        f"{name} ({words.short_day(day)})" for day, name in bank_holidays_before(last, rule.amount)
    ]
    holidays = f" Bank holidays left out: {', '.join(names)}." if names else ""
    return f" Saturdays and Sundays do not count.{holidays}"


def counts(points_: list[PointOfPlan]) -> dict[str, int]:
    tasks = [task for point in points_ for task in point.tasks]
    return {state: sum(task.state == state for task in tasks) for state in ("overdue", "soon")}


def clock_cards(case: View, now: datetime) -> list[ClockCard]:
    """First contact and the Code's update, then the clocks of the law that no task carries."""
    tasks = {task["key"]: task for task in case["tasks"]}
    started = _moment(case["recorded_at"]) or now
    cards = [
        _of_task(tasks[key], title, started, now)
        for key, title in (
            ("contact", "First contact by the supervisor"),
            ("update", "Update under the Victims’ Code"),
        )
        if key in tasks
    ]
    return [*cards, *(_of_law(clock, case, now) for clock in case["clocks"])]


def _of_task(task: View, title: str, started: datetime, now: datetime) -> ClockCard:
    done, due, rule = _moment(task["done_at"]), _moment(task["due_at"]), task["rule"]
    if task["state"] == "done" and done:
        detail = words.short_day(policy().calendar.day(done))
        value = f"Done in {words.took(done - started)}" if done > started else "Done"
        return ClockCard(title, value, detail, rule, "d", 100)
    if task["state"] == "waived":
        return ClockCard(title, "Waived", task["waived_why"], rule, "", 0)
    if due is None:
        return ClockCard(title, "No date", rule["text"], rule, "", 0)
    value = words.short_day(words.last_day(due, policy().calendar))
    tone = "o" if due <= now else "w" if due - now <= SOON else ""
    begun = done or started
    share = round(100 * min(1.0, (now - begun) / (due - begun))) if due > begun else 100
    return ClockCard(title, value, task["due_text"], rule, tone, max(0, share))


def _of_law(clock: View, case: View, now: datetime) -> ClockCard:
    due = _moment(clock["due_at"])
    value = {"not-running": "Not running", "met": "Met", "missed": "Missed"}.get(clock["state"], "")
    tone = {"missed": "o", "met": "d"}.get(clock["state"], "")
    if due and not value:
        last = words.last_day(due, policy().calendar)
        value = f"{last.day} {last:%b %Y}"
        begun = _moment((case.get("facts") or {}).get("when")) or now
        share = round(100 * min(1.0, (now - begun) / (due - begun))) if due > begun else 100
        return ClockCard(clock["title"], value, clock["text"], clock["rule"], tone, max(0, share))
    whole = 100 if clock["state"] in ("met", "missed") else 0
    return ClockCard(clock["title"], value, clock["text"], clock["rule"], tone, whole)


def waiting_people(case: View) -> list[tuple[str, str]]:
    """Number and name of whoever has something waiting here: whose tasks can be handed over."""
    people = {}
    for task in case["tasks"]:
        if task["state"] == "not-started" and task["owner"]:
            people[task["owner"]["number"]] = task["owner"]["name"]
    return sorted(people.items(), key=lambda pair: pair[1])


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
