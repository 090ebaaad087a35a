"""The story's own cases, step by step: PC Rahman in Ryde, and what lies in PC Quinn's queue."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from outrider.demo.safety.casting import Casting
from outrider.demo.safety.facts import Facts
from outrider.demo.safety.maker import Maker, done, plain_facts
from outrider.demo.safety.play import Played, pseudonym
from outrider.demo.safety.scene import VICTIM, Cast, Scene
from outrider.demo.seeds import made_id
from outrider.domain.safety.case import commands as c
from outrider.domain.safety.case.state import Investigation
from outrider.journal.models import AccessLogEntry
from outrider.people.models import Station

UNION_STREET: Final = (50.7312, -1.1613)
RAHMAN, ASHWORTH, MARSH, NOWAK, QUINN = "3318", "1904", "1311", "1206", "2087"
OKONEDO, LOWE, TEAGUE, IVES, TOLLAND = "1022", "2644", "2790", "3105", "7301"


def story_scenes(
    seed: int, anchor: datetime, stations: dict[str, Station], casting: Casting
) -> list[Scene]:
    make = _Maker(seed, anchor, stations, casting)
    return [_spat_at(make), _pushed(make), _ives(make), _tolland(make), _teague(make)]


class _Maker(Maker):
    """Scenes at Ryde, with the story's people in their parts."""

    def __init__(
        self, seed: int, anchor: datetime, stations: dict[str, Station], casting: Casting
    ) -> None:
        super().__init__(seed, anchor, stations["ryde"])
        self.person = casting.by_number
        trainer = casting.by_key["safety-trainer"]
        of = self.person
        self.cast = Cast(of[ASHWORTH], of[OKONEDO], of[MARSH], of[LOWE], trainer, of[QUINN])

    def at_ryde(
        self, victim: str, days: int, at: time, facts: Facts, lists: tuple[str, ...]
    ) -> Scene:
        return self.scene(self.person[victim], days, at, facts, lists, self.cast)


def _facts(methods: list[str], place: str, seconds: int, number: int) -> Facts:
    facts = plain_facts(methods, place, seconds, number)
    facts.lat, facts.lon = UNION_STREET
    return facts


def _spat_at(make: _Maker) -> Scene:
    """A fortnight ago: kicked, spat at and racially abused. One task is overdue, two are due."""
    facts = _facts(["hate-abuse", "kick", "spit"], "Union Street, Ryde", 38, 931)
    facts.hurt, facts.injuries, facts.body = "a-bit", ["bruise"], ["left-leg", "face"]
    facts.medical, facts.hate, facts.factors = "first-aid", ["race"], ["alcohol", "crowd"]
    facts.fluid = {"fluid": "spit", "reached": ["eyes"], "infection": "unknown"}
    facts.single_crewed, facts.footage = True, ["BWV-7731-02"]
    scene = make.at_ryde(
        RAHMAN, 14, time(23, 40), facts, ("crime", "health-safety", "use-of-force")
    )
    cast, start = make.cast, scene.recorded
    s, oic, lowe = cast.supervisor, cast.oic, make.person[LOWE]
    done(scene, 0.6, s, "occupational-health", "Washed at the station; duty nurse rung at 00:15.")
    wishes = {"contact": "Text, after 2pm", "may_know": "team", "statement": ""}
    scene.do(start + timedelta(hours=2), VICTIM, c.SetWishes(True), **wishes)
    done(scene, 2.6, s, "contact", "Rang from the nick. Shaken, angry; his brother is with him.")
    scene.do(start + timedelta(hours=3), s, c.AssignOic(str(oic.id)))
    done(scene, 3.1, s, "investigate", f"DC Marsh has it; {facts.crime_ref}")
    done(scene, 3.4, s, "safety-report", f"{facts.hs_ref}, linked to {facts.crime_ref}")
    done(scene, 9, s, "support", "Occupational health and peer support; he took the leaflet.")
    done(scene, 9.2, cast.inspector, "daily-meeting", "Raised, item 2: single crewing in Ryde.")
    done(scene, 12, s, "federation", "E-mailed with his yes; receipt the same day.")
    scene.do(start + timedelta(hours=13), oic, c.AssignStatementTaker(str(lowe.id)))
    done(scene, 14.5, s, "statement", "PC Lowe took it at the station.")
    scene.do(start + timedelta(hours=15), oic, c.Investigate(Investigation.UNDER_WAY))
    scene.do(start + timedelta(hours=20), oic, c.Investigate(Investigation.BAIL))
    scene.do(start + timedelta(hours=30), s, c.AssignTask("photographs", str(lowe.id)))
    done(scene, 62, oic, "impact", "Offered; he wants to wait until he sleeps better.")
    done(scene, 112, oic, "update", "Text: man on bail, BWV viewed, it shows the spit.")
    done(scene, 228, oic, "update", "Text after two: CCTV of the shop asked for.")
    link = make.person[QUINN]
    scene.do(start + timedelta(days=1, hours=10), link, c.OfferTalk(str(link.id)))
    today = make.anchor + timedelta(hours=2)
    scene.do(start + timedelta(days=10), VICTIM, c.AcceptTalk(), meets_at=today)
    return scene


def _pushed(make: _Maker) -> Scene:
    """Seven months ago, closed: his first."""
    facts = _facts(["push"], "Esplanade, Ryde", 55, 214)
    facts.activity = "public-order"
    scene = make.at_ryde(RAHMAN, 212, time(22, 5), facts, ("crime",))
    cast, start = make.cast, scene.recorded
    s, oic = cast.supervisor, cast.oic
    scene.do(start + timedelta(hours=1), VICTIM, c.SetWishes(True), contact="Text, after 2pm")
    done(scene, 4, s, "contact", "Spoke at the end of the shift. All right.")
    scene.do(start + timedelta(hours=5), s, c.AssignOic(str(oic.id)))
    done(scene, 5.2, s, "investigate", f"DC Marsh has it; {facts.crime_ref}")
    done(scene, 8, s, "safety-report", f"{facts.hs_ref}, linked to {facts.crime_ref}")
    done(scene, 11, cast.inspector, "daily-meeting", "Raised.")
    done(scene, 20, s, "support", "Told what there is; nothing wanted.")
    done(scene, 22, s, "federation", "E-mailed; receipt next day.")
    scene.do(start + timedelta(hours=24), oic, c.AssignStatementTaker(str(cast.taker.id)))
    done(scene, 26, s, "statement", "PC Lowe took it.")
    scene.do(start + timedelta(hours=27), oic, c.Investigate(Investigation.UNDER_WAY))
    done(scene, 50, oic, "video", "BWV kept; council camera shows the push.")
    done(scene, 70, oic, "impact", "Offered; does not want one.")
    done(scene, 130, oic, "update", "Text: interviewed, admits it.")
    view = "A caution and an apology would do."
    scene.do(start + timedelta(days=7), VICTIM, c.GiveView(), view)
    ended = start + timedelta(days=9)
    scene.do(ended, oic, c.Investigate(Investigation.ENDED, "out-of-court"))
    done(scene, 27 * 24, s, "check-in", "Fine. Laughs about it now.")
    scene.do(start + timedelta(days=29), s, c.Close())
    return scene


def _ives(make: _Maker) -> Scene:
    """Last week: a conversation is on offer and has no answer yet."""
    facts = _facts(["grab", "push"], "Ryde Pier Head", 41, 402)
    facts.activity = "traffic"
    scene = make.at_ryde(IVES, 6, time(17, 20), facts, ("crime", "use-of-force"))
    _begun(make, scene)
    link = make.person[QUINN]
    scene.do(scene.recorded + timedelta(days=2), link, c.OfferTalk(str(link.id)))
    return scene


def _tolland(make: _Maker) -> Scene:
    """The talk was held; the training that came of it is booked."""
    facts = _facts(["threat", "weapon"], "St John's Road, Ryde", 64, 377)
    facts.weapon, facts.activity = "knife", "domestic"
    facts.place_type, facts.public_view = "dwelling", False
    scene = make.at_ryde(TOLLAND, 16, time(20, 50), facts, ("crime", "health-safety"))
    _begun(make, scene)
    link, me = make.person[QUINN], str(make.person[QUINN].id)
    held = scene.recorded + timedelta(days=7)
    scene.do(scene.recorded + timedelta(days=2), link, c.OfferTalk(me))
    scene.do(scene.recorded + timedelta(days=3), VICTIM, c.AcceptTalk(), meets_at=held)
    seen = held + timedelta(minutes=11)
    scene.do(seen, link, c.SeeVideo(me, together=True), facts.footage[0], seen_from=held)
    note = "Would ask everybody out of the kitchen before starting to talk."
    scene.do(held + timedelta(minutes=25), link, c.SaveNote("try-next"), note)
    lesson = "In a kitchen, move the talk to another room before anything else."
    later = held + timedelta(minutes=35)
    scene.do(later, link, c.SaveLesson(), lesson, codes=["knife", "positioning"])
    scene.do(later + timedelta(minutes=2), link, c.AgreeLesson("link"))
    scene.do(later + timedelta(minutes=4), VICTIM, c.AgreeLesson("officer"))
    request = str(made_id(make.seed, "training", "story", TOLLAND))
    scene.do(later + timedelta(minutes=5), VICTIM, c.RequestTraining(request, "knife"))
    scene.do(later + timedelta(minutes=9), link, c.FinishTalk())
    day = (make.anchor + timedelta(days=8)).date()
    booked = later + timedelta(days=2)
    trainer = make.cast.trainer
    scene.do(booked, trainer, c.BookTraining(request, day), where="Newport drill hall")
    scene.attack.talk_at = held
    return scene


def _teague(make: _Maker) -> Scene:
    """Said not now: the queue hides who it was."""
    facts = _facts(["spit"], "George Street, Ryde", 33, 355)
    facts.fluid = {"fluid": "spit", "reached": ["clothes"], "infection": "unknown"}
    scene = make.at_ryde(TEAGUE, 18, time(1, 15), facts, ("crime",))
    _begun(make, scene)
    link = make.person[QUINN]
    scene.do(scene.recorded + timedelta(days=3), link, c.OfferTalk(str(link.id)))
    scene.do(scene.recorded + timedelta(days=4), VICTIM, c.NotNow())
    return scene


def _begun(make: _Maker, scene: Scene) -> None:
    """The first days of a case of the team, with DC Nowak on it."""
    s, start, nowak = make.cast.supervisor, scene.recorded, make.person[NOWAK]
    done(scene, 3, s, "contact", "Rang: all right, a little shaken.")
    scene.do(start + timedelta(hours=4), s, c.AssignOic(str(nowak.id)))
    done(scene, 4.1, s, "investigate", f"DC Nowak has it; {scene.facts.crime_ref}")
    done(scene, 6, s, "safety-report", f"{scene.facts.hs_ref}, linked to the crime")
    done(scene, 7, s, "occupational-health", "Advice line rung; nothing further needed.")
    done(scene, 10, make.cast.inspector, "daily-meeting", "Raised.")
    done(scene, 20, s, "support", "Told what there is.")
    wishes = {"contact": "On shift, in person", "may_know": "team", "statement": "yes"}
    scene.do(start + timedelta(hours=21), VICTIM, c.SetWishes(True), **wishes)
    done(scene, 23, s, "federation", "E-mailed; receipt the same day.")
    scene.do(start + timedelta(hours=26), nowak, c.AssignStatementTaker(str(make.cast.taker.id)))
    done(scene, 28, s, "statement", "PC Lowe took it.")
    scene.do(start + timedelta(hours=30), nowak, c.Investigate(Investigation.UNDER_WAY))
    for day in (5, 11, 16):
        done(scene, day * 24, nowak, "update", "Spoke on shift: nothing new yet.")
    done(scene, 96, nowak, "video", "BWV of both crews kept.")
    done(scene, 80, nowak, "impact", "Offered.")


LOOKS: Final = (  # who, role, why, hours after the record
    (ASHWORTH, "supervisor", "to-ring", 2.5),
    (OKONEDO, "inspector", "daily-meeting", 9.1),
    (QUINN, "link-officer", "to-offer-talk", 34),
    (MARSH, "officer-in-the-case", "to-update", 112),
    (OKONEDO, "inspector", "to-plan", 150),
    (MARSH, "officer-in-the-case", "to-update", 228),
    (ASHWORTH, "supervisor", "to-plan", 290),
)


def write_looks(seed: int, cases: list[Played], casting: Casting) -> None:
    """Who has opened PC Rahman's record: he sees each of them."""
    case_id = made_id(seed, "case", "story", RAHMAN, 14)
    scene = next(played.scene for played in cases if played.scene.id == case_id)
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(
            who=pseudonym(seed, casting.by_number[number]),
            role=role,
            entity=f"case:{case_id}",
            why=why,
            when=scene.recorded + timedelta(hours=hours),
        )
        for number, role, why, hours in LOOKS
    )
