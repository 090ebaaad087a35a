"""What people wrote: evidence of a task, reasons, views, notes and lessons. All invented."""

from __future__ import annotations

from typing import Final

EVIDENCE: Final[dict[str, tuple[str, ...]]] = {
    "contact": (
        "Rang after the shift. Shaken but all right; partner knows.",
        "Spoke in person at the station, 20 minutes. Wants no fuss, will say if it changes.",
        "Rang, no answer; rang again two hours later. Sore, sleeping badly.",
        "Spoke at the hospital and drove them home.",
        "Video call. First time it has happened to them; asked me to ring again on Friday.",
    ),
    "support": (
        "Gave the occupational health number and the chaplain's. Employee assistance leaflet sent.",
        "Told about peer support and victim services; declined both for now.",
        "Peer supporter named and introduced.",
    ),
    "occupational-health": (
        "Occupational health rung at once; blood taken, result in two weeks.",
        "Washed at scene, put through to the duty nurse within the hour.",
        "Advice line rung. No broken skin; nothing further needed.",
    ),
    "daily-meeting": (
        "Raised at the morning meeting; welfare with the team sergeant.",
        "Raised, item 4. Double crewing at that address agreed.",
        "Raised; command team will drop in on the next late turn.",
    ),
    "federation": (
        "E-mailed the office with consent; receipt the same day.",
        "Rang the duty rep, who will make contact.",
        "UNISON branch told; they have it.",
    ),
    "hospital": ("On-call chief officer told by phone, rang the officer themselves.",),
    "update": (
        "Texted after two, as asked: interview done, file with the reviewing sergeant.",
        "Rang. Suspect bailed to return; CCTV viewed and it shows the act.",
        "E-mailed: witness statement in, waiting for the medical note.",
        "Spoke on shift: charging advice asked for.",
        "Left a message and sent a text: no change since last week.",
    ),
    "video": (
        "Body-worn video marked evidential; shop CCTV seized.",
        "BWV kept. Council camera was pointing the other way.",
        "BWV of both crews kept; door camera asked for and received.",
    ),
    "photographs": (
        "Second set taken at 48 hours, with scale; held by imaging.",
        "Taken at the station. Bruise clearer than on the night.",
    ),
    "impact": (
        "Offered. Wants to write one nearer to court.",
        "Offered and explained; thinking about it.",
        "Offered; statement taken the same week.",
    ),
    "check-in": (
        "Four weeks on: back to himself, still avoids that street.",
        "Spoke over tea. Doing well; asked for the extra spit training.",
        "Sleeping better. Wants to know the court date as soon as there is one.",
        "Doing well. Grateful that somebody asked again.",
    ),
    "riddor": ("F2508 sent on line; reference kept with the safety report.",),
}
WAIVED: Final[dict[str, tuple[str, ...]]] = {
    "support": ("They have asked not to be contacted about it again.",),
    "occupational-health": ("Spit hit the windscreen, not the officer.",),
    "daily-meeting": ("Bank holiday weekend, no meeting; the command team was told by phone.",),
    "federation": ("No answer after two tries; they know where to find the office.",),
    "statement": ("Covered by the officer's own evidential account, as policy allows.",),
    "video": ("No camera was on and none covers the place.",),
    "photographs": ("Nothing to see at 48 hours; noted by the duty nurse.",),
    "impact": ("They said clearly that they do not want one.",),
    "update": ("They asked to hear only the result.",),
    "check-in": ("They have moved to another force; their new line has been told.",),
}
VIEWS: Final = (
    "I would like it to go to court. He knew what he was doing.",
    "A caution would be enough if he says sorry and gets help with the drinking.",
    "I have no strong view, as long as it is not just dropped without anybody telling me.",
    "She was in crisis. I would rather it went to a restorative meeting than to court.",
    "Charge, please. It is the third time for him with our team.",
)
REVIEWS: Final = (
    "Video shows a pull away and a fall together, no act at the officer.",
    "Words before it and a clear swing: both accounts agree.",
    "Hurt by the door as it closed. Well recorded; it stays with health and safety.",
)
DIFFERENT: Final = (
    "He looked straight at me before he pulled my arm down. I think that he meant it.",
    "She said she would hurt me and then went limp on the stairs.",
)
NOTES: Final[dict[str, tuple[str, ...]]] = {
    "well": (
        "Kept talking all the way through and the others took their cue from that.",
        "Called for the second car early.",
        "Stepped out and closed the door when it turned.",
    ),
    "less-well": (
        "Went hands-on before the second officer was there.",
        "Lost sight of his left hand while reading the card.",
        "Stood in the doorway with nowhere to go.",
    ),
    "try-next": (
        "Wall at my back, him at arm's length, then search.",
        "Say out loud who has hands and who has words.",
        "Ask custody about the last visit before opening the cage.",
    ),
    "kit": (
        "Spit guard was in the car, not on the belt.",
        "Gloves split; want the heavier ones.",
    ),
    "words": (
        "The same sentence three times, slowly, worked better than three different ones.",
        "Told him what would happen next; should have waited for an answer.",
    ),
    "position": (
        "Felt the crowd behind more than the man in front. Would step left.",
        "Too close to the kitchen side of the room.",
    ),
    "crewing": (
        "Single crewed at closing time. Would have waited for the van.",
        "New partner: we had not said who leads.",
    ),
}
LESSONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Spitting came during a hands-on search at close range. Turn the person away from you "
        "first, and keep the spit guard where one hand can reach it.",
        ("spit", "search"),
    ),
    (
        "With a crowd behind you, get a wall at your back before you go hands-on, and wait for "
        "the second officer if nobody is in danger.",
        ("crowd", "positioning"),
    ),
    (
        "Search the waistband first and talk about what you are doing. Surprise, not force, set "
        "off the kick.",
        ("search", "communication"),
    ),
    (
        "Put cuffs on before you say the word arrest when the person is already backing towards a"
        " way out.",
        ("handcuffing",),
    ),
    (
        "In a kitchen, move the conversation to another room before you bring bad news.",
        ("positioning", "knife"),
    ),
    (
        "One officer talks, one watches the hands. Say out loud which of you it is.",
        ("communication", "positioning"),
    ),
    (
        "Feet come up when somebody is put into a van head first. Stand to the side of the door, "
        "never square in front of it.",
        ("vehicle", "positioning"),
    ),
    (
        "The bite came while freeing a jammed cuff. Control the head before you work on the wrist.",
        ("handcuffing", "ground"),
    ),
    (
        "Opening the cell door for a meal is a moment of risk: look, speak, step back, then pass "
        "it.",
        ("custody",),
    ),
    (
        "Tell hospital staff where you want to stand before the patient wakes; ask for the "
        "trolley to be moved away from the wall.",
        ("positioning", "communication"),
    ),
    (
        "Alone at a late disturbance, stay by the car and use its lights until the next unit is "
        "there.",
        ("single-crewed",),
    ),
    (
        "Ask control for the history of the address before the knock. A minute of waiting would "
        "have changed how we stood.",
        ("communication", "positioning"),
    ),
    (
        "A person who suddenly goes quiet is not calmer. Keep the distance and keep talking.",
        ("communication",),
    ),
    (
        "Do not reach through a car window. Ask for the engine off and the keys on the roof.",
        ("vehicle",),
    ),
    (
        "On the ground, the third officer takes the legs at once. We all went for the arms and "
        "were kicked.",
        ("ground",),
    ),
    (
        "Brief who leads before getting out of the car, most of all with a partner whom you don't"
        " know.",
        ("communication",),
    ),
    (
        "Gloves on before the bag is opened, and tip it out. The cut came from feeling inside.",
        ("search", "kit"),
    ),
    (
        "Stand on the hinge side of a door, and keep your foot out of the gap.",
        ("positioning",),
    ),
    (
        "If somebody asks for space and you can give it, give it. Two steps back ended it the "
        "second time.",
        ("communication", "positioning"),
    ),
    (
        "Carry the spit guard on the belt. Fetching it from the car took both officers out of the"
        " room.",
        ("kit", "spit"),
    ),
    (
        "At closing time, take the argument round the corner: without an audience it was over in "
        "a minute.",
        ("crowd", "communication"),
    ),
    (
        "Cuff to the rear and check the fit before the journey. A loose cuff became a weapon in "
        "the back of the car.",
        ("handcuffing", "vehicle"),
    ),
    (
        "When a friend films, name a colleague to speak to the friend. It took the heat out of "
        "the arrest.",
        ("crowd", "communication"),
    ),
    (
        "Belt and braces in custody: take shoes with laces at the desk, not in the cell.",
        ("custody",),
    ),
    (
        "Look for what can be thrown within arm's reach, and move the talk away from it.",
        ("positioning",),
    ),
    (
        "Say what happens next in one short sentence and wait for an answer. Three orders at once"
        " were heard as none.",
        ("communication",),
    ),
    (
        "Do not kneel to speak to somebody on a sofa unless your partner stands where they can "
        "see both of you.",
        ("positioning", "knife"),
    ),
    (
        "Racial abuse came first and the push followed. Naming it calmly, and that it is "
        "recorded, was better than not hearing it.",
        ("communication",),
    ),
    (
        "Check the seat and the footwell of your own car before and after every journey.",
        ("vehicle", "search"),
    ),
    (
        "Hand over properly at the hospital: the nurse who took the next turn did not know about "
        "the bite.",
        ("communication", "spit"),
    ),
    (
        "A dog in the room is part of the risk. Ask for it to be shut away before you step in.",
        ("positioning",),
    ),
    (
        "Practise the two-person lift to standing. Getting up was when the headbutt came.",
        ("ground", "positioning"),
    ),
    (
        "Wait for the van when the person is much bigger than you and nobody is in danger.",
        ("single-crewed",),
    ),
    (
        "Tell the officer on the other arm before you let go of yours.",
        ("handcuffing", "communication"),
    ),
)
WHERE: Final = (
    "Training centre, Southampton", "Basingstoke gym", "Newport drill hall", "Portsmouth mat room",
    "At their own station",
)  # fmt: skip
CONTACTS: Final = ("Text, after 2pm", "Ring, mornings", "E-mail at work", "", "On shift, in person")
