/** Calls of this shift for which another unit was asked, and why not this one. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { get } from "../../lib/api.js";
import { when } from "../../lib/format.js";
import { live, open } from "../app-state.js";
import { Button, Screen, Thumb } from "../parts.js";

const found = signal(null);
const trouble = signal("");
const SHOWN = 6;

async function load() {
  try {
    const { decisions } = await get("/phone/not-picked.json");
    found.value = decisions;
    trouble.value = "";
  } catch {
    trouble.value = "No signal: this list comes with the next one.";
  }
}

const One = (decision) => html`<li key=${decision.at + decision.call_number}>
  <span><b>Call ${decision.call_number}</b>
    ${decision.why_not.map((reason) => html`<small key=${reason.rule}>${reason.text}</small>`)}</span>
  <span class="t">${when(decision.at, live.now())}</span>
</li>`;

export function NotPicked() {
  useEffect(() => void load(), []);
  const list = found.value;
  return html`<${Screen} name="not-picked" heading="Why I was not picked" lead="The last day, from the record of each decision."
    thumb=${html`<${Thumb}><${Button} icon="back" onPress=${() => open("gates")}>Back</${Button}></${Thumb}>`}>
    ${trouble.value ? html`<p class="note warn">${trouble.value}</p>` : null}
    ${list && !list.length ? html`<p class="note ok">You were not passed over in the last day.</p>` : null}
    <ul class="q reasons">${(list ?? []).slice(0, SHOWN).map(One)}</ul>
  </${Screen}>`;
}
