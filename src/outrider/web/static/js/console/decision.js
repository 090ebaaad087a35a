/** The chosen call: what the rules say, is the ambulance live, who goes, what is happening. */

import { running } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { Trouble } from "../lib/refusal.js";
import { fixed } from "../lib/resource.js";
import { Category, Chip } from "../lib/words.js";
import { CallActs } from "./call-acts.js";
import { Candidates } from "./candidates.js";
import { AmbulanceGate, HelpGate, HoldOffGate, NoResponderGate, OutcomeGate } from "./gates.js";
import { EndedMissions, MissionPanel } from "./mission-panel.js";
import { AskPanel } from "./ask-panel.js";
import { backToList, chosen, chosenId, live, liveMissions, missionsOfChosen, oldCall } from "./state.js";
import { personOf, placeLine, titleOf } from "./titles.js";

function CallHead({ call }) {
  const now = live.now(live.second.value);
  const closed = call.status === "closed";
  const seconds = ((closed && call.closed_at ? Date.parse(call.closed_at) : now) - Date.parse(call.connected_at)) / 1000;
  const person = personOf(call);
  return html`<div class="hd">
    <div>
      <button type="button" class="btn small narrow-only" onClick=${backToList}>Back to calls</button>
      <h2><${Category} value=${call.category} />${titleOf(call)}</h2>
      ${(person || call.note) && html`<p>${person} ${call.note}</p>`}
      <p class="t2">${placeLine(call)}</p>
      ${call.access_note && html`<p class="t2">Access: ${call.access_note}</p>`}
      ${(call.exercise || call.flags?.length > 0) && html`<p class="row wrap">
        ${call.exercise && html`<${Chip} icon="flask" tone="warn">Exercise: not a real call</${Chip}>`}
        ${(call.flags ?? []).map((flag) => html`<${Chip} key=${flag.id} icon="triangle">${flag.text}</${Chip}>`)}</p>`}
    </div>
    <div class="clock"><span role="timer" aria-live="off">${running(seconds)}</span>
      <small>${closed ? "from 999 to closed" : "since 999 connected"}</small></div>
  </div>`;
}

function closedText({ close_reason: code }) {
  const why = (fixed("reasons").value.data?.close ?? []).find((one) => one.code === code)?.text;
  return why ? `This call is closed: ${why[0].toLowerCase()}${why.slice(1)}.` : "This call is closed.";
}

function Closed({ call }) {
  return html`<div class="gate"><span class="tag"><${Icon} name="ring" />Closed</span><span>${closedText(call)} Nothing more can be sent from here.</span></div>`;
}

function NotLive() {
  const found = oldCall.value?.id === chosenId.value ? oldCall.value : null;
  if (!chosenId.value || live.status.value.phase !== "following") return null;
  return html`<div class="nothing"><${Icon} name="ring" /><h2>${found ? `Call ${found.title}` : "This call has left the live list"}</h2>
    ${found && html`<p>${found.text}</p>`}<p class="t2">Nothing can be sent from here. Its timeline is beside this.</p></div>`;
}

export function Decision() {
  const call = chosen.value;
  if (!call && chosenId.value) return html`<section class="dec" id="main" tabindex="-1" aria-label="Call"><${NotLive} /></section>`;
  if (!call) {
    return html`<section class="dec" id="main" tabindex="-1" aria-label="Call">
      <div class="nothing"><${Icon} name="tick-filled" /><h2>No call chosen</h2>
      <p class="t2">New calls show on the left as they come. J and K go through them.</p></div></section>`;
  }
  const about = [`call:${call.id}`, ...missionsOfChosen.value.map((mission) => `mission:${mission.id}`)];
  return html`<section class="dec" id="main" tabindex="-1" aria-label=${`Call ${call.number}`}>
    <div class="dec-body">
      <${CallHead} call=${call} />
      <${Trouble} about=${about} />
      ${call.status === "closed" && html`<${Closed} call=${call} />`}
      <${HelpGate} call=${call} />
      <${NoResponderGate} call=${call} />
      <${OutcomeGate} call=${call} />
      <${AmbulanceGate} call=${call} />
      <${HoldOffGate} call=${call} />
      <${Candidates} call=${call} />
      <${EndedMissions} />
      <${CallActs} call=${call} />
    </div>
    ${liveMissions.value.map((mission) => html`<${MissionPanel} key=${mission.id} mission=${mission} call=${call} />`)}
    ${liveMissions.value.length === 0 && html`<${AskPanel} call=${call} />`}
  </section>`;
}
