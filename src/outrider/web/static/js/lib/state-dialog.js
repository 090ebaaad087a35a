/** Change a unit's police state. The table of states is the force's own, sent with the page. */

import { useState } from "preact/hooks";
import { Act } from "./act.js";
import { Dialog } from "./dialog.js";
import { html } from "./html.js";
import { RefusalBox } from "./refusal.js";
import { busy, send } from "./sending.js";

const MAY = { may: "may be asked", never: "never asked", off: "off duty: never asked", emergency: "releases any medical job", "on-job": "on a job: never asked" };

export const states = () =>
  JSON.parse(document.querySelector("#police-states")?.textContent ?? "[]").filter((state) => state.may !== "unchanged");

const warning = (state, unit) => {
  if (!unit.lease || !state || state.may === "may" || state.may === "on-job") return null;
  return `${unit.call_sign} is on call ${unit.lease.call_number}. Before patient contact this state releases it at once; with a patient it raises a warning in both rooms.`;
};

export function StateDialog({ unit, live, onClose }) {
  const [code, setCode] = useState(unit.state?.code ?? null);
  const [doing, setDoing] = useState(unit.doing ?? "");
  const [problem, setProblem] = useState(null);
  const about = `unit:${unit.id}`;
  const chosen = states().find((state) => state.code === code);
  const submit = async (event) => {
    event?.preventDefault();
    try {
      const answer = await send(about, `units/${unit.id}/state`, { code, doing: doing.trim() }, { done: `${unit.call_sign}: state ${code}.`, live, quiet: true });
      if (answer !== undefined) onClose();
    } catch (refused) {
      setProblem(refused);
    }
  };
  return html`<${Dialog} title=${`Police state of ${unit.call_sign}`} onClose=${onClose}>
    <form onSubmit=${submit}>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      <fieldset class="field"><legend>State</legend>${states().map((state) => html`<label class="radio" key=${state.code}>
        <input type="radio" name="code" checked=${code === state.code} onChange=${() => setCode(state.code)} />
        <span>${state.code} ${state.word} <span class="t2">${MAY[state.may]}</span></span></label>`)}</fieldset>
      ${warning(chosen, unit) && html`<p class="note warn">${warning(chosen, unit)}</p>`}
      <div class="field"><label for="doing">Doing what, where? <span class="t2">optional; police side only</span></label>
        <input id="doing" class="input" maxlength="80" autocomplete="off" value=${doing} onInput=${(event) => setDoing(event.target.value)} /></div>
      <div class="acts"><${Act} css="main" working=${busy.value.has(about)} run=${submit}>Record state</${Act}>
        <button type="button" class="btn" onClick=${onClose}>Go back, change nothing</button></div>
    </form></${Dialog}>`;
}
