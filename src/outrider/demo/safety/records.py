"""Rows of a record as it was just made: the incident, the case, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from outrider.demo.safety.facts import Facts
from outrider.demo.safety.scene import Scene
from outrider.demo.seeds import made_id
from outrider.domain.safety.decider import VERSION, decide
from outrider.domain.safety.template import DEFAULT_TEMPLATE
from outrider.notify.models import Notice
from outrider.people.models import TrainingRecord
from outrider.safety.models import (
    Case,
    CaseText,
    Classified,
    Footage,
    Incident,
    Lesson,
    Suspect,
    Talk,
    TalkNote,
    Task,
    TrainingRequest,
    VideoReview,
)


@dataclass
class Rows:
    """Everything that one case has in the database. `since` is when a task's clock was set."""

    incident: Incident
    case: Case
    talk: Talk
    tasks: dict[str, Task] = field(default_factory=dict)
    since: dict[str, datetime] = field(default_factory=dict)
    classified: list[Classified] = field(default_factory=list)
    footage: list[Footage] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    texts: list[CaseText] = field(default_factory=list)
    notes: dict[str, TalkNote] = field(default_factory=dict)
    reviews: list[VideoReview] = field(default_factory=list)
    lesson: Lesson | None = None
    training: dict[str, TrainingRequest] = field(default_factory=dict)
    records: list[TrainingRecord] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def record_rows(scene: Scene) -> Rows:
    """The rows at the moment of the record."""
    facts = scene.facts
    decision = decide(facts.methods)
    incident = _incident(scene, facts)
    case = _case(scene, facts, incident)
    case.classification = decision.result.value
    decided = Classified(
        case=case, at=scene.recorded, by="decider", code=decision.result.value, rule=decision.rule
    )
    footage = [
        Footage(case=case, reference=reference, added_at=scene.recorded)
        for reference in facts.footage
    ]
    suspects = [Suspect(incident=incident, number=1, reference=facts.suspect)]
    return Rows(
        incident=incident,
        case=case,
        talk=Talk(case=case),
        classified=[decided],
        footage=footage,
        suspects=suspects if facts.suspect else [],
    )


def _incident(scene: Scene, facts: Facts) -> Incident:
    return Incident(
        id=made_id(scene.seed, "incident", scene.id),
        draft_id=made_id(scene.seed, "draft", scene.id),
        fingerprint=made_id(scene.seed, "fingerprint", scene.id).hex,
        recorded_at=scene.recorded,
        recorded_by=_recorder(scene),
        recorded_seconds=facts.seconds,
        occurred_at=scene.attack.at,
        when_kind=facts.when_kind,
        place_known=bool(facts.place),
        place_label=facts.place,
        town=facts.place.rpartition(", ")[2],
        lat=facts.lat,
        lon=facts.lon,
        in_a_home=facts.place_type == "dwelling",
        location_type=facts.place_type,
        activity=facts.activity,
        single_crewed=facts.single_crewed,
        public_view=facts.public_view,
        impact_factors=facts.factors,
    )


def _recorder(scene: Scene) -> str:
    if scene.facts.on_behalf:
        return str(made_id(scene.seed, "user", scene.cast.supervisor.account))
    return str(made_id(scene.seed, "alias", scene.id))


def _case(scene: Scene, facts: Facts, incident: Incident) -> Case:
    return Case(
        id=scene.id,
        number=scene.number,
        incident=incident,
        victim_id=scene.victim.id,
        alias=made_id(scene.seed, "alias", scene.id),
        station_id=scene.station_id,
        on_behalf=facts.on_behalf,
        recorded_at=scene.recorded,
        methods=facts.methods,
        hurt=facts.hurt,
        safe="yes",
        weapon=facts.weapon,
        fluid=facts.fluid,
        body=facts.body,
        injuries=facts.injuries,
        medical="" if facts.medical == "hospital" else facts.medical,
        hate=facts.hate,
        decider_version=VERSION,
        crime_ref=facts.crime_ref,
        hs_ref=facts.hs_ref,
        uof_ref=facts.uof_ref,
        template_id=DEFAULT_TEMPLATE.version,
        supervisor_id=scene.cast.supervisor.id,
    )
