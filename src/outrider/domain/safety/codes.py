"""The words of a record, as the forms of the field use them.

Sources: use-of-force form (NPCC, 2017), HMPPS ASSAULT_5 form, LEOKA; see the feature table F1-F5,
F8 and F13.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, str]

METHODS: Final[Words] = {
    "punch": "Punch",
    "kick": "Kick",
    "spit": "Spit",
    "bite": "Bite",
    "headbutt": "Headbutt",
    "grab": "Grab",
    "slap": "Slap",
    "push": "Push",
    "throw": "Threw something",
    "weapon": "Weapon",
    "vehicle": "Vehicle",
    "threat": "Threat",
    "hate-abuse": "Hate abuse",
    "other": "Other",
    "only-hurt": "Only hurt in a struggle",
}
"""What was done, as the first screen of the phone names it."""

ACTS: Final = frozenset(METHODS) - {"threat", "hate-abuse", "other", "only-hurt"}
"""Deliberate or reckless acts at a person."""

PASSIVE: Final[Words] = {
    "punch": "punched",
    "kick": "kicked",
    "spit": "spat at",
    "bite": "bitten",
    "headbutt": "headbutted",
    "grab": "grabbed",
    "slap": "slapped",
    "push": "pushed",
    "throw": "hit by something thrown",
    "weapon": "attacked with a weapon",
    "vehicle": "driven at",
    "threat": "threatened",
    "hate-abuse": "abused about who you are",
    "only-hurt": "hurt in a struggle",
}

HURT: Final[Words] = {"no": "No", "a-bit": "A bit", "badly": "Badly"}
SAFE: Final[Words] = {"yes": "Yes", "send-help": "No, send help"}
WEAPONS: Final[Words] = {
    "none": "No weapon",
    "knife": "Knife or sharp object",
    "firearm": "Firearm",
    "blunt": "Blunt object",
    "vehicle": "Vehicle",
    "bodily-fluid": "Spit, blood or excreta",
    "thrown-object": "Thrown object or furniture",
    "other": "Other weapon",
}
FLUIDS: Final[Words] = {"spit": "Spit", "bite": "Bite", "blood": "Blood"}
REACHED: Final[Words] = {
    "eyes": "Eyes",
    "mouth": "Mouth",
    "broken-skin": "Broken skin",
    "clothes": "Clothes or unbroken skin only",
    "unknown": "Don't know",
}
INFECTION: Final[Words] = {"yes": "Yes", "no": "No", "unknown": "Don't know"}
BODY: Final[Words] = {
    "head": "Head",
    "face": "Face",
    "neck": "Neck",
    "left-arm": "Left arm",
    "right-arm": "Right arm",
    "left-hand": "Left hand",
    "right-hand": "Right hand",
    "chest": "Chest",
    "back": "Back",
    "abdomen": "Abdomen",
    "groin": "Groin",
    "left-leg": "Left leg",
    "right-leg": "Right leg",
    "left-foot": "Left foot",
    "right-foot": "Right foot",
}
INJURIES: Final[Words] = {
    "none": "None",
    "bruise": "Bruise",
    "cut": "Cut or graze",
    "soreness": "Soreness",
    "sprain": "Sprain or strain",
    "broken-bone": "Broken bone",
    "bite-wound": "Bite wound",
    "head-injury": "Head injury",
    "concussion": "Concussion",
    "other": "Other injury",
}
MEDICAL: Final[Words] = {
    "none": "None",
    "first-aid": "First aid",
    "gp": "GP or walk-in centre",
    "hospital": "Hospital",
}
STRANDS: Final[Words] = {
    "race": "Race",
    "religion": "Religion",
    "disability": "Disability",
    "sexual-orientation": "Sexual orientation",
    "transgender": "Transgender identity",
    "sex": "Sex",
}
OWN: Final[Words] = {**STRANDS, "prefer-not-to-say": "Prefer not to say"}
ACTIVITIES: Final[Words] = {
    "arrest": "Making an arrest",
    "search": "Searching somebody",
    "custody": "In custody",
    "patrol": "On patrol",
    "domestic": "Domestic incident",
    "mental-health": "Mental health incident",
    "traffic": "Traffic stop",
    "public-order": "Public order",
    "medical-call": "Medical call",
    "other": "Something else",
}
LOCATIONS: Final[Words] = {
    "street": "Street",
    "dwelling": "A home",
    "licensed-premises": "Pub, club or licensed premises",
    "hospital": "Hospital",
    "custody": "Custody",
    "vehicle": "Vehicle",
    "public-building": "Public building",
    "other": "Somewhere else",
}
IMPACT_FACTORS: Final[Words] = {
    "alcohol": "Alcohol",
    "drugs": "Drugs",
    "mental-health": "Mental health",
    "weapon": "Weapon",
    "size": "Size or build",
    "crowd": "Crowd",
    "prior-knowledge": "Prior knowledge",
    "abd": "Acute behavioural disturbance",
}
WHEN: Final[Words] = {
    "now": "Just now",
    "at": "At a time today",
    "earlier-this-shift": "Earlier this shift",
    "another-day": "Another day",
}
WHERE: Final[Words] = {
    "mission": "From your call",
    "place": "A place",
    "unknown": "Don't know yet",
}
CLASSIFICATIONS: Final[Words] = {
    "assault": "Assault",
    "assault-no-contact": "Assault without contact (a threat)",
    "injury-on-duty": "Injury on duty",
    "abuse": "Abuse about who you are",
    "unsure": "Recorded: a reviewer will say which",
}
TOPICS: Final[Words] = {
    "spit": "Spitting and biting",
    "search": "Searching safely",
    "positioning": "Positioning and distance",
    "crowd": "Working with a crowd",
    "single-crewed": "Working alone",
    "communication": "Words and calming",
    "knife": "Edged weapons",
    "handcuffing": "Handcuffing",
    "ground": "On the ground",
    "vehicle": "Around vehicles",
    "custody": "In custody",
    "kit": "Kit and carriage",
}
"""Codes of lessons and of extra training."""

LOOKS: Final[Words] = {
    "to-ring": "To ring you",
    "to-update": "To update you",
    "daily-meeting": "Daily meeting",
    "to-offer-talk": "To offer you a talk",
    "to-talk": "For your talk",
    "to-classify": "To say what it is",
    "to-plan": "To keep the plan going",
    "health": "Occupational health",
    "consent": "Because you agreed",
    "other": "Another reason",
}
"""Why somebody opened a person's record."""
