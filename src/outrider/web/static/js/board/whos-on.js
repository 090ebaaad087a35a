/** Every unit: what it does, what it gave tonight, may it be asked and if not why. */

import { age, hourMinute, names } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Chip, PHASES, StateBadge } from "../lib/words.js";
import { Meter } from "./medical.js";
import { isFree, isOn, live, missionOf, openDialog, policeUnits } from "./state.js";

const mins = (seconds) => Math.round((seconds ?? 0) / 60);

function MayBeAsked({ unit, mission, now }) {
  if (mission?.phase === "asking_owner") {
    return html`<${Chip} icon="clock" tone="police">Asked for, ${age((now - Date.parse(mission.phase_since)) / 1000)} ago</${Chip}>`;
  }
  if (mission) {
    const [icon, tone] = PHASES[mission.phase] ?? ["ring", ""];
    return html`<${Chip} icon=${icon} tone=${tone}>${mission.phase_word}, call ${mission.call_number}</${Chip}>`;
  }
  if (unit.available?.ok) {
    return html`<${Chip} icon="tick-filled" tone="ok">${unit.driving === "response" ? "Yes" : "Yes, normal-speed driver"}</${Chip}>`;
  }
  if (!isOn(unit)) return html`<span>Not asked; phone is silent</span>`;
  return html`<${Chip} icon="square">${unit.available?.word ?? "No"}</${Chip}>`;
}

function Medical({ unit }) {
  const { used_seconds: used, cap_seconds: cap } = unit.medical ?? {};
  if (!unit.medical) return html`<span class="t2">none counted</span>`;
  return html`<span class="mm"><${Meter} used=${used} cap=${cap} />${mins(used)}${cap ? ` of ${mins(cap)}` : " min"}</span>`;
}

function Row({ unit, now }) {
  const mission = missionOf(unit.id);
  const hot = mission?.phase === "asking_owner";
  return html`<tr class=${hot ? "hot" : isOn(unit) ? "" : "off"}>
    <th scope="row"><span class="cs"><${StateBadge} state=${unit.state} />${unit.call_sign}</span></th>
    <td>${names(unit.officers) || html`<span class="t2">nobody on</span>`}</td>
    <td>${unit.doing || unit.state?.word}</td>
    <td>${hourMinute(unit.state?.since)}</td>
    <td><${Medical} unit=${unit} /></td>
    <td><${MayBeAsked} unit=${unit} mission=${mission} now=${now} /></td>
    <td>${live.may("set-police-state") && unit.state && html`<button type="button" class="btn small" onClick=${() => openDialog("state", { unitId: unit.id })}>State<span class="vh">: change it for ${unit.call_sign}</span></button>`}</td>
  </tr>`;
}

const HEADS = ["Unit", "Officers", "Doing", "Since", "Medical minutes", "May be asked?"];

export function WhosOn() {
  const now = live.now(live.second.value);
  const units = policeUnits.value;
  const on = units.filter(isOn).length;
  const askable = units.filter((unit) => isFree(unit) && unit.available?.ok).length;
  return html`<section aria-labelledby="on-h"><h2 id="on-h">Who’s on <small>${on} ${on === 1 ? "unit" : "units"} on, ${askable} may be asked now</small></h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Units, a table that scrolls"><table class="board">
      <thead><tr>${HEADS.map((head) => html`<th key=${head} scope="col">${head}</th>`)}<th scope="col"><span class="vh">Change state</span></th></tr></thead>
      <tbody>${units.map((unit) => html`<${Row} key=${unit.id} unit=${unit} now=${now} />`)}</tbody></table></div>
    ${units.length === 0 && html`<p class="t2">No police units in your area. Covering another station? Ask an administrator for it.</p>`}</section>`;
}
