/** The ambulance of a call, told by radio or telephone when its dispatch system has not said it. */

import { useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { Dialog } from "../lib/dialog.js";
import { secondsBetween } from "../lib/format.js";
import { html } from "../lib/html.js";
import { RefusalBox } from "../lib/refusal.js";
import { busy, send } from "../lib/sending.js";
import { closeDialog, live } from "./state.js";

const CHOICES = [
  ["requested", "Asked for, not allocated yet", ""],
  ["allocated", "Allocated and on its way", ""],
  ["arrived", "At the scene", ""],
  ["diverted", "Diverted to another call", "Alarms in both rooms and on the crew’s phone."],
  ["cancelled", "Cancelled", "Alarms in both rooms and on the crew’s phone."],
];
const NEEDS_SIGN = new Set(["allocated", "arrived"]);

const minutesLeft = (ambulance) => {
  const left = secondsBetween(live.now(), ambulance?.eta_at);
  return left == null ? "" : `${Math.max(0, Math.round(left / 60))}`;
};

function mistakes({ state, sign, eta }) {
  const found = {};
  if (!state) found.state = "Choose what the ambulance is doing.";
  if (NEEDS_SIGN.has(state) && !sign.trim()) found.sign = "Give its call sign, such as A214.";
  if (state === "allocated" && (eta === "" || !(Number(eta) >= 0 && Number(eta) <= 240))) {
    found.eta = "Give the minutes until it arrives, 0 to 240.";
  }
  return found;
}

const ErrorText = ({ id, text }) => text && html`<p class="error-text" id=${id}>${text}</p>`;

export function AmbulanceDialog({ callId }) {
  const call = live.one("call", callId);
  const [state, setState] = useState("");
  const [sign, setSign] = useState(call?.ambulance?.call_sign ?? "");
  const [eta, setEta] = useState(minutesLeft(call?.ambulance));
  const [errors, setErrors] = useState({});
  const [problem, setProblem] = useState(null);
  if (!call) return null;

  const submit = async (event) => {
    event?.preventDefault();
    const found = mistakes({ state, sign, eta });
    setErrors(found);
    if (Object.keys(found).length) return;
    const body = { state };
    if (sign.trim()) body.call_sign = sign.trim().toUpperCase();
    if (state === "allocated") body.eta_seconds = Math.round(Number(eta) * 60);
    try {
      const answer = await send(`call:${call.id}`, `calls/${call.id}/ambulance`, body, { done: "Ambulance recorded.", live, quiet: true, fact: true });
      if (answer !== undefined) closeDialog();
    } catch (refused) {
      setProblem(refused);
    }
  };

  return html`<${Dialog} title=${`Ambulance for call ${call.number}`} onClose=${closeDialog}>
    <form onSubmit=${submit} novalidate>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      <fieldset class="field"><legend>What is it doing?</legend><${ErrorText} id="state-e" text=${errors.state} />
        ${CHOICES.map(([value, text, more]) => html`<label class="radio" key=${value}><input type="radio" name="state" value=${value} checked=${state === value}
          onChange=${() => setState(value)} /><span>${text}${more && html` <span class="t2">${more}</span>`}</span></label>`)}</fieldset>
      <div class="pair">
        <div class="field"><label for="amb-sign">Call sign</label><${ErrorText} id="sign-e" text=${errors.sign} />
          <input id="amb-sign" class="input" maxlength="16" autocomplete="off" value=${sign} aria-invalid=${errors.sign ? "true" : undefined}
            aria-describedby=${errors.sign ? "sign-e" : undefined} onInput=${(e) => setSign(e.target.value)} /></div>
        ${state === "allocated" && html`<div class="field"><label for="amb-eta">Minutes until it arrives</label><${ErrorText} id="eta-e" text=${errors.eta} />
          <input id="amb-eta" class="input short" inputmode="numeric" value=${eta} aria-invalid=${errors.eta ? "true" : undefined}
            aria-describedby=${errors.eta ? "eta-e" : undefined} onInput=${(e) => setEta(e.target.value)} /></div>`}
      </div>
      <div class="acts"><${Act} css="main" working=${busy.value.has(`call:${call.id}`)} run=${submit}>Record</${Act}>
        <button type="button" class="btn" onClick=${closeDialog}>Go back, change nothing</button></div>
    </form>
  </${Dialog}>`;
}
