"""A starting rule pack with public complaint names. Real lists are local and often restricted.

Classes of the exclusions are scheme defaults, to be agreed by both agencies before anything goes
live. Exclusions follow published co-responder and community first responder scope lists (HPA 2016;
WMAS; NSW GoodSAM).
"""

from __future__ import annotations

from typing import Any, Final

DEFAULT_PACK: Final[dict[str, Any]] = {
    "version": "2026.1",
    "policy": {},
    "complaints": [
        {
            "id": "cardiac-arrest",
            "text": "Cardiac arrest, not breathing",
            "condition": "cardiac-arrest",
            "usual_category": "C1",
        },
        {
            "id": "unconscious",
            "text": "Unconscious, breathing not known",
            "condition": "other",
            "usual_category": "C1",
        },
        {
            "id": "choking",
            "text": "Choking",
            "condition": "choking",
            "usual_category": "C1",
        },
        {
            "id": "stroke",
            "text": "Stroke, FAST positive",
            "condition": "stroke",
            "usual_category": "C2",
        },
        {
            "id": "catastrophic-bleed",
            "text": "Severe bleeding",
            "condition": "trauma",
            "usual_category": "C1",
        },
        {
            "id": "trauma-injury",
            "text": "Injury from a fall or blow",
            "condition": "trauma",
            "usual_category": "C2",
        },
        {
            "id": "shock",
            "text": "Shock: pale, cold, faint",
            "condition": "shock",
            "usual_category": "C2",
        },
        {
            "id": "anaphylaxis",
            "text": "Serious allergic reaction",
            "condition": "shock",
            "usual_category": "C1",
        },
        {
            "id": "chest-pain",
            "text": "Chest pain",
            "condition": "other",
            "usual_category": "C2",
        },
        {
            "id": "breathing",
            "text": "Breathing difficulty",
            "condition": "other",
            "usual_category": "C2",
        },
        {
            "id": "fitting",
            "text": "Fitting",
            "condition": "other",
            "usual_category": "C2",
        },
        {"id": "burns", "text": "Burns", "condition": "trauma", "usual_category": "C2"},
        {
            "id": "overdose",
            "text": "Overdose or poisoning",
            "condition": "other",
            "usual_category": "C2",
        },
        {
            "id": "assault-injury",
            "text": "Injured in an assault",
            "condition": "trauma",
            "usual_category": "C2",
        },
        {
            "id": "road-collision",
            "text": "Road traffic collision",
            "condition": "trauma",
            "usual_category": "C2",
        },
        {
            "id": "maternity",
            "text": "Pregnancy or childbirth",
            "condition": "other",
            "usual_category": "C2",
        },
        {
            "id": "fall-no-injury",
            "text": "Fall, no injury",
            "condition": "other",
            "usual_category": "C3",
        },
    ],
    "flags": [
        {"id": "violence", "text": "Violence or a weapon at the scene"},
        {"id": "alcohol-drugs", "text": "Alcohol or drugs involved"},
        {
            "id": "unsafe-scene",
            "text": "Scene not safe (traffic, fire, water, structure)",
        },
        {"id": "spinal", "text": "Suspected spinal injury"},
        {"id": "health-facility", "text": "In a care home or health facility"},
        {
            "id": "expected-death",
            "text": "Expected death or do-not-resuscitate decision",
        },
    ],
    "rules": [
        {
            "id": "CR-01",
            "outcome": "route_to_police",
            "complaints": ["assault-injury"],
            "text": "Assault: an ordinary police job. Police control decides what it sends.",
        },
        {
            "id": "CR-02",
            "outcome": "route_to_police",
            "flags": ["violence"],
            "text": "Violence at the scene: an ordinary police job.",
        },
        {
            "id": "CR-03",
            "outcome": "route_to_police",
            "complaints": ["road-collision"],
            "text": "Road collision: an ordinary police job.",
        },
        {
            "id": "CR-04",
            "outcome": "hold_off",
            "flags": ["unsafe-scene"],
            "text": "Scene not safe: meet nearby and hold off until control says go in.",
        },
        {
            "id": "CR-20",
            "outcome": "not_eligible",
            "flags": ["expected-death"],
            "text": "Expected death: not a call for a co-responder.",
        },
        {
            "id": "CR-21",
            "outcome": "not_eligible",
            "complaints": ["maternity"],
            "text": "Maternity is outside what co-responders are trained for.",
        },
        {
            "id": "CR-22",
            "outcome": "not_eligible",
            "flags": ["health-facility"],
            "text": "In a health facility: trained help is there already.",
        },
        {
            "id": "CR-23",
            "outcome": "not_eligible",
            "age_below": 8,
            "text": "Under 8: outside the age range that the scheme agreed.",
        },
        {
            "id": "CR-24",
            "outcome": "not_eligible",
            "flags": ["spinal"],
            "text": "Suspected spinal injury is outside what co-responders are trained for.",
        },
        {
            "id": "CR-25",
            "outcome": "not_eligible",
            "categories": ["C3", "C4"],
            "text": "Not life-threatening: categories 1 and 2 only.",
        },
        {
            "id": "CR-10",
            "outcome": "send_after_risk_check",
            "complaints": ["overdose"],
            "text": "Overdose or poisoning: ask the caller about risk to the crew first.",
        },
        {
            "id": "CR-11",
            "outcome": "send_after_risk_check",
            "flags": ["alcohol-drugs"],
            "text": "Alcohol or drugs involved: ask the caller about risk to the crew first.",
        },
        {
            "id": "CR-07",
            "outcome": "send",
            "complaints": ["cardiac-arrest"],
            "text": "Cardiac or respiratory arrest, aged 8 or over, not in a health facility.",
        },
        {
            "id": "CR-08",
            "outcome": "send",
            "complaints": [
                "choking",
                "catastrophic-bleed",
                "anaphylaxis",
                "unconscious",
            ],
            "text": "Life in immediate danger and within what co-responders are trained for.",
        },
        {
            "id": "CR-09",
            "outcome": "send",
            "complaints": [
                "stroke",
                "trauma-injury",
                "shock",
                "chest-pain",
                "breathing",
                "fitting",
                "burns",
            ],
            "text": "Emergency on the agreed list, aged 8 or over.",
        },
    ],
}
