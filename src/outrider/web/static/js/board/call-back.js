/** Calling a unit back: always possible before the patient, never by one key after. */

import { Act } from "../lib/act.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { Consequence, inCare } from "../lib/recall.js";
import { Trouble } from "../lib/refusal.js";
import { Chip, PHASES } from "../lib/words.js";
import { press } from "./request.js";
import { callOf, live, liveMissions } from "./state.js";

function Button({ mission }) {
  const may = mission.can?.includes("recall");
  if (may && inCare(mission)) {
    return html`<${Act} css="danger" icon="padlock" run=${() => press(mission, "recall")}>Authorise leaving care: on record</${Act}>`;
  }
  if (may) return html`<${Act} icon="return" run=${() => press(mission, "recall")}>Call back ${mission.call_sign}: say why</${Act}>`;
  return html`<p class="t2"><${Icon} name="padlock" /> Ring the duty inspector. Their board has the button; their name and reason stay on record.</p>`;
}

function Card({ mission }) {
  const [icon, tone] = PHASES[mission.phase] ?? ["ring", ""];
  return html`<li class="rc"><h3>${mission.call_sign} <${Chip} icon=${icon} tone=${tone}>${mission.phase_word}</${Chip}></h3>
    ${mission.conflict && html`<p class="note stop">${mission.conflict}</p>`}
    <${Consequence} mission=${mission} call=${callOf(mission)} now=${live.now(live.second.value)} />
    <${Button} mission=${mission} /><${Trouble} about=${[`mission:${mission.id}`]} /></li>`;
}

export function CallBack() {
  const running = liveMissions.value.filter((mission) => mission.owner === "police" && mission.phase !== "asking_owner");
  return html`<section aria-labelledby="back-h"><h2 id="back-h">Call a unit back</h2>
    ${running.length === 0 && html`<p class="t2">No police unit is on a medical job.</p>`}
    <ul>${running.map((mission) => html`<${Card} key=${mission.id} mission=${mission} />`)}</ul></section>`;
}
