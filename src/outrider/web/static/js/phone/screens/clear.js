/** After the patient: kit used, a short report by condition, clear. */

import { signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { clock, hourMinute } from "../../lib/format.js";
import { call, live, mission, open, queue, state } from "../app-state.js";
import { answer, answersOf, atmistOf, careOf, toggleKit } from "../care.js";
import { Assaulted, Button, Screen, Thumb } from "../parts.js";
import { formFor, kitItems } from "../reference.js";
import { NotConfirmed, pressMission } from "./mission.js";

const A_PAGE = 3;
const page = signal(0);

const form = () => formFor(call.value?.condition);
const answersNow = () =>
  answersOf(careOf(mission.value.id).value, new Set(form().map((question) => question.id)));

/** The handover again, if it was corrected after it was given. */
function corrected(care) {
  const given = queue.of(mission.value.id).findLast((item) => item.press === "handover");
  if (state.value.phase !== "handover" || !given) return {};
  const atmist = atmistOf(care, call.value, hourMinute);
  return JSON.stringify(atmist) === JSON.stringify(given.body.atmist) ? {} : { atmist };
}

function sendClear(withReport) {
  const care = careOf(mission.value.id).value;
  page.value = 0;
  open("");
  return pressMission("clear", {
    kit_used: care.kit,
    ...corrected(care),
    ...(care.readBackAt ? { note: `Read back by the ambulance crew at ${clock(care.readBackAt)}` } : {}),
    ...(withReport ? { report: answersNow() } : {}),
  });
}

const asked = (answers) =>
  form().filter((one) => !one.only_if || answers[one.only_if] === true);

function Choice({ question, options, value, set }) {
  return html`<fieldset class="ask"><legend>${question.text}</legend>
    <div class="opts">${options.map(([code, text]) => html`<${Button} key=${String(code)}
      aria-pressed=${value === code ? "true" : "false"} onPress=${() => set(code)}>${text}</${Button}>`)}</div>
  </fieldset>`;
}

function Figure({ question, value, set }) {
  const id = `q-${question.id}`;
  return html`<div class="ask"><label for=${id}>${question.text}${question.unit ? `, ${question.unit}` : ""}</label>
    <input id=${id} type="number" inputmode="decimal" value=${value ?? ""}
      onChange=${(event) => set(event.target.value === "" ? null : Number(event.target.value))} /></div>`;
}

/** A clock time of the last 24 hours, as an instant. */
function instantOf(text) {
  const [hours, mins] = text.split(":").map(Number);
  const at = new Date(live.now());
  at.setHours(hours, mins, 0, 0);
  if (at.getTime() > live.now() + 60_000) at.setDate(at.getDate() - 1);
  return at.toISOString();
}

function Time({ question, value, set }) {
  const id = `q-${question.id}`;
  return html`<div class="ask"><label for=${id}>${question.text}</label>
    <input id=${id} type="time" value=${value ? hourMinute(value) : ""}
      onChange=${(event) => set(event.target.value ? instantOf(event.target.value) : null)} /></div>`;
}

const DRUGS = [["oxygen", "Oxygen"], ["entonox", "Entonox"], ["aspirin", "Aspirin"]];

function Many({ question, value, set }) {
  const chosen = value ?? [];
  const flip = (code) => set(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return html`<fieldset class="ask"><legend>${question.text}</legend>
    <div class="opts">${DRUGS.map(([code, text]) => html`<${Button} key=${code}
      aria-pressed=${chosen.includes(code) ? "true" : "false"} onPress=${() => flip(code)}>${text}</${Button}>`)}</div>
  </fieldset>`;
}

function Question({ question, answers }) {
  const value = answers[question.id];
  const set = (next) => answer(mission.value.id, question.id, next);
  const rest = { question, value, set };
  if (question.kind === "yes-no") return html`<${Choice} ...${rest} options=${[[true, "Yes"], [false, "No"]]} />`;
  if (question.kind === "choice") return html`<${Choice} ...${rest} options=${question.options.map((o) => [o.code, o.text])} />`;
  if (question.kind === "choices") return html`<${Many} ...${rest} />`;
  return question.kind === "time" ? html`<${Time} ...${rest} />` : html`<${Figure} ...${rest} />`;
}

function Kit() {
  const { kit } = careOf(mission.value.id).value;
  return html`<${Screen} name="kit" heading="What did you use?" lead="It is put on the restock list. Nothing used: press Next."
    thumb=${html`<${Thumb}>
      <${NotConfirmed} />
      <${Button} kind="go mid" icon="arrowhead" onPress=${() => (page.value = 1)}>Next: report</${Button}>
      <div class="two three"><${Button} icon="back" onPress=${() => open("handover")}>Back</${Button}>
      <${Button} icon="ring" onPress=${() => sendClear(false)}>Clear, no report</${Button}>
      <${Assaulted} job=${mission.value} /></div>
    </${Thumb}>`}>
    <ul class="kit-list">${kitItems.value.map(([code, name]) => html`<li key=${code}>
      <${Button} icon=${kit.includes(code) ? "tick-filled" : "ring"} aria-pressed=${kit.includes(code) ? "true" : "false"}
        onPress=${() => toggleKit(mission.value.id, code)}>${name}</${Button}></li>`)}</ul>
  </${Screen}>`;
}

function Report() {
  const answers = answersNow();
  const questions = asked(answers);
  const pages = Math.max(1, Math.ceil(questions.length / A_PAGE));
  const here = Math.min(page.value, pages);
  const shown = questions.slice((here - 1) * A_PAGE, here * A_PAGE);
  return html`<${Screen} name="report" heading="Short report" lead=${`Page ${here} of ${pages}. Skip what you don’t know.`}
    thumb=${html`<${Thumb}>
      ${here < pages
        ? html`<${Button} kind="go mid" icon="arrowhead" onPress=${() => (page.value = here + 1)}>Next</${Button}>`
        : html`<${Button} kind="go mid" icon="ring" onPress=${() => sendClear(true)}>Clear</${Button}>`}
      <${Button} icon="back" onPress=${() => (page.value = here - 1)}>Back</${Button}>
    </${Thumb}>`}>
    ${shown.map((question) => html`<${Question} key=${question.id} question=${question} answers=${answers} />`)}
  </${Screen}>`;
}

export const Clear = () => (state.value && page.value ? html`<${Report} />` : html`<${Kit} />`);
