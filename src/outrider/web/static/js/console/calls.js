/** The list of calls: complete without the map. */

import { elapsed } from "../lib/format.js";
import { html } from "../lib/html.js";
import { keysOn } from "../lib/keys.js";
import { Category, Chip, OUTCOMES, PhaseChip, isLive } from "../lib/words.js";
import { matches } from "./groups.js";
import { choose, chooseOld, chosenId, groups, listed, live, openDialog, searched, searchResults } from "./state.js";
import { titleOf, townOf } from "./titles.js";

function StatusChip({ call, missions }) {
  if (call.alarm) return html`<${Chip} icon="triangle" tone="stop">Ambulance lost</${Chip}>`;
  const running = missions.filter(isLive).at(-1);
  if (running) return html`<${PhaseChip} mission=${running} />`;
  if (call.no_responder) return html`<${Chip} icon="triangle" tone="stop">No responder</${Chip}>`;
  if (call.needs) return html`<${Chip} icon="clock" tone="warn">${call.needs.text}</${Chip}>`;
  if (call.status === "closed") return html`<${Chip} icon="ring">Closed</${Chip}>`;
  const last = missions.at(-1);
  if (last?.phase === "clear") return html`<${PhaseChip} mission=${last} />`;
  if (call.outcome?.class === "route_to_police") return html`<${Chip} icon="shield">Sent to police as a police job</${Chip}>`;
  if (call.outcome?.class === "not_eligible") return html`<${Chip} icon="barred-circle">${["Not eligible", call.outcome.rule].filter(Boolean).join(", ")}</${Chip}>`;
  if (last) return html`<${PhaseChip} mission=${last} />`;
  const [word, icon, tone] = OUTCOMES[call.outcome?.class] ?? ["Waiting", "clock", ""];
  return html`<${Chip} icon=${icon} tone=${tone}>${word}</${Chip}>`;
}

function CallRow({ call, now }) {
  const missions = live.all("mission").filter((mission) => mission.call_id === call.id);
  const seconds = (now - Date.parse(call.connected_at)) / 1000;
  const press = (event) => {
    event.preventDefault();
    choose(call.id);
  };
  return html`<a
    class="call"
    href=${`#call=${call.id}`}
    aria-current=${chosenId.value === call.id ? "true" : undefined}
    onClick=${press}
  >
    <${Category} value=${call.category} /><b>${titleOf(call)}</b><span class="t">${elapsed(seconds)}</span>
    <span class="p">${townOf(call)} · ${call.number}${call.exercise ? " · EXERCISE" : ""}</span>
    <span class="c"><${StatusChip} call=${call} missions=${missions} /></span>
  </a>`;
}

function Group({ group, now }) {
  const calls = group.calls.filter((call) => matches(call, live.all("mission"), searched.value));
  if (!calls.length && !(group.empty && !searched.value)) return null;
  return html`<section aria-labelledby=${`group-${group.id}`}>
    <h2 id=${`group-${group.id}`}>${group.title} <span class="push">${calls.length}</span></h2>
    ${calls.length === 0 && html`<${Empty} text=${group.empty} now=${now} />`}
    ${calls.map((call) => html`<${CallRow} key=${call.id} call=${call} now=${now} />`)}
  </section>`;
}

function Empty({ text }) {
  const free = live.all("unit").filter((unit) => unit.available?.ok).length;
  return html`<p class="empty">${text} <span class="t2">${free} ${free === 1 ? "unit" : "units"} can be asked.</span></p>`;
}

/** Calls and units that are not on the list any more, from the server's search. */
function AlsoFound({ shown }) {
  const { data, problem } = searchResults.value;
  const ids = new Set(shown.map((call) => call.id));
  const others = (data ?? []).filter((one) => !ids.has(one.id));
  if (problem) return html`<p class="error-text">The search did not answer: ${problem.detail}</p>`;
  if (!others.length) return shown.length ? null : html`<p class="empty">Nothing here matches “${searched.value}”.</p>`;
  return html`<section aria-labelledby="group-found"><h2 id="group-found">Also found</h2>
    ${others.map((one) => html`<button type="button" class="call found" key=${one.id} onClick=${() => openFound(one)}>
      <span></span><b>${one.title}</b><span class="p">${one.text}</span></button>`)}
  </section>`;
}

function openFound(one) {
  if (one.type === "unit") openDialog("unit", { unitId: one.id });
  else if (live.peek("call", one.id)) choose(one.id);
  else chooseOld(one);
}

const HINTS = [
  ["J", "next call"], ["K", "previous"], ["1–9", "pick a unit"], ["A", "ask"], ["M", "map / list"], ["?", "all keys"],
];

export function CallList() {
  const now = live.now(live.second.value);
  const found = listed.value.filter((call) => matches(call, live.all("mission"), searched.value));
  return html`<nav class="calls" id="calls" aria-label="Calls">
    <div class="find">
      <label class="vh" for="find">Find a call by number, place, complaint or call sign</label>
      <input id="find" class="input" type="search" placeholder="Find a call or unit" value=${searched.value}
        onInput=${(event) => (searched.value = event.target.value)}
        onKeyDown=${(event) => {
          if (event.key === "Enter" && found[0]) choose(found[0].id);
          if (event.key === "Escape") event.target.blur();
        }} />
      ${live.may("take-call") && html`<button type="button" class="btn" onClick=${() => openDialog("new-call")}>
        <span class="kbd" aria-hidden="true">N</span>New call</button>`}
    </div>
    <div class="call-groups" tabindex="-1">
      ${groups.value.map((group) => html`<${Group} key=${group.id} group=${group} now=${now} />`)}
      ${searched.value && html`<${AlsoFound} shown=${found} />`}
    </div>
    ${keysOn.value && html`<div class="keys" aria-hidden="true">
      ${HINTS.map(([key, text]) => html`<span class="kbd">${key}</span><span>${text}</span>`)}</div>`}
  </nav>`;
}
