"""What happens in a case, from the record to its end, as people would do it.

Shares and times are assumed, but for the calls within 24 hours that the plan asks for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.demo.safety import said
from outrider.demo.safety.people import Person
from outrider.demo.safety.scene import VICTIM, Scene
from outrider.demo.safety.talks import write_talk
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import Investigation
from outrider.domain.safety.decider import Classification

FORGOTTEN: Final = 0.05
"""A task that nobody thinks of until the case is to be closed."""
LATE: Final = 0.12
ONCE: Final = {  # task: owner, then days after the record from and to
    "support": ("supervisor", 0.2, 1.8),
    "daily-meeting": ("inspector", 0.1, 1.2),
    "safety-report": ("supervisor", 0.1, 1.1),
    "occupational-health": ("supervisor", 0.01, 0.1),
    "hospital": ("inspector", 0.15, 0.3),
    "video": ("oic", 1.0, 11.0),
    "photographs": ("oic", 1.8, 6.0),
    "impact": ("oic", 2.0, 6.0),
    "check-in": ("supervisor", 26.0, 28.0),
}
MOST_UPDATES: Final = 22
OFF_WORK: Final = 0.2  # of the injured
DOUBTED: Final = 0.09  # injuries that the officer calls an assault
DOUBTED_LATELY: Final = 0.6
STILL_IN_DOUBT: Final = timedelta(days=10)
"""A review takes two to twelve days: some stand open at the force's moment, whatever the seed."""


def write(scene: Scene) -> None:
    """Every step of the case; those after the force's moment are left out when it is played."""
    _confirm(scene)
    _facts(scene)
    _people(scene)
    done = _tasks(scene)
    _wishes(scene)
    _absence(scene)
    ended = _investigation(scene) if scene.crime else scene.recorded + scene.days(29, 40)
    _doubt(scene)
    write_talk(scene)
    _close(scene, ended, done)


def _confirm(scene: Scene) -> None:
    if scene.facts.on_behalf and scene.chance(0.85):
        scene.do(scene.recorded + scene.hours(3, 70), VICTIM, c.Confirm())


def _facts(scene: Scene) -> None:
    """The hospital is heard of a little later; some injuries show the next day."""
    facts = scene.facts
    if facts.medical == "hospital":
        at = scene.recorded + scene.hours(0.5, 3)
        fluid = bool(facts.fluid)
        scene.do(at, VICTIM, c.ChangeFacts(True, True, fluid, scene.attack.at))


def _people(scene: Scene) -> None:
    cast = scene.cast
    if not scene.crime:
        return
    named = scene.recorded + scene.hours(0.5, 9)
    scene.do(named, cast.supervisor, c.AssignOic(str(cast.oic.id)))
    reference = scene.facts.crime_ref or "crime reference to follow"
    text = f"{cast.oic.rank} {cast.oic.family} has it; {reference}"
    _finish(scene, named + timedelta(minutes=4), "investigate", text)
    taken = named + scene.hours(2, 40)
    scene.do(taken, cast.oic, c.AssignStatementTaker(str(cast.taker.id)))
    text = f"{cast.taker.rank} {cast.taker.family} took it in person."
    _finish(scene, taken + scene.hours(0.5, 6), "statement", text)


def _tasks(scene: Scene) -> set[str]:
    """The tasks that are done once. Returns those that somebody thought of."""
    thought_of = {"investigate", "statement"}
    rang = scene.recorded + timedelta(hours=min(scene.random.lognormvariate(1.3, 1.0), 80))
    _finish(scene, rang, "contact", scene.random.choice(said.EVIDENCE["contact"]))
    thought_of.add("contact")
    for key, (_, low, high) in ONCE.items():
        if not _called_for(scene, key) or scene.chance(FORGOTTEN):
            continue
        late = 1.0 if not scene.chance(LATE) else scene.random.uniform(1.2, 2.5)
        at = scene.recorded + scene.days(low, high) * late
        words = said.EVIDENCE.get(key)
        text = scene.random.choice(words) if words else _reference(scene)
        if key in said.WAIVED and scene.chance(0.04):
            _waive(scene, at, key)
        else:
            _finish(scene, at, key, text)
        thought_of.add(key)
    return thought_of


def _called_for(scene: Scene, key: str) -> bool:
    """As the plan's template asks for it."""
    facts = scene.facts
    match key:
        case "video" | "impact":
            return scene.crime
        case "photographs":
            return bool(facts.injuries) or facts.hurt != "no"
        case "occupational-health":
            return bool(facts.fluid)
        case "hospital":
            return facts.medical == "hospital"
        case _:
            return True


def _reference(scene: Scene) -> str:
    scene.facts.hs_ref = scene.facts.hs_ref or f"HS-{scene.random.randint(30_000, 49_999)}"
    return f"{scene.facts.hs_ref}, linked to {scene.facts.crime_ref or 'the record'}"


def _wishes(scene: Scene) -> None:
    if scene.chance(0.15):
        return
    agreed = scene.chance(0.78)
    at = scene.recorded + scene.hours(1, 40)
    wishes = {
        "contact": scene.random.choice(said.CONTACTS),
        "may_know": scene.random.choice(("team", "team", "station", "nobody", "")),
        "statement": scene.random.choice(("", "", "yes", "no")),
    }
    scene.do(at, VICTIM, c.SetWishes(agreed), **wishes)
    if agreed:
        text = scene.random.choice(said.EVIDENCE["federation"])
        _finish(scene, at + scene.hours(1, 30), "federation", text)


def _absence(scene: Scene) -> None:
    """Some are off work; beyond seven days it is reported under RIDDOR."""
    if not scene.attack.injured or not scene.chance(OFF_WORK):
        return
    since = scene.recorded + timedelta(hours=16)
    scene.do(since, scene.cast.supervisor, c.OffWork(since.date()))
    days = round(min(1 + scene.random.expovariate(1 / 6), 40))
    if days > 7:
        review = since + timedelta(days=8, hours=1)
        scene.do(review, "system", c.Review())
        text = said.EVIDENCE["riddor"][0]
        _finish(scene, review + scene.days(0.5, 5), "riddor", text)
    back = since + timedelta(days=days)
    scene.do(back, scene.cast.supervisor, c.BackAtWork(back.date()))


def _investigation(scene: Scene) -> datetime:
    """Under way, bail, charge, end. The officer's view is on file before the outcome."""
    oic, random = scene.cast.oic, scene.random
    begins = scene.recorded + scene.hours(10, 40)
    scene.do(begins, oic, c.Investigate(Investigation.UNDER_WAY))
    lasts = timedelta(days=min(max(random.lognormvariate(3.1, 0.6), 8.0), 75.0))
    decided = scene.recorded + lasts
    if scene.chance(0.35):
        scene.do(begins + scene.hours(5, 30), oic, c.Investigate(Investigation.BAIL))
    viewed = scene.recorded + (lasts * random.uniform(0.3, 0.9))
    view = random.choice(said.VIEWS)
    scene.do(viewed, VICTIM, c.GiveView(), view)
    ended, outcome = decided, random.choice(("out-of-court", "no-further-action"))
    if scene.chance(0.35):
        scene.do(decided, oic, c.Investigate(Investigation.CHARGED, "charged"))
        ended = decided + scene.days(20, 60)
        outcome = "convicted" if scene.chance(0.8) else "acquitted"
    scene.do(ended, oic, c.Investigate(Investigation.ENDED, outcome))
    _updates(scene, ended)
    return ended


def _updates(scene: Scene, ended: datetime) -> None:
    """Within five working days of the last one, most of the time."""
    at = scene.recorded
    for _ in range(MOST_UPDATES):
        at += scene.days(7.5, 11) if scene.chance(LATE) else scene.days(3.5, 6.8)
        if at >= ended:
            return
        _finish(scene, at, "update", scene.random.choice(said.EVIDENCE["update"]))


def _doubt(scene: Scene) -> None:
    """An officer who sees an injury differently; a reviewer says why it stays one."""
    fresh = scene.until - scene.recorded < STILL_IN_DOUBT
    if scene.crime or not scene.chance(DOUBTED_LATELY if fresh else DOUBTED):
        return
    at = scene.recorded + scene.days(0.5, 3)
    reason = scene.random.choice(said.DIFFERENT)
    scene.do(at, VICTIM, c.SeeDifferently(Classification.ASSAULT), reason)
    why = scene.random.choice(said.REVIEWS[::2])
    at += scene.days(2, 12)
    scene.do(at, scene.cast.inspector, c.Reclassify(Classification.INJURY, True), why)


def _close(scene: Scene, ended: datetime, thought_of: set[str]) -> None:
    """What is still open is done late or waived; then the case is closed."""
    at = ended + scene.days(2, 14)
    owed = {"safety-report", "occupational-health", "hospital"}
    for key in ("daily-meeting", "support", "federation", *owed, "video", "photographs", "impact"):
        if key in thought_of or not _called_for(scene, key):
            continue
        if key in said.WAIVED:
            _waive(scene, at, key)
        else:
            words = said.EVIDENCE.get(key)
            _finish(scene, at, key, words[0] if words else _reference(scene))
    scene.do(at + timedelta(hours=1), scene.cast.supervisor, c.Close())


def _finish(scene: Scene, at: datetime, key: str, text: str) -> None:
    who = _owner(scene, key)
    scene.do(at, who, c.FinishTask(key, str(who.id), has_evidence=True, at=at), text)


def _waive(scene: Scene, at: datetime, key: str) -> None:
    why = scene.random.choice(said.WAIVED[key])
    scene.do(at, scene.cast.supervisor, c.WaiveTask(key, has_reason=True), why)


def _owner(scene: Scene, key: str) -> Person:
    cast = scene.cast
    if key in ONCE:
        return {"supervisor": cast.supervisor, "inspector": cast.inspector, "oic": cast.oic}[
            ONCE[key][0]
        ]
    return cast.oic if key == "update" else cast.supervisor
