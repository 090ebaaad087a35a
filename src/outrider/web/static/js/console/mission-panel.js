/** One unit's part in the call: who decides now, seconds left, the steps, what this desk may do. */

import { Act } from "../lib/act.js";
import { clock, running, secondsBetween } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { PRESSES, labelOf, splitPresses } from "../lib/presses.js";
import { busy } from "../lib/sending.js";
import { CARE_PHASES, PHASES, PhaseChip } from "../lib/words.js";
import { ask, nextUnit } from "./ask-panel.js";
import { doPress } from "./do-press.js";
import { HandoverText } from "./handover-text.js";
import { chosen, live, missionsOfChosen, openDialog, rankedCandidates } from "./state.js";
import { isLive } from "../lib/words.js";

const OWNER_NAMES = { police: "Police control", fire: "Fire control", ambulance: "Ambulance control" };
const STEPS = [
  ["asked", "Asked"], ["agreed", "Agreed"], ["accepted", "Accepted"], ["mobile", "Mobile"],
  ["at_scene", "At scene"], ["with_patient", "With patient"], ["handover", "Handover"],
];

function headline(mission) {
  if (mission.phase === "asking_owner") return `${OWNER_NAMES[mission.owner] ?? "The owner"} decides: ${mission.call_sign}`;
  if (mission.phase === "offered") return `Offered to the crew of ${mission.call_sign}`;
  return `${mission.call_sign}: ${mission.phase_word.toLowerCase()}`;
}

function Countdown({ mission }) {
  const timer = mission.timer;
  if (!timer) return null;
  const left = secondsBetween(live.now(live.second.value), timer.due_at);
  const used = Math.min(timer.seconds, Math.max(0, timer.seconds - left));
  return html`<span class="push"><span role="timer" aria-live="off">${running(used)}</span> <small>of ${running(timer.seconds)}</small></span>`;
}

function Bar({ mission }) {
  const timer = mission.timer;
  if (!timer) return null;
  const left = secondsBetween(live.now(live.second.value), timer.due_at);
  const share = Math.min(1, Math.max(0, 1 - left / timer.seconds));
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-all" width="100" height="6" /><rect class="bar-used" width=${100 * share} height="6" /></svg>`;
}

function Said({ mission }) {
  const on = live.status.value.live;
  if (!on) return html`<p>An answer may not reach this screen. <b>Ring ${(OWNER_NAMES[mission.owner] ?? "the owner").toLowerCase()} now.</b></p>`;
  const second = rankedCandidates.value.find((one) => one.unit_id !== mission.unit_id);
  const then = second ? `then ${second.call_sign}` : "then nobody else is left";
  if (mission.phase === "asking_owner") {
    return html`<p>Asked ${clock(mission.times?.asked)}. ${mission.call_sign} is reserved for this call.${" "}
      <span class="t2">The crew is told the moment it is agreed. No answer by ${clock(mission.timer?.due_at)}: ${then}.</span></p>`;
  }
  if (mission.phase === "offered") {
    return html`<p>${OWNER_NAMES[mission.owner] ?? "Its control"} agreed ${clock(mission.times?.agreed)}. Offered ${clock(mission.times?.offered)}.${" "}
      <span class="t2">Nobody is on the way before the crew accepts. No answer by ${clock(mission.timer?.due_at)}: ${then}.</span></p>`;
  }
  return null;
}

/** Times are drawn as the effective ones; a step told by radio is marked in the timeline. */
function Steps({ mission }) {
  const times = mission.times ?? {};
  if (mission.phase === "asking_owner" || mission.phase === "offered") return null;
  return html`<ol class="steps">${STEPS.map(([key, word]) => html`<li key=${key} class=${times[key] ? "done" : ""}>
    <span>${word}</span><time>${times[key] ? clock(times[key]) : "–"}</time></li>`)}</ol>`;
}

function OwnActs({ mission, presses, call }) {
  const working = busy.value.has(`mission:${mission.id}`);
  const asking = mission.phase === "asking_owner" || mission.phase === "offered";
  const may = live.may("ask-for-unit");
  const next = nextUnit();
  const another = may && next && next.unit_id !== mission.unit_id ? next : null;
  return html`<div class="acts">
    ${may && mission.phase === "asking_owner" && mission.owner !== "ambulance" && html`<${Act} keep hint="P" css=${presses.includes("agree") ? "" : "main"} run=${() => openDialog("ring", { missionId: mission.id })}>Ring ${mission.owner}</${Act}>`}
    ${presses.map((press) => html`<${Act} key=${press} hint=${PRESSES[press]?.key?.toUpperCase()} icon=${PRESSES[press]?.icon} css=${PRESSES[press]?.css ?? ""}
      working=${working} run=${() => doPress(mission, press)}>${labelOf(press)}</${Act}>`)}
    ${another && html`<${Act} working=${busy.value.has(`call:${call.id}`)} run=${() => ask(call, another)}>${asking ? `Ask for ${another.call_sign}` : `Second unit: ${another.call_sign}`}</${Act}>`}
  </div>`;
}

function RadioActs({ mission, presses }) {
  if (!presses.length || !live.may("press-by-radio")) return null;
  return html`<fieldset class="radio-acts"><legend><${Icon} name="radio" />Told by radio: record for ${mission.call_sign}</legend>
    <div class="acts">${presses.map((press) => html`<${Act} key=${press} css="small dashed" icon=${PRESSES[press]?.icon} run=${() => doPress(mission, press)}>${labelOf(press)}</${Act}>`)}</div></fieldset>`;
}

export function MissionPanel({ mission, call }) {
  const { own, radio } = splitPresses(mission.can);
  const tone = CARE_PHASES.has(mission.phase) ? "patient" : mission.phase === "asking_owner" ? "" : (PHASES[mission.phase]?.[1] ?? "");
  const icon = mission.phase === "asking_owner" ? (mission.owner === "fire" ? "flame" : "shield") : PHASES[mission.phase]?.[0];
  return html`<div class=${`pol ${tone}`} role="group" aria-label=${headline(mission)}>
    <h3><${Icon} name=${icon} />${headline(mission)}<${Countdown} mission=${mission} /></h3>
    <${Bar} mission=${mission} />
    ${mission.conflict && html`<p class="note stop"><b>The crew is with a patient and its police state has changed:</b> ${mission.conflict}</p>`}
    ${mission.by_radio && html`<p><span class="chip radio"><${Icon} name="radio" />Last step told by radio</span></p>`}
    <${Said} mission=${mission} /><${Steps} mission=${mission} />
    <${HandoverText} mission=${mission} />
    <${OwnActs} mission=${mission} presses=${own} call=${call} />
    <${RadioActs} mission=${mission} presses=${radio} />
  </div>`;
}

export function EndedMissions() {
  const ended = missionsOfChosen.value.filter((mission) => !isLive(mission));
  if (!ended.length || !chosen.value) return null;
  return html`<div class="ended"><h3>Asked before</h3><ul>${ended.map((mission) => html`<li key=${mission.id}>
    <${PhaseChip} mission=${mission} /><span>${mission.reason?.text ?? ""}</span><time class="t2 push">${clock(mission.times?.ended)}</time></li>`)}</ul></div>`;
}
