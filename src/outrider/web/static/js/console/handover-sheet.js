/** The sheet itself, from /api/v1/handover-sheet: made to be read aloud and to be printed. */

import { clock, day, names, running } from "../lib/format.js";
import { html } from "../lib/html.js";
import { OUTCOMES } from "../lib/words.js";
import { titleOf, townOf } from "./titles.js";

const AMBULANCE = {
  none: "No ambulance", requested: "Ambulance asked for", allocated: "on its way", arrived: "at the scene",
  cancelled: "CANCELLED", diverted: "DIVERTED",
};

function ambulanceOf(call) {
  const { call_sign: sign, state, eta_at: eta } = call.ambulance ?? {};
  const word = AMBULANCE[state] ?? AMBULANCE.none;
  const due = state === "allocated" && eta ? `, due ${clock(eta)}` : "";
  return sign ? `${sign} ${word}${due}` : word;
}

const minutesOf = (seconds) => Math.round((seconds ?? 0) / 60);

function Call({ call, missions, at }) {
  const open = [
    call.alarm && `AMBULANCE LOST since ${clock(call.alarm.since)}`,
    call.no_responder && `NO RESPONDER: ${call.no_responder.why}`,
    call.hold_off && "Crews hold off",
    call.needs?.text,
  ].filter(Boolean);
  return html`<tr><th scope="row">${call.number}</th><td>${call.category} ${titleOf(call)}<br />${townOf(call)}${call.exercise ? " (exercise)" : ""}</td>
    <td>${clock(call.connected_at)}<br />${running((Date.parse(at) - Date.parse(call.connected_at)) / 1000)} ago</td>
    <td>${OUTCOMES[call.outcome?.class]?.[0] ?? ""}</td><td>${ambulanceOf(call)}</td>
    <td>${missions.length ? missions.map((one) => `${one.call_sign}: ${one.phase_word.toLowerCase()} since ${clock(one.phase_since)}`).join("; ") : "nobody"}</td>
    <td><b>${open.join(". ") || "nothing open"}</b></td></tr>`;
}

function Calls({ sheet }) {
  if (!sheet.calls.length) return html`<p>No calls are open.</p>`;
  const on = (call) => sheet.missions.filter((mission) => mission.call_id === call.id);
  return html`<table><thead><tr><th>Call</th><th>What, where</th><th>Connected</th><th>Rules say</th><th>Ambulance</th><th>Who is on it</th><th>To do</th></tr></thead>
    <tbody>${sheet.calls.map((call) => html`<${Call} key=${call.id} call=${call} missions=${on(call)} at=${sheet.at} />`)}</tbody></table>`;
}

function Units({ units }) {
  if (!units.length) return html`<p>No units are booked on.</p>`;
  const police = units.some((unit) => unit.state);
  return html`<table><thead><tr><th>Unit</th><th>Scheme</th><th>Crew</th>${police && html`<th>State</th>`}<th>May be asked?</th><th>Booked on</th>${police && html`<th class="n">Medical minutes</th>`}</tr></thead>
    <tbody>${units.map((unit) => html`<tr key=${unit.id}><th scope="row">${unit.call_sign}</th><td>${unit.scheme_name}</td><td>${names(unit.officers)}</td>
      ${police && html`<td>${unit.state ? `${unit.state.code} ${unit.state.word}` : ""} ${unit.doing ?? ""}</td>`}<td>${unit.available?.word}</td><td>${unit.booked_on?.text}</td>
      ${police && html`<td class="n">${unit.medical ? minutesOf(unit.medical.used_seconds) : ""}</td>`}</tr>`)}</tbody></table>`;
}

const List = ({ title, items, none }) => html`<h2>${title}</h2>${items.length ? html`<ul>${items.map((item) => html`<li key=${item}>${item}</li>`)}</ul>` : html`<p>${none}</p>`}`;

export function Sheet({ sheet }) {
  const stopped = (sheet.schemes_not_live ?? []).map((one) => `${one.name}: ${one.why_not_live ?? "not live"}${one.paused_at ? `, since ${clock(one.paused_at)}, ${one.paused_by}` : ""}`);
  const silent = (sheet.alerts_not_confirmed ?? []).map((one) => `${one.call_sign}: sent ${clock(one.sent_at)}, ${one.received_at ? "on the phone, not heard" : "not on the phone"}`);
  return html`<header class="sheet-head"><h1>Handover sheet: ${sheet.role.toLowerCase()}</h1>
      <p>${day(sheet.at)}, ${clock(sheet.at)}. Made by ${sheet.by}. It is a picture of that moment: the live desk is right where they differ.</p></header>
    <h2>Open calls (${sheet.calls.length})</h2><${Calls} sheet=${sheet} />
    <h2>Units booked on (${sheet.units.length})</h2><${Units} units=${sheet.units} />
    <${List} title="Schemes that are stopped" items=${stopped} none="Every scheme is live." />
    <${List} title="Test alerts that nobody confirmed" items=${silent} none="None waits." />
    <section class="sign"><p>Told to the next shift: name <span class="rule"></span> time <span class="rule short"></span></p></section>`;
}
