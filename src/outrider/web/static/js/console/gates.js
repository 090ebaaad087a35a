/** The gates between a call and a unit: the rules' outcome, the ambulance interlock, hold off. */

import { age, clock, estimate, secondsBetween } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { fixed } from "../lib/resource.js";
import { OUTCOMES } from "../lib/words.js";
import { agency, live, openDialog } from "./state.js";

const Gate = ({ icon, tone, word, children, end, css = "" }) => html`<div class=${`gate ${css}`}>
  <span class=${`tag ${tone}`}><${Icon} name=${icon} />${word}</span><span>${children}</span>${end ?? html`<span></span>`}</div>`;

const PLAIN = {
  send: "A co-responder may be sent.",
  send_after_risk_check: "A co-responder may be sent once the risk is checked.",
  hold_off: "A co-responder waits at a safe point until control says go.",
  route_to_police: "This goes to police as a police job.",
  not_eligible: "The rules send no co-responder.",
  no_rules: "No rule pack is in force, so this scheme sends nobody. Control rooms go on by voice.",
};

export function OutcomeGate({ call }) {
  const outcome = call.outcome;
  if (!outcome) return null;
  const [word, icon, tone] = OUTCOMES[outcome.class] ?? ["Not ruled", "clock", ""];
  const why = html`<button type="button" class="link" onClick=${() => openDialog("why", { callId: call.id })}>Why?</button>`;
  const checked = outcome.class === "send_after_risk_check" && outcome.risk_checked_at;
  return html`<${Gate} icon=${icon} tone=${tone} word=${word} end=${why}>
    ${outcome.rule && outcome.text ? html`<b>${outcome.rule}</b> ${outcome.text}` : PLAIN[outcome.class]}
    ${checked && html` <span class="t2">Risk checked ${clock(outcome.risk_checked_at)}.</span>`}
  </${Gate}>`;
}

const STATES = {
  none: "No ambulance is allocated.",
  requested: "An ambulance is asked for, not allocated yet.",
  cancelled: "The ambulance was cancelled.",
  diverted: "The ambulance was diverted to another call.",
};

function SetLink({ call }) {
  if (!live.may("set-ambulance") || call.status === "closed") return html`<span></span>`;
  return html`<button type="button" class="link" onClick=${() => openDialog("ambulance", { callId: call.id })}>Change<span class="vh"> the ambulance</span></button>`;
}

const LATE_S = 60;

/** An estimate that has passed is said as such, not as "under 1 min". */
function awayText(left, ambulance) {
  if (left == null) return "Time not known";
  if (left < -LATE_S) return `Was due ${clock(ambulance.eta_at)}: ask where it is`;
  return `${estimate(Math.max(0, left), ambulance.eta_low, ambulance.eta_high)} away`;
}

/** No co-responder goes without a live ambulance; how old that knowledge is stands beside it. */
export function AmbulanceGate({ call }) {
  const ambulance = call.ambulance ?? { state: "none", live: false };
  const now = live.now(live.second.value);
  const end = html`<${SetLink} call=${call} />`;
  const sign = ambulance.call_sign ?? "None";
  const heard = secondsBetween(ambulance.heard_at, now);
  if (!live.status.value.live) {
    return html`<${Gate} css="lock bad" icon="ambulance" tone="stop" word=${sign} end=${end}>
      <b>Ambulance last known ${ambulance.live ? "live" : "not live"}, ${clock(ambulance.heard_at ?? call.received_at)}.</b> Confirm by telephone before sending anyone.</${Gate}>`;
  }
  if (ambulance.state === "arrived") {
    return html`<${Gate} css="lock" icon="ambulance" tone="amb" word=${sign} end=${end}><b>Ambulance at the scene</b> <span class="t2">since ${clock(ambulance.since)}.</span></${Gate}>`;
  }
  if (!ambulance.live) {
    return html`<${Gate} css="lock bad" icon="triangle" tone="stop" word="No ambulance" end=${end}>
      <b>${STATES[ambulance.state] ?? STATES.none}</b> No co-responder can go until one is allocated and live.</${Gate}>`;
  }
  const left = secondsBetween(now, ambulance.eta_at);
  return html`<${Gate} css="lock" icon="ambulance" tone="amb" word=${sign} end=${end}>
    <b>Ambulance allocated and live.</b> <span class="nowrap">${awayText(left, ambulance)}.</span>
    <span class="t2"> Heard ${age(heard)} ago. If it is cancelled, this alarms.</span></${Gate}>`;
}

/** What the police side reads of a hazard; for everybody else the call has none of it. */
const Hazards = ({ call }) =>
  (call.hazards ?? []).map((one) => html` <span class="hazard" key=${one.id}>${one.because}${one.place ? `, ${one.place}` : ""}. ${one.text ?? ""}</span>`);

export function HoldOffGate({ call }) {
  if (!call.hold_off) return null;
  return html`<${Gate} css="wait" icon="octagon" tone="warn" word="Hold off">
    <b>Crews wait at a safe point.</b> ${agency.value === "police" ? "Say when it is safe to go in." : "Ask police control; the reason stays with them."}<${Hazards} call=${call} /></${Gate}>`;
}

export function NoResponderGate({ call }) {
  if (!call.no_responder || call.status === "closed") return null;
  return html`<${Gate} css="lock bad" icon="triangle" tone="stop" word="No responder">
    <b>${call.no_responder.why || "Nobody can be sent."}</b> <span class="t2">Since ${clock(call.no_responder.at)}. The ambulance goes on alone.</span></${Gate}>`;
}

/** What a crew at the patient asks for. */
export function HelpGate({ call }) {
  if (!call.help_wanted || call.status === "closed") return null;
  const texts = fixed("reasons").value.data?.need_help ?? [];
  const text = texts.find((one) => one.code === call.help_wanted)?.text ?? call.help_wanted;
  return html`<${Gate} css="lock bad" icon="triangle" tone="stop" word="Help wanted"><b>${text}.</b> <span class="t2">The crew asked for it; tell them by radio what is coming.</span></${Gate}>`;
}
