/** What is kept on this phone and what control has, each with its real time. */

import { html } from "../../lib/html.js";
import { clock, hourMinute, minutes } from "../../lib/format.js";
import { call, hadAlready, link, mission, open, queue, sheet, state, unit } from "../app-state.js";
import { careOf } from "../care.js";
import { Icon } from "../icon.js";
import { Button, Fact, Screen, Sheet, Thumb } from "../parts.js";

const SHOWN = 7;

const STATES = {
  kept: ["queue", "w", () => "kept, not confirmed"],
  sent: ["tick-filled", "s", (item) => `control has it, ${clock(item.answered_at)}`],
  refused: ["barred-circle", "r", (item) => item.problem.detail || item.problem.title],
};

const HAD = ["tick-filled", "s", () => "control had it already, by radio"];

function Press({ item }) {
  const [icon, tone, text] = hadAlready(item) ? HAD : STATES[item.state];
  return html`<li class=${tone}>
    <${Icon} name=${icon} />
    <span>${item.label}<small>${text(item)}</small></span>
    <span class="t">${clock(item.effective_at ?? item.stamp.at)}</span>
  </li>`;
}

const Care = ({ entry, sent }) => html`<li class=${sent ? "s" : "w"}>
  <${Icon} name=${sent ? "tick-filled" : "queue"} />
  <span>${entry.text}<small>${sent ? "control has it, with the handover" : "kept, goes with the handover"}</small></span>
  <span class="t">${clock(entry.at)}</span>
</li>`;

/** Presses and records together, newest first. A record is with control once a handover that held it is. */
function lines() {
  const job = mission.value;
  const entries = job ? careOf(job.id).value.entries : [];
  const carried = queue.items.value.filter((item) => item.state === "sent" && item.body.atmist);
  const has = (entry) =>
    carried.some(({ body }) =>
      [...body.atmist.signs, ...body.atmist.treatment].some((one) => one.at === entry.at && one.text === entry.text),
    );
  return [
    ...queue.items.value.map((item) => ({ at: item.stamp.at, item })),
    ...entries.map((entry) => ({ at: entry.at, entry, sent: has(entry) })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
}

function Banner() {
  const { state: how } = link.value;
  const blocked = queue.blocked.value;
  if (how === "signed-out" || blocked === "signed-out") {
    return html`<div class="offb" role="status"><${Icon} name="padlock" /><div><h2>You are signed out</h2>
      <p>Everything is still kept here. It is sent when you have signed in again.</p>
      <a class="btn" href="/sign-in?next=/phone">Sign in again</a></div></div>`;
  }
  if (how === "no-signal" || blocked) {
    return html`<div class="offb" role="status"><${Icon} name="no-signal" /><div><h2>No signal. Carry on.</h2>
      <p>Everything you tap is kept on this phone with its real time, and sent when signal returns.</p></div></div>`;
  }
  return null;
}

function LastAmbulance() {
  const one = call.value?.ambulance;
  if (link.value.state === "live" || !one?.eta_at) return null;
  const left = (Date.parse(one.eta_at) - Date.parse(one.heard_at)) / 1000;
  return html`<p class="last"><${Icon} name="ambulance" /><span>Ambulance at last contact: ${minutes(left)} away
    (${hourMinute(one.heard_at)}). Expect it about ${hourMinute(one.eta_at)}.</span></p>`;
}

export function Kept() {
  const all = lines();
  const waiting = queue.unsent.value.length;
  const refused = queue.items.value.some((item) => item.state !== "kept");
  return html`<${Screen} name="kept" thumb=${html`<${Thumb}>
      <${Button} kind="go mid" icon="back" onPress=${() => open("")}>${state.value && !state.value.ended ? "Back to the job" : "Back"}</${Button}>
      <div class="two">
        <${Button} icon="radio" onPress=${() => (sheet.value = { name: "radio" })}>Radio words</${Button}>
        ${waiting
          ? html`<${Button} icon="arrows" onPress=${() => queue.drain()}>Send now</${Button}>`
          : html`<${Button} icon="cross" disabled=${!refused} onPress=${() => queue.forget()}>Tidy list</${Button}>`}
      </div>
    </${Thumb}>`}>
    <${Banner} />
    <div class="st"><h1>${waiting ? `Kept on this phone, ${waiting} to send` : "Everything is sent"}</h1></div>
    <ul class="q">
      ${all.slice(0, SHOWN).map((line) => line.item
        ? html`<${Press} key=${line.item.press_id} item=${line.item} />`
        : html`<${Care} key=${line.at + line.entry.text} ...${line} />`)}
    </ul>
    ${all.length > SHOWN ? html`<p class="hint">and ${all.length - SHOWN} earlier</p>` : null}
    <${LastAmbulance} />
  </${Screen}>`;
}

const SAID = {
  mobile: "is mobile",
  at_scene: "is at scene",
  with_patient: "is with the patient",
  handover: "has handed over",
  clear: "is clear",
  accept: "accepts",
  decline: "cannot go",
  unable: "cannot go on",
  need_help: "needs help",
};

/** What to say when there is no signal: the words of each press that waits. */
export function RadioSheet() {
  const name = unit.value?.call_sign ?? "Unit";
  const number = call.value?.number;
  const say = queue.unsent.value.map((item) =>
    SAID[item.press]
      ? `${name} ${SAID[item.press]}${number ? `, call ${number}` : ""}, at ${hourMinute(item.stamp.at)}.`
      : `${name}: ${item.label.toLowerCase()}, at ${hourMinute(item.stamp.at)}.`,
  );
  return html`<${Sheet} heading="Say on the radio">
    <ul class="facts">${say.length
      ? say.map((text) => html`<${Fact} key=${text} icon="radio">“${text}”</${Fact}>`)
      : html`<${Fact} icon="tick-filled" tone="ok">Nothing waits. Control has everything.</${Fact}>`}</ul>
    <p class="t2">If control records it by radio, this phone’s copy does no harm: it counts once.</p>
  </${Sheet}>`;
}
