"""The plan of a case: points, tasks, clocks, and what comes next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.domain.safety import clocks, words
from outrider.domain.safety.calendar import Calendar
from outrider.domain.safety.case.policy import CasePolicy
from outrider.domain.safety.template import OWNER_ROLES, TaskTemplate, Template
from outrider.safety.models import Case, Task
from outrider.safety.queries.views.common import View, person, stamp

SOON: Final = timedelta(hours=48)
AT_ONCE: Final = timedelta(hours=1)
LONG_LATE: Final = timedelta(hours=24)
WAIVED: Final = {
    "given": "Not needed in this case.",
    "not-a-crime": "Not needed: a reviewer found that it was an injury on duty.",
    "case-ended": "Stopped: the case has ended.",
    "not-wished": "The officer did not want this.",
}


def view_tasks(
    tasks: list[Task], template: Template, policy: CasePolicy, now: datetime
) -> list[View]:
    return [_task(task, template.task(task.key), policy.calendar, now) for task in tasks]


def _task(task: Task, template: TaskTemplate, calendar: Calendar, now: datetime) -> View:
    rule = clocks.RULES[template.clock]
    waiting = task.state == "not-started"
    late = waiting and task.due_at is not None and is_late(task.due_at, rule, now)
    return {
        "id": str(task.pk),
        "key": task.key,
        "point": task.point,
        "title": template.title,
        "guidance": template.guidance,
        "wanted": template.evidence,
        "owner_role": OWNER_ROLES[task.owner_role],
        "owner": person(task.owner),
        "holder": person(task.holder),
        "due_at": stamp(task.due_at),
        "due_text": words.due_text(task.due_at, now, calendar) if waiting else "",
        "rule": _rule(rule),
        "state": task.state,
        "word": _word(task, rule, now),
        "late_days": (now - task.due_at).days if late and task.due_at else None,
        "evidence": task.evidence,
        "waived_why": task.waived_why or WAIVED.get(task.waived_code, ""),
        "done_at": stamp(task.done_at),
        "done_by": person(task.done_by),
        "gate": template.gate,
        "waivable": template.waivable,
    }


def _rule(rule: clocks.ClockRule) -> View:
    return {
        "id": rule.id,
        "version": rule.version,
        "text": rule.text,
        "source": rule.source,
        "check_locally": not rule.verified,
    }


def is_late(due_at: datetime, rule: clocks.ClockRule, now: datetime) -> bool:
    """What is due at once is not late before somebody could have done it."""
    grace = AT_ONCE if rule.kind is clocks.ClockKind.AT_ONCE else timedelta()
    return due_at + grace <= now


def _word(task: Task, rule: clocks.ClockRule, now: datetime) -> str:
    if task.state == "done":
        return "Done"
    if task.state == "waived":
        return "Waived"
    if task.due_at is None:
        return "Not started"
    if is_late(task.due_at, rule, now):
        return f"Overdue, {words.late(task.due_at, now)}"
    if task.due_at <= now:
        return "Due now"
    return "Due soon" if task.due_at - now <= SOON else "Not started"


def view_points(tasks: list[View], template: Template) -> list[View]:
    """Each point with where it stands: the worst of its waiting tasks decides."""
    found = []
    for point in template.points:
        mine = [task for task in tasks if task["point"] == point.number]
        found.append(
            {
                "n": point.number,
                "title": point.title,
                "promise": point.promise,
                **_standing(mine),
                "tasks": [task["key"] for task in mine],
            }
        )
    return found


def _standing(tasks: list[View]) -> View:
    waiting = [task for task in tasks if task["state"] == "not-started"]
    done = [task for task in tasks if task["state"] == "done"]
    if not tasks:
        return {"state": "not-needed", "word": "Not needed here", "text": ""}
    if not waiting:
        word = "Done" if done else "Not needed here"
        text = _last_done(done)
        return {"state": "done", "word": word, "text": text}
    late = [task for task in waiting if task["late_days"] is not None]
    first = min(waiting, key=lambda task: (task["due_at"] is None, task["due_at"] or ""))
    text = f"{first['title']}: {_by(first)}"
    if late:
        return {"state": "overdue", "word": "Overdue", "text": text}
    return {
        "state": "part-done" if done else "next",
        "word": "Part done" if done else "Next",
        "text": text,
    }


def _by(task: View) -> str:
    who = task["holder"] or task["owner"]
    name = who["name"] if who else "nobody named yet"
    return f"{name}, {task['due_text'] or 'no date'}"


def _last_done(done: list[View]) -> str:
    if not done:
        return ""
    last = max(done, key=lambda task: task["done_at"] or "")
    who = last["done_by"]
    return f"{last['title']}: {who['name'] if who else 'done'}"


def next_step(tasks: list[View], now: datetime, *, for_victim: bool) -> View | None:
    """The next date that somebody has to keep, in plain words.

    To the victim, what is late by more than a day comes first; before that the next date ahead.
    """
    waiting = [task for task in tasks if task["state"] == "not-started" and task["due_at"]]
    shown = waiting
    if for_victim:
        shown = [task for task in waiting if task["key"] in _TELLS_VICTIM] or waiting
        shown = [task for task in shown if _leads(task, now)] or shown
    if not shown:
        return None
    first = min(shown, key=lambda task: task["due_at"])
    who = first["holder"] or first["owner"]
    name = who["name"] if who else first["owner_role"]
    text = _TELLS_VICTIM.get(first["key"], "{who}: " + first["title"].lower())
    return {"text": text.format(who=name), "on": first["due_at"], "due_text": first["due_text"]}


def _leads(task: View, now: datetime) -> bool:
    due = datetime.fromisoformat(task["due_at"])
    return due > now or now - due > LONG_LATE


_TELLS_VICTIM: Final = {
    "update": "{who} updates you",
    "contact": "{who} rings you",
    "check-in": "{who} checks in with you",
    "support": "{who} tells you what support there is",
    "statement": "{who} finds somebody to take your statement",
}


def view_clocks(case: Case, policy: CasePolicy, now: datetime) -> list[View]:
    """Legal clocks that no task carries: the six-month limit, and days off work."""
    return [*_summary(case, policy, now), *_riddor(case, policy, now)]


def _summary(case: Case, policy: CasePolicy, now: datetime) -> list[View]:
    if case.classification == "injury-on-duty":
        return []
    rule = clocks.RULES["summary-6m"]
    due = clocks.due(rule, case.incident.occurred_at, policy.calendar)
    if due is None:
        return []
    if case.investigation in ("charged", "ended"):
        state, text = "met", "A charge or an outcome is recorded."
    elif due <= now:
        state, text = "missed", "The six months are over for a summary-only charge."
    else:
        last = policy.calendar.day(due - timedelta(seconds=1))
        left = (last - policy.calendar.day(now)).days
        state, text = "running", f"By {words.day(last)} {last.year}: {left} days left."
    return [_clock("summary-6m", "Six-month limit, summary-only charge", state, text, due, rule)]


def _riddor(case: Case, policy: CasePolicy, now: datetime) -> list[View]:
    rule = clocks.RULES["riddor-15d"]
    title = "RIDDOR: over 7 days off normal duties"
    if case.off_work_since is None:
        return [_clock("riddor", title, "not-running", "No absence is recorded.", None, rule)]
    days = clocks.days_off(case.off_work_since, case.off_work_to, policy.calendar.day(now))
    if case.off_work_to is not None and days <= clocks.RIDDOR_DAYS:
        text = f"Back at work after {days} days. Starts again if they go off."
        return [_clock("riddor", title, "not-running", text, None, rule)]
    due = clocks.due(rule, case.incident.occurred_at, policy.calendar)
    state = "running" if days > clocks.RIDDOR_DAYS else "not-running"
    text = f"Off for {days} days so far."
    return [_clock("riddor", title, state, text, due if state == "running" else None, rule)]


def _clock(
    name: str, title: str, state: str, text: str, due: datetime | None, rule: clocks.ClockRule
) -> View:
    return {
        "id": name,
        "title": title,
        "state": state,
        "text": text,
        "due_at": stamp(due),
        "rule": _rule(rule),
    }
