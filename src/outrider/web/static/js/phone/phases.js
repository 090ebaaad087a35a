/** What comes next in a mission, and what the presses that wait will make of it. Pure. */

export const ENDED = new Set([
  "clear",
  "owner_declined",
  "withdrawn",
  "declined",
  "no_answer",
  "stood_down",
  "called_back",
  "care_abandoned",
  "state_forbids",
  "unable",
]);

export const WORDS = {
  offered: "Offered",
  accepted: "Accepted",
  mobile: "Mobile",
  hold_off: "Hold off",
  at_scene: "At scene",
  with_patient: "With patient",
  handover: "Handover",
  clear: "Clear",
};

const LEADS_TO = {
  accept: "accepted",
  decline: "declined",
  mobile: "mobile",
  at_scene: "at_scene",
  with_patient: "with_patient",
  handover: "handover",
  clear: "clear",
  unable: "unable",
};

const NEXT = {
  offered: "accept",
  accepted: "mobile",
  mobile: "at_scene",
  at_scene: "with_patient",
  with_patient: "handover",
  handover: "clear",
};

export const LABELS = {
  accept: "Accepted",
  decline: "Can’t go",
  mobile: "Mobile",
  at_scene: "At scene",
  with_patient: "With patient",
  handover: "Handover given",
  clear: "Clear",
  unable: "Can’t go on",
  need_help: "Help asked for",
};

/** The five steps of the bar, with the phases that each stands for. */
export const STEPS = [
  { word: "Accepted", phases: ["accepted"] },
  { word: "Mobile", phases: ["mobile", "hold_off"] },
  { word: "At scene", phases: ["at_scene"] },
  { word: "Patient", phases: ["with_patient"] },
  { word: "Handover", phases: ["handover"] },
];

export const stepOf = (phase) => STEPS.findIndex((step) => step.phases.includes(phase));

/**
 * The mission as this phone believes it to be: the server's phase, moved on by its own presses that
 * were not answered yet. `confirmed` is false while any of them waits.
 */
export function project(mission, waiting) {
  let phase = mission.phase;
  for (const item of waiting) {
    if (ENDED.has(phase)) break;
    phase = LEADS_TO[item.press] ?? phase;
  }
  const acknowledged = mission.times?.acknowledged ?? null;
  return { phase, acknowledged, confirmed: waiting.length === 0, ended: ENDED.has(phase) };
}

/** The one big button. Null: nothing to press now (hold off, or ended). */
export const nextPress = ({ phase }) => NEXT[phase] ?? null;
