/** A reading in three taps: which, the figures, keep. The time is that of the last tap. */

import { signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { say } from "../../lib/speak.js";
import { mission, sheet } from "../app-state.js";
import { answer, record } from "../care.js";
import { Button, Sheet } from "../parts.js";

const KINDS = {
  spo2: { name: "SpO₂", unit: "%", longest: 3, question: "spo2" },
  pulse: { name: "Pulse", unit: "a minute", longest: 3, question: "pulse" },
  respirations: { name: "Breaths", unit: "a minute", longest: 2, question: "respirations" },
};
const AWAKE = { alert: "Alert", voice: "Responds to voice", pain: "Responds to pain", none: "Does not respond" };
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

const kind = signal("spo2");
const typed = signal("");

function keep(text, code) {
  record(mission.value.id, { code, text, goes: "signs" });
  say(`${text} recorded`);
  typed.value = "";
  sheet.value = null;
}

function keepNumber() {
  const { name, unit, question } = KINDS[kind.value];
  answer(mission.value.id, question, Number(typed.value));
  keep(`${name} ${typed.value}${unit === "%" ? "%" : ` ${unit}`}`, kind.value);
}

function keepAwake(code) {
  answer(mission.value.id, "avpu", code);
  keep(AWAKE[code], `avpu-${code}`);
}

const choose = (name) => {
  kind.value = name;
  typed.value = "";
};
const type = (key) => {
  if (typed.value.length < KINDS[kind.value].longest) typed.value += key;
};

export const VitalsSheet = () => html`<${Sheet} heading="Reading, with the time now">
  <div class="tabs" role="group" aria-label="Which reading">
    ${Object.entries({ ...KINDS, avpu: { name: "Awake?" } }).map(([id, { name }]) => html`<${Button} key=${id}
      aria-pressed=${kind.value === id ? "true" : "false"} onPress=${() => choose(id)}>${name}</${Button}>`)}
  </div>
  ${kind.value === "avpu"
    ? html`<ul class="choices">${Object.entries(AWAKE).map(([code, text]) => html`<li key=${code}>
        <${Button} onPress=${() => keepAwake(code)}>${text}</${Button}></li>`)}</ul>`
    : html`<p class="figure" role="status"><b>${typed.value || "–"}</b> ${KINDS[kind.value].unit}</p>
      <div class="pad">
        ${KEYS.map((key) => html`<${Button} key=${key} onPress=${() => type(key)}>${key}</${Button}>`)}
        <${Button} onPress=${() => (typed.value = typed.value.slice(0, -1))}>Undo</${Button}>
        <${Button} onPress=${() => type("0")}>0</${Button}>
        <${Button} kind="go" disabled=${!typed.value} onPress=${keepNumber}>Keep</${Button}>
      </div>`}
</${Sheet}>`;
