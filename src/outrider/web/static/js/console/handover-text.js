/** ATMIST as it was given, for those who may read it. */

import { clock } from "../lib/format.js";
import { html } from "../lib/html.js";

const FIELDS = [
  ["age", "A", "Age and sex"], ["time", "T", "Time"], ["mechanism", "M", "Mechanism"],
  ["injuries", "I", "Injuries"], ["signs", "S", "Signs"], ["treatment", "T", "Treatment"],
];

const entries = (value) =>
  Array.isArray(value)
    ? value.map((entry) => (entry.at ? `${entry.text} (${clock(entry.at)})` : (entry.text ?? entry))).join("; ")
    : value;

export function HandoverText({ mission }) {
  const atmist = mission.atmist;
  const given = atmist && FIELDS.some(([field]) => (Array.isArray(atmist[field]) ? atmist[field].length : atmist[field]));
  if (!given) return null;
  return html`<dl class="atmist">${FIELDS.map(([field, letter, name]) => html`<div key=${name}><dt><abbr title=${name}>${letter}</abbr><span class="vh"> ${name}</span></dt>
    <dd>${entries(atmist[field]) || html`<span class="t2">not given</span>`}</dd></div>`)}</dl>`;
}
