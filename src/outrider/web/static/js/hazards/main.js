/** Hazards: proposed by an assault, decided here, in force until their last day. */

import { Act } from "../lib/act.js";
import { age, day, secondsBetween } from "../lib/format.js";
import { html, mount } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { RefusalBox } from "../lib/refusal.js";
import { LiveRegions } from "../lib/speak.js";
import { NotLive } from "../lib/topbar.js";
import { Dialogs } from "./dialogs.js";
import { beside, dialog, inForce, live, over, placeOf, proposed, shownOver } from "./state.js";

const WORDS = { confirm: "Confirm", "turn-down": "Turn down", extend: "Extend", end: "End" };
const FORBIDDEN = "This page is for the supervisors, sergeants and inspectors of a station.";

const Presses = ({ one }) => html`<div class="acts">${one.can.map(
  (press, index) => html`<${Act} key=${press} css=${index === 0 ? "main" : ""} run=${() => (dialog.value = { press, id: one.id })}>${WORDS[press]}<span class="vh">: ${placeOf(one)}</span></${Act}>`,
)}</div>`;

const Facts = ({ rows }) => html`<dl class="hz-facts">${rows
  .filter(([, value]) => value)
  .map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

function Proposed({ one }) {
  const waits = age(secondsBetween(one.proposed_at, live.second.value * 1000));
  const near = beside(one);
  return html`<li class="card hz"><div class="hz-head"><h3>${placeOf(one)}</h3><span class="chip warn"><${Icon} name="clock" />Waits ${waits}</span></div>
    <p><b>${one.because_text}.</b> ${one.happened_on ? `On ${day(one.happened_on)}.` : ""}</p>
    ${near.length ? html`<p class="note">${near.length === 1 ? "A hazard is" : `${near.length} hazards are`} in force here already, until ${day(near[0].expires_on)}. You can turn this one down, or confirm it as well.</p>` : null}
    <${Facts} rows=${[["Around it", `${one.radius_metres} m`], ["Station", one.station], ["Rule", one.rule]]} />
    <${Presses} one=${one} /></li>`;
}

const SOON_DAYS = 14;

function InForce({ one }) {
  const days = Math.ceil(secondsBetween(live.second.value * 1000, one.expires_on) / 86_400);
  return html`<li class="card hz"><div class="hz-head"><h3>${placeOf(one)}</h3>
      ${days <= SOON_DAYS ? html`<span class="chip warn"><${Icon} name="clock" />Ends ${days <= 0 ? "today" : `in ${days} ${days === 1 ? "day" : "days"}`}</span>` : html`<span class="chip"><${Icon} name="octagon" />Crews hold off</span>`}</div>
    <p><b>${one.because_text}.</b> ${one.reason ?? ""}</p>
    <${Facts} rows=${[["Stands until", day(one.expires_on)], ["Around it", `${one.radius_metres} m`], ["Station", one.station], ["Decided by", one.decided_by && `${one.decided_by}, ${day(one.decided_at)}`]]} />
    <${Presses} one=${one} /></li>`;
}

function List({ id, title, small, rows, Row, empty }) {
  return html`<section class="sec" aria-labelledby=${id}><h2 id=${id}>${title} <small>${small}</small></h2>
    ${rows.length ? html`<ul class="hzs">${rows.map((one) => html`<${Row} key=${one.id} one=${one} />`)}</ul>` : html`<p class="t2 empty">${empty}</p>`}</section>`;
}

const Ended = ({ one }) => html`<li><h3>${placeOf(one)}</h3>
  <p><b>${one.state_word}</b> ${day(one.ended_at)}, ${one.state !== "expired" && one.decided_by ? `by ${one.decided_by}` : "by itself"}.${one.reason ? ` ${one.reason}` : ""}</p></li>`;

function Over() {
  const { data, problem, loading } = over.value;
  const rows = data?.hazards ?? [];
  return html`<section class="sec" aria-labelledby="over-h"><h2 id="over-h">Over</h2>
    <details class="tbl" onToggle=${(event) => (shownOver.value = event.currentTarget.open)}><summary><${Icon} name="arrowhead" />Turned down, ended and expired</summary>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      ${loading && !data && html`<p class="t2">Looking…</p>`}
      ${data && !rows.length && html`<p class="t2 empty">None yet.</p>`}
      ${rows.length > 0 && html`<ul class="hz-over">${rows.map((one) => html`<${Ended} key=${one.id} one=${one} />`)}</ul>`}
    </details></section>`;
}

function State() {
  const { live: on, phase } = live.status.value;
  if (phase === "starting") return html`<span class="live t2">Opening the live picture…</span>`;
  return on ? html`<span class="live"><${Icon} name="tick-filled" />Live</span>` : html`<span class="live no"><${Icon} name="diamond" />Not live</span>`;
}

function Page() {
  const { phase } = live.status.value;
  const ready = live.viewer.value !== null;
  return html`<div class="banners"><${NotLive} live=${live} /></div>
    <div class="page-head"><h1>Hazards</h1><${State} /></div>
    <p class="lede">Homes where an officer was assaulted. While one is in force, crews sent to a medical call there hold off until control says go. Ambulance control reads “hold off” and never why.</p>
    ${phase === "forbidden" && html`<p class="note stop">${FORBIDDEN}</p>`}
    ${ready && html`
      <${List} id="proposed-h" title="To decide" small=${proposed.value.length || ""} rows=${proposed.value} Row=${Proposed} empty="Nothing to decide. An assault in a home, recorded with its place, is proposed here by itself." />
      <${List} id="force-h" title="In force" small=${inForce.value.length || ""} rows=${inForce.value} Row=${InForce} empty="No hazard is in force for your stations." />
      <${Over} />`}
    <${Dialogs} /><${LiveRegions} />`;
}

mount(html`<${Page} />`, document.querySelector("#app"));
