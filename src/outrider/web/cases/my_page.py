"""My case in plain words: each point with what was done and what comes, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from outrider.domain.safety import words
from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.template import OWNER_ROLES
from outrider.safety.calendar import policy
from outrider.web.cases.phrases import INVESTIGATION, OUTCOME_WORDS, POINT_CHIPS, TO_THE_OFFICER

View = dict[str, Any]
YOURS: Final = "Your supervisor"


@dataclass(frozen=True, slots=True)
class PointShown:
    number: int
    title: str
    promise: str
    word: str
    icon: str
    tone: str
    done: tuple[str, ...]
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Next:
    weekday: str
    day: str
    month: str
    text: str
    late: bool


def points(case: View, now: datetime) -> list[PointShown]:
    tasks = {task["key"]: task for task in case["tasks"]}
    return [
        _point(point, [tasks[key] for key in point["tasks"]], case, now)
        for point in case["plan"]["points"]
    ]


def _point(point: View, tasks: list[View], case: View, now: datetime) -> PointShown:
    calendar = policy().calendar
    needed = any(task["state"] != "waived" for task in tasks)
    icon, tone = POINT_CHIPS[point["state"] if needed else "not-needed"]
    waiting = [task for task in tasks if task["state"] == "not-started"]
    return PointShown(
        number=point["n"],
        title=point["title"],
        promise=point["promise"],
        word=_word(point, waiting, calendar),
        icon=icon,
        tone=tone,
        done=(*_facts(point["n"], case), *(_done(task, calendar) for task in tasks if _was(task))),
        waits=tuple(waits(task, now) for task in waiting),
    )


def _word(point: View, waiting: list[View], calendar: Calendar) -> str:
    """ "Next 25 Nov" where a date is known; "Late" to the person it is owed to."""
    if point["state"] == "overdue":
        return "Late"
    dates = sorted(task["due_at"] for task in waiting if task["due_at"])
    if point["state"] == "next" and dates:
        last = words.last_day(_moment(dates[0]), calendar)
        return f"Next {last.day} {last:%b}"
    return str(point["word"])


def _was(task: View) -> bool:
    """Done once, though it may wait again: the next update."""
    return task["state"] in ("done", "waived") or task["done_at"] is not None


def _done(task: View, calendar: Calendar) -> str:
    if task["state"] == "waived":
        return f"{task['title']}: {task['waived_why']}"
    when = _moment(task["done_at"]).astimezone(calendar.zone)
    said = f"{when.day} {when:%B}, {words.clock_words(when)}"
    pattern = TO_THE_OFFICER.get(task["key"], ("", "{who}: done, {when}. " + task["title"]))[1]
    return str(pattern.format(who=_name(task["done_by"], "It"), when=said))


def waits(task: View, now: datetime) -> str:
    """What the officer can wait for, and until when."""
    calendar = policy().calendar
    due = _moment(task["due_at"]) if task["due_at"] else None
    by = words.by_when(due, now, calendar) if due else "when it is time"
    late = task["late_days"] is not None
    if due and due <= now and not late:
        by = "now"
    who = _name(task["holder"] or task["owner"], _nobody(task["owner_role"]))
    pattern = TO_THE_OFFICER.get(task["key"], ("{who}, {by}: " + task["title"], ""))[0]
    if late:
        bare = pattern.replace(", {by}", "").replace(" {by}", "")
        told = f"{bare.format(who=who)} It was due {by} and is late."
    else:
        told = pattern.format(who=who, by=by)
    if task["holder"] and task["owner"]:
        told += f" {task['holder']['name']} stands in while {task['owner']['name']} is off duty."
    return str(told)


def _nobody(role: str) -> str:
    """ "The officer in the case, still to be named," """
    if role == OWNER_ROLES["victims-supervisor"]:
        return YOURS
    return f"The {role[:1].lower()}{role[1:]}, still to be named,"


def _facts(number: int, case: View) -> Iterable[str]:
    """What no task says: who has the case."""
    if number == 1 and case.get("oic"):
        yield f"{case['oic']['name']}, {case['oic']['station']}, has your case."
    if number == 3 and case.get("statement_taker"):
        yield f"{case['statement_taker']['name']} takes your statement."


def next_box(case: View, now: datetime) -> Next | None:
    """The next date that somebody has to keep towards the officer."""
    found = case.get("next")
    if not found:
        return None
    due, calendar = _moment(found["on"]), policy().calendar
    last = words.last_day(due, calendar)
    late = due <= now
    by = words.by_when(due, now, calendar)
    text = f"{found['text']}{', due' if late else ''} {by}"
    return Next(f"{last:%a}", str(last.day), f"{last:%b}", text, late)


def where_it_stands(case: View) -> str:
    """One sentence on the investigation."""
    found = case.get("investigation")
    if not found:
        return ""
    if case["classification"]["code"] == "injury-on-duty":
        return "An injury on duty: health and safety looks into it, not an investigation."
    if found["state"] == "ended":
        return f"The investigation has ended: {OUTCOME_WORDS[found['outcome']].lower()}."
    return f"The investigation: {INVESTIGATION[found['state']].lower()}."


def _name(person: View | None, otherwise: str) -> str:
    return str(person["name"]) if person else otherwise


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
