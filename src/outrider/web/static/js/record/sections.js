/** What can be added, by subject. `list` names the words; `kind` how it is asked. */

export const SECTIONS = [
  {
    id: "injury",
    title: "Injury and care",
    icon: "only-hurt",
    fields: [
      { name: "hurt", kind: "one", list: "hurt", label: "Are you hurt?", css: "seg three" },
      { name: "body", kind: "body", list: "body", label: "Where on the body?" },
      { name: "injuries", kind: "many", list: "injuries", label: "What kind of injury?" },
      { name: "medical", kind: "one", list: "medical", label: "Who looked after it?" },
    ],
  },
  { id: "fluid", title: "Spit, bite or blood", icon: "spit", fields: [{ name: "fluid", kind: "fluid" }] },
  { id: "weapon", title: "Weapon", icon: "weapon", fields: [{ name: "weapon", kind: "one", list: "weapons", label: "What was used?" }] },
  {
    id: "hate",
    title: "Abuse about who you are",
    icon: "hate-abuse",
    fields: [
      { name: "hate", kind: "many", list: "strands", label: "What was it about?" },
      {
        name: "own_characteristic",
        kind: "many",
        list: "own",
        label: "About you, only if you want",
        hint: "Nobody has to say. Tap it again to take it back.",
      },
    ],
  },
  {
    id: "place",
    title: "Place",
    icon: "pin",
    fields: [
      { name: "place", kind: "place", label: "Where was it?" },
      { name: "location_type", kind: "one", list: "locations", label: "What kind of place?" },
      { name: "in_a_home", kind: "yes-no", label: "Was it in a home?" },
      { name: "public_view", kind: "yes-no", label: "Could the public see it?" },
    ],
  },
  {
    id: "work",
    title: "What you were doing",
    icon: "shield",
    fields: [
      { name: "activity", kind: "one", list: "activities", label: "What was the job?" },
      { name: "single_crewed", kind: "yes-no", label: "Were you alone?" },
      { name: "impact_factors", kind: "many", list: "impact_factors", label: "What played a part?" },
    ],
  },
  { id: "suspects", title: "Who did it", icon: "people", fields: [{ name: "suspects", kind: "suspects" }] },
  { id: "footage", title: "Body-worn video", icon: "video", fields: [{ name: "footage", kind: "footage" }] },
  {
    id: "references",
    title: "Reference numbers",
    icon: "document",
    fields: [
      { name: "crime_ref", kind: "text", label: "Crime number" },
      { name: "hs_ref", kind: "text", label: "Health and safety report" },
      { name: "uof_ref", kind: "text", label: "Use-of-force form" },
    ],
  },
];

export const sectionById = (id) => SECTIONS.find((one) => one.id === id);
