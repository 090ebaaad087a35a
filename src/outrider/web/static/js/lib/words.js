/** The status vocabulary: word, shape and colour of each phase, outcome and police state. */

import { html } from "./html.js";
import { Icon } from "./icons.js";

export const PHASES = {
  asking_owner: ["clock", "police"],
  offered: ["bell", "warn"],
  accepted: ["tick-filled", "ok"],
  mobile: ["arrowhead", "ok"],
  hold_off: ["octagon", "warn"],
  at_scene: ["pin", "ok"],
  with_patient: ["cross-filled", "patient"],
  handover: ["arrows", "patient"],
  clear: ["ring", ""],
  restock: ["kit", ""],
  owner_declined: ["cross", ""],
  declined: ["cross", ""],
  withdrawn: ["barred-ring", ""],
  no_answer: ["barred-signal", "warn"],
  stood_down: ["barred-ring", ""],
  called_back: ["return", "stop"],
  care_abandoned: ["diamond", "stop"],
  state_forbids: ["square", ""],
  unable: ["cross", ""],
};

export const OUTCOMES = {
  send: ["Send", "tick-filled", "ok"],
  send_after_risk_check: ["Send after risk check", "clock", "warn"],
  hold_off: ["Hold off", "octagon", "warn"],
  route_to_police: ["Police job", "shield", "police"],
  not_eligible: ["Not eligible", "barred-circle", ""],
  no_rules: ["No rules in force", "triangle", "stop"],
};

/** Phases before wheels turn, on the way, with the patient; nothing else is live. */
export const LIVE_PHASES = new Set([
  "asking_owner", "offered", "accepted", "mobile", "hold_off", "at_scene", "with_patient", "handover",
]);
export const CARE_PHASES = new Set(["with_patient", "handover"]);
export const isLive = (mission) => !mission.times?.ended && LIVE_PHASES.has(mission.phase);

export const Chip = ({ icon, tone = "", children }) =>
  html`<span class=${`chip ${tone}`.trim()}><${Icon} name=${icon} />${children}</span>`;

export function PhaseChip({ mission }) {
  const [icon, tone] = PHASES[mission.phase] ?? ["ring", ""];
  return html`<${Chip} icon=${icon} tone=${tone}>${mission.phase_word}: ${mission.call_sign}</${Chip}>`;
}

const STATE_SHAPES = {
  may: "",
  never: "no",
  "on-job": "no",
  off: "off",
  emergency: "sos",
  unchanged: "",
};

/** The police-state badge: round may be asked, square may not, dashed is off, diamond is danger. */
export function StateBadge({ state }) {
  if (!state) return null;
  const shape = STATE_SHAPES[state.may] ?? "no";
  return html`<span class=${`ps ${shape}`.trim()} title=${`Police state ${state.code}: ${state.word}`}>
    <span>${state.code}</span><span class="vh">: ${state.word}</span>
  </span>`;
}

export const Category = ({ value }) =>
  html`<span class=${value === "C1" ? "cat c1" : "cat"}><span class="vh">Category </span>${value}</span>`;
