/** The handover: read it out, give it, hear it read back. It was built while working. */

import { signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { clock, hourMinute } from "../../lib/format.js";
import { call, live, link, mission, open, queue, sheet, state, viewer } from "../app-state.js";
import { atmistOf, careOf, removeEntry, setCare } from "../care.js";
import { Icon } from "../icon.js";
import { Button, Screen, Sheet, Thumb } from "../parts.js";
import { NotConfirmed, pressMission } from "./mission.js";

const LINES = [
  ["A", "age", "Age and sex", 60],
  ["T", "time", "Time", 120],
  ["M", "mechanism", "Mechanism", 200],
  ["I", "injuries", "Injuries", 300],
  ["S", "signs", "Signs, each with its time"],
  ["T", "treatment", "Treatment"],
];

const current = () => atmistOf(careOf(mission.value.id).value, call.value, hourMinute);

const spoken = (value) =>
  typeof value === "string" ? value : value.map(({ text, at }) => `${text} ${hourMinute(at)}`).join(". ");

function Line({ line: [letter, field, name], atmist }) {
  const text = spoken(atmist[field]);
  return html`<div>
    <dt><span aria-hidden="true">${letter}</span><span class="vh">${name}</span></dt>
    <dd>${text || html`<span class="gap"><${Icon} name="triangle" />Not recorded</span>`}<span>${name}</span></dd>
  </div>`;
}

const give = () => pressMission("handover", { atmist: current() });
const heardBack = () => setCare(mission.value.id, { readBackAt: new Date().toISOString() });

function givenAt() {
  const item = queue.of(mission.value.id).findLast((one) => one.press === "handover");
  return mission.value.times?.handover ?? item?.stamp.at ?? null;
}

function Receipts() {
  const { phase, acknowledged } = state.value;
  if (phase !== "handover") return null;
  const heard = careOf(mission.value.id).value.readBackAt;
  const kept = state.value.waiting.some((item) => item.press === "handover");
  const line = (at, text, waits = false) => html`<li class=${waits ? "w" : at ? "y" : "n"}>
    <${Icon} name=${waits ? "queue" : at ? "tick-filled" : "ring"} />
    <span>${text}: ${at ? clock(at) : "not yet"}${waits ? ", kept" : ""}</span></li>`;
  return html`<ul class="rcp" aria-label="Given and read back">
    ${line(givenAt(), `Given by ${viewer.value?.name ?? "you"}`, kept)}
    ${line(heard, "Read back to you")}
    ${line(acknowledged, "Acknowledged on the crew’s page")}
  </ul>`;
}

function Next() {
  const { phase, acknowledged } = state.value;
  const heard = careOf(mission.value.id).value.readBackAt ?? acknowledged;
  if (phase === "with_patient") {
    return html`<${Button} kind="go mid" icon="arrows" onPress=${give}>Given to the crew</${Button}>`;
  }
  if (!heard) {
    return html`<${Button} kind="go mid" icon="arrows" onPress=${heardBack}>Crew has read it back</${Button}>`;
  }
  return html`<${Button} kind="go mid" icon="ring" onPress=${() => open("clear")}>Clear</${Button}>`;
}

export function Handover() {
  const atmist = current();
  const { phase } = state.value;
  return html`<${Screen} name="handover" heading="Read this to the crew" lead="About 30 seconds. Ask them to read it back."
    thumb=${html`<${Thumb}>
      <${NotConfirmed} />
      <${Next} />
      <div class="two">
        ${phase === "with_patient"
          ? html`<${Button} icon="back" onPress=${() => open("")}>Back</${Button}>`
          : html`<${Button} icon="qr" onPress=${() => (sheet.value = { name: "qr" })}>Show QR</${Button}>`}
        <${Button} icon="note" onPress=${() => open("correct")}>Correct it</${Button}>
      </div>
    </${Thumb}>`}>
    <dl class="at">${LINES.map((line) => html`<${Line} key=${line[1]} line=${line} atmist=${atmist} />`)}</dl>
    <${Receipts} />
  </${Screen}>`;
}

const part = signal("words");

function Words({ id, atmist }) {
  const texts = LINES.filter(([, field]) => typeof atmist[field] === "string");
  return html`<div class="fields">
    ${texts.map(([, field, name, longest]) => html`<label key=${field}><span>${name}</span>
      <input type="text" maxlength=${longest} value=${atmist[field]} autocomplete="off"
        onChange=${(event) => setCare(id, { [field]: event.target.value.trim() })} /></label>`)}
  </div>`;
}

function Entries({ id, entries }) {
  return html`<ul class="q">
      ${entries.map((entry) => html`<li key=${entry.at + entry.code}>
        <span>${entry.text}<small>${hourMinute(entry.at)}</small></span>
        <${Button} icon="cross" onPress=${() => removeEntry(id, entry)}>Take out<span class="vh"> ${entry.text}</span></${Button}>
      </li>`)}
    </ul>
    <p class="hint">A time is that of the tap. Wrong entry: take it out and record it again.</p>`;
}

export function Correct() {
  const id = mission.value.id;
  const { entries } = careOf(id).value;
  const tab = (name, text) => html`<${Button} aria-pressed=${part.value === name ? "true" : "false"}
    onPress=${() => (part.value = name)}>${text}</${Button}>`;
  const given = state.value.phase === "handover";
  return html`<${Screen} name="correct" heading="Correct the handover"
    lead=${given ? "Given already: say the change to the crew. It goes to control when you clear." : ""}
    thumb=${html`<${Thumb}>
      <${Button} kind="go" icon="tick" onPress=${() => open("handover")}>Done</${Button}>
      <div class="two">
        <${Button} icon="plus" onPress=${() => (sheet.value = { name: "vitals" })}>Reading</${Button}>
        <${Button} icon="heart" onPress=${() => open("cards")}>Cards</${Button}>
      </div>
    </${Thumb}>`}>
    <div class="tabs two-tabs" role="group" aria-label="What to correct">
      ${tab("words", "Words")}${tab("entries", `Records (${entries.length})`)}
    </div>
    ${part.value === "words"
      ? html`<${Words} id=${id} atmist=${current()} />`
      : html`<${Entries} id=${id} entries=${entries} />`}
  </${Screen}>`;
}

export function QrSheet() {
  const id = mission.value.id;
  const waiting = state.value.waiting.length > 0 || link.value.state !== "live";
  live.second.value;
  return html`<${Sheet} heading="For the crew’s tablet">
    ${waiting
      ? html`<p class="note warn"><b>Not sent yet.</b> The crew’s page shows what control has: read it aloud instead.</p>`
      : null}
    <div class="qr"><img src=${`/phone/handover/${id}/qr.svg`} alt="QR code of this handover’s page" width="232" height="232"
      onError=${(event) => event.target.replaceWith("No signal: the code could not be fetched. Read it aloud.")} /></div>
    <p class="t2">It opens this handover for an ambulance crew who are signed in. Nothing goes through another company.</p>
    <a class="btn" href=${`/phone/handover/${id}`} target="_blank" rel="noopener"><${Icon} name="printer" /><span>Open the page to print</span></a>
  </${Sheet}>`;
}
