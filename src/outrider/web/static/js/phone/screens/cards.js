/** Guidance beside the patient: one card, its clock, and one-tap records for the handover. */

import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { hourMinute, minutes, running } from "../../lib/format.js";
import { say } from "../../lib/speak.js";
import { call, live, mission, open, screen, sheet, state } from "../app-state.js";
import { careOf, record, setCare } from "../care.js";
import { Icon } from "../icon.js";
import { Assaulted, Button, Fact, Screen, Sheet, Thumb } from "../parts.js";
import { cardById, cardFor, cards } from "../reference.js";
import { beat, beating, startBeat, stopBeat } from "../ring.js";

const TURN = 2 * Math.PI * 96;
/** Records need a job to belong to; without one a card is for reading. */
const job = () => (state.value && !state.value.ended ? mission.value.id : null);
const care = () => (job() ? careOf(job()).value : null);

export const openCard = (id) => open(`card:${id}`);

export function CardList() {
  const first = cardFor(call.value?.condition);
  const ordered = [...cards.value].sort((a, b) => (b === first) - (a === first));
  return html`<${Screen} name="cards" heading="Guidance"
    thumb=${html`<${Thumb}><${Button} icon="back" onPress=${() => open("")}>Back</${Button}></${Thumb}>`}>
    <ul class="choices">
      ${ordered.map((card) => html`<li key=${card.id}>
        <${Button} icon=${card.icon} kind=${card === first ? "main" : ""} onPress=${() => openCard(card.id)}>${card.title}</${Button}>
      </li>`)}
    </ul>
    ${cards.value.length ? html`<p class="owner">${cards.value[0].owner}.</p>` : html`<p class="note warn">The cards are not on this phone yet. They come with the next signal.</p>`}
  </${Screen}>`;
}

function startCycle() {
  setCare(job(), { cycleFrom: Date.now() });
}

function Cycle({ cycle }) {
  live.second.value;
  const from = care()?.cycleFrom;
  const gone = from ? Math.max(0, (Date.now() - from) / 1000) : 0;
  const number = Math.floor(gone / cycle.seconds) + 1;
  const left = cycle.seconds - (gone % cycle.seconds);
  const due = from && number > 1 && gone % cycle.seconds < 8;
  useEffect(() => {
    if (due) {
      say(cycle.at_end);
      navigator.vibrate?.([400, 150, 400]);
    }
  }, [due]);
  return html`<div class="cyc">
    <svg width="184" height="184" viewBox="0 0 226 226" aria-hidden="true">
      <circle class="ring-back" cx="113" cy="113" r="96" />
      <circle class=${due ? "ring-front due" : "ring-front"} cx="113" cy="113" r="96"
        stroke-dasharray=${`${(left / cycle.seconds) * TURN} ${TURN}`} transform="rotate(-90 113 113)" />
    </svg>
    <div class="in"><span>${from ? "next check in" : "not started"}</span>
      <b role="timer">${running(Math.ceil(left))}</b><span>${from ? `cycle ${number}` : `every ${minutes(cycle.seconds)}`}</span></div>
    ${due ? html`<p class="due" role="status">${cycle.at_end}</p>` : null}
  </div>`;
}

function Metronome({ metronome }) {
  const rate = beating.value;
  useEffect(() => stopBeat, []);
  const set = (perMinute) => startBeat(Math.min(metronome.highest, Math.max(metronome.lowest, perMinute)));
  return html`<div class="beat">
    <span class=${beat.value % 2 ? "dot on" : "dot"} aria-hidden="true"></span>
    <span><b>${rate ?? metronome.starts_at} a min</b><small>sound, buzz</small></span>
    ${rate ? html`<${Button} onPress=${() => set(rate - 5)}>−<span class="vh">: slower</span></${Button}>
      <${Button} onPress=${() => set(rate + 5)}>+<span class="vh">: faster</span></${Button}>` : null}
    <${Button} icon="metronome" aria-pressed=${rate ? "true" : "false"}
      onPress=${() => (rate ? stopBeat() : set(metronome.starts_at))}>${rate ? "Stop" : "Beat"}</${Button}>
  </div>`;
}

function Onset() {
  const known = care()?.time;
  return html`<div class="onset">
    <span><b>Last known well</b><small>${known || "not asked yet: the crew asks this first"}</small></span>
    <${Button} icon="clock" onPress=${() => (sheet.value = { name: "onset" })}>${known ? "Change" : "Set"}</${Button}>
  </div>`;
}

const AGO = [
  [0, "Just now"],
  [15, "15 min ago"],
  [30, "30 min ago"],
  [60, "1 hour ago"],
  [120, "2 hours ago"],
  [240, "4 hours ago"],
];

export function OnsetSheet() {
  const set = (text) => {
    setCare(job(), { time: text });
    sheet.value = null;
  };
  const at = (mins) => hourMinute(live.now() - mins * 60_000);
  return html`<${Sheet} heading="When were they last well?">
    <ul class="choices pairs">
      ${AGO.map(([mins, text]) => html`<li key=${mins}><${Button}
        onPress=${() => set(`Last known well about ${at(mins)}`)}>${text}<small>${at(mins)}</small></${Button}></li>`)}
      <li><${Button} onPress=${() => set("Woke with it")}>Woke with it</${Button}></li>
      <li><${Button} onPress=${() => set("Onset not known")}>Nobody knows</${Button}></li>
    </ul>
  </${Sheet}>`;
}

const Targets = ({ targets }) => html`<table class="targets">
  <caption class="vh">Oxygen by situation</caption>
  <thead><tr><th>Who</th><th>SpO₂</th></tr></thead>
  <tbody>${targets.map((one) => html`<tr key=${one.situation}>
    <td><b>${one.situation}</b><small>${one.start}. ${one.rule}</small></td>
    <td class="n">${one.lowest ? `${one.lowest} to ${one.highest} %` : "none"}</td></tr>`)}</tbody>
</table>`;

function Recorded() {
  const entries = (care()?.entries ?? []).slice(-3);
  if (!entries.length) return null;
  return html`<ul class="rec" aria-label="Recorded so far">
    ${entries.map((entry) => html`<li key=${entry.at + entry.text}><span>${hourMinute(entry.at)}</span><b>${entry.text}</b></li>`)}
  </ul>`;
}

function tap(card, one) {
  record(job(), one);
  say(`${one.text.replace("{n}", "")} recorded`);
  if (one.code === "cpr" && card.cycle && !care().cycleFrom) startCycle();
}

export function RecordSheet() {
  const card = cardById(sheet.value.card);
  const choose = (one) => {
    sheet.value = null;
    tap(card, one);
  };
  return html`<${Sheet} heading="Record, with the time now">
    <ul class="choices pairs">
      ${card.records.map((one) => html`<li key=${one.code}>
        <${Button} onPress=${() => choose(one)}>${one.text.replace("{n} ", "").replace(", round {n}", "")}</${Button}></li>`)}
      <li><${Button} icon="heart" onPress=${() => (sheet.value = { name: "vitals" })}>Pulse, SpO₂…</${Button}></li>
    </ul>
  </${Sheet}>`;
}

/** The clock is the largest thing where there is one; it starts with one press. */
function CardThumb({ card }) {
  const main = card.records.find((one) => one.main) ?? card.records[0];
  const second = card.records.find((one) => one.code === (card.id === "cardiac-arrest" ? "breathing" : "")) ?? null;
  const needsStart = card.cycle && !care()?.cycleFrom;
  const withPatient = state.value?.phase === "with_patient";
  if (!job()) {
    return html`<${Thumb}><${Button} icon="back" onPress=${() => open("cards")}>Back</${Button}></${Thumb}>`;
  }
  return html`<${Thumb}>
    ${needsStart
      ? html`<${Button} kind="go mid" icon="clock" onPress=${() => {
          startCycle();
          const cpr = card.records.find((one) => one.code === "cpr");
          if (cpr) record(job(), cpr);
        }}>${card.id === "cardiac-arrest" ? "CPR started" : "Start the clock"}</${Button}>`
      : html`<${Button} kind="go mid" icon=${main.icon} onPress=${() => tap(card, main)}>${main.text.replace("{n} ", "").replace(", round {n}", "")}</${Button}>`}
    <div class="two">
      ${second && !needsStart
        ? html`<${Button} icon=${second.icon} onPress=${() => tap(card, second)}>${second.text}</${Button}>`
        : html`<${Button} icon="heart" onPress=${() => open("cards")}>Other card</${Button}>`}
      <${Button} icon="plus" onPress=${() => (sheet.value = { name: "record", card: card.id })}>Record</${Button}>
    </div>
    <div class="two three">
      <${Button} icon="radio" onPress=${() => (sheet.value = { name: "help" })}>Need help</${Button}>
      ${withPatient
        ? html`<${Button} icon="arrows" onPress=${() => open("handover")}>Handover</${Button}>`
        : html`<${Button} icon="back" onPress=${() => open("")}>Back</${Button}>`}
      <${Assaulted} job=${mission.value} />
    </div>
  </${Thumb}>`;
}

function ambulanceShort() {
  const one = call.value?.ambulance;
  if (!one) return null;
  if (!one.live) return html`<b class="lost">No ambulance</b>`;
  if (one.state === "arrived") return "Ambulance here";
  const left = one.eta_at ? (Date.parse(one.eta_at) - live.now()) / 1000 : null;
  return left == null ? "Ambulance coming" : `Ambulance ${left < 30 ? "due now" : minutes(left)}`;
}

export function Card({ id }) {
  const card = cardById(id ?? screen.value.slice(5));
  if (!card) return html`<${CardList} />`;
  // while the clock runs, what is done now and nothing else
  const steps = card.metronome && care()?.cycleFrom ? card.steps.filter((_, n) => n !== 1) : card.steps;
  return html`<${Screen} name=${`guide ${card.id}`} title=${card.title} sub=${job() ? ambulanceShort() : ""}
    thumb=${html`<${CardThumb} card=${card} />`}>
    <h1 class="vh">${card.title}</h1>
    ${call.value?.alarm ? html`<p class="ambl lost" role="alert"><${Icon} name="triangle" /><span><b>No ambulance is on its way.</b> Control has the alarm.</span></p>` : null}
    ${card.cycle && job() ? html`<${Cycle} cycle=${card.cycle} />` : null}
    <ol class=${card.cycle ? "do few" : "do"}>
      ${steps.map((step) => html`<li key=${step.do}><b>${step.do}</b>${step.more ? html`<span>${step.more}</span>` : null}</li>`)}
    </ol>
    ${card.metronome ? html`<${Metronome} metronome=${card.metronome} />` : null}
    ${card.onset && job() ? html`<${Onset} />` : null}
    ${card.targets.length ? html`<${Targets} targets=${card.targets} />` : null}
    ${job() ? html`<${Recorded} />` : null}
    <button type="button" class="owner" onClick=${() => (sheet.value = { name: "source", card: card.id })}>
      ${card.owner}. <u>Source</u></button>
  </${Screen}>`;
}

export function SourceSheet() {
  const card = cardById(sheet.value.card);
  return html`<${Sheet} heading=${`${card.title}: where this comes from`}>
    <ul class="facts"><${Fact} icon="document">${card.source}</${Fact}>
      <${Fact} icon="people">${card.owner}</${Fact}>
      <${Fact} icon="note">Version ${card.version}</${Fact}></ul>
  </${Sheet}>`;
}

/** With the patient: the card of this call's condition, else the list. */
export function Patient() {
  const chosen = cardFor(call.value?.condition);
  return chosen ? html`<${Card} id=${chosen.id} />` : html`<${CardList} />`;
}
