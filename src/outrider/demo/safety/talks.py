"""The conversation of a case, its lesson, and the training that comes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from outrider.demo.safety import said
from outrider.demo.safety.people import Person
from outrider.demo.safety.scene import VICTIM, Scene
from outrider.demo.seeds import made_id
from outrider.domain.safety.case import commands as c

TOPICS: Final = {
    "spit": "spit", "bite": "spit", "kick": "ground", "weapon": "knife", "vehicle": "vehicle",
    "push": "positioning", "grab": "handcuffing", "threat": "communication",
    "hate-abuse": "communication", "only-hurt": "handcuffing", "punch": "positioning",
}  # fmt: skip
LESSON: Final = 0.7
TRAINING: Final = 0.3
NOT_NOW: Final = 0.35
ANSWERED_WITHIN: Final = timedelta(days=16)
ONLY_OFFERED: Final = 0.25


def write_talk(scene: Scene) -> None:
    """Held where the attack says so; else perhaps offered, and perhaps not now."""
    link = scene.cast.link
    if link is None:
        return
    if scene.attack.talk_at is not None:
        _held(scene, link, scene.attack.talk_at)
        return
    offered = scene.recorded + scene.days(1, 5)
    drawn = scene.random.random()
    if drawn < NOT_NOW + ONLY_OFFERED:
        scene.do(offered, link, c.OfferTalk(str(link.id)))
    # nobody leaves an offer without an answer for weeks
    long_ago = scene.until - offered > ANSWERED_WITHIN
    if drawn < NOT_NOW or (drawn < NOT_NOW + ONLY_OFFERED and long_ago):
        scene.do(offered + scene.days(0.3, 3), VICTIM, c.NotNow())


def _held(scene: Scene, link: Person, at: datetime) -> None:
    random = scene.random
    offered = scene.recorded + (at - scene.recorded) * random.uniform(0.2, 0.5)
    scene.do(offered, link, c.OfferTalk(str(link.id)))
    accepted = offered + (at - offered) * random.uniform(0.2, 0.7)
    scene.do(accepted, VICTIM, c.AcceptTalk(), meets_at=at)
    me = str(link.id)
    if scene.facts.footage:
        seen = at + timedelta(minutes=random.randint(4, 12))
        reference = scene.facts.footage[0]
        scene.do(seen, link, c.SeeVideo(me, together=True), reference, seen_from=at)
    headings = random.sample(list(said.NOTES), random.choice((2, 3)))
    for order, heading in enumerate(headings):
        text = random.choice(said.NOTES[heading])
        noted = at + timedelta(minutes=15 + 5 * order)
        scene.do(noted, link, c.SaveNote(heading), text)
    finished = at + timedelta(minutes=random.randint(35, 60))
    if scene.chance(LESSON):
        _lesson(scene, link, finished)
    if scene.chance(TRAINING):
        _training(scene, finished + timedelta(minutes=1))
    scene.do(finished + timedelta(minutes=3), link, c.FinishTalk())


def _lesson(scene: Scene, link: Person, at: datetime) -> None:
    topic = _topic(scene)
    fitting = [one for one in said.LESSONS if topic in one[1]] or list(said.LESSONS)
    text, codes = scene.random.choice(fitting)
    scene.do(at, link, c.SaveLesson(), text, codes=list(codes))
    scene.do(at + timedelta(minutes=2), link, c.AgreeLesson("link"))
    if scene.chance(0.85):
        scene.do(at + scene.hours(0.1, 30), VICTIM, c.AgreeLesson("officer"))


def _training(scene: Scene, at: datetime) -> None:
    """Asked for, booked, done, and a month later asked whether it helped."""
    trainer = scene.cast.trainer
    request = str(made_id(scene.seed, "training", scene.id))
    scene.do(at, VICTIM, c.RequestTraining(request, _topic(scene)))
    if scene.chance(0.1):
        return
    booked = at + scene.days(1, 8)
    day = booked + scene.days(6, 35)
    where = scene.random.choice(said.WHERE)
    scene.do(booked, trainer, c.BookTraining(request, day.date()), where=where)
    done = day + timedelta(hours=6)
    scene.do(done, trainer, c.TrainingDone(request, day.date()))
    if scene.chance(0.75):
        outcome = scene.random.choices(
            ("helped", "in-part", "no-difference", "too-early"), (60, 25, 8, 7)
        )[0]
        scene.do(done + scene.days(20, 40), VICTIM, c.TrainingOutcome(request, outcome))


def _topic(scene: Scene) -> str:
    return next((TOPICS[name] for name in scene.facts.methods if name in TOPICS), "positioning")
