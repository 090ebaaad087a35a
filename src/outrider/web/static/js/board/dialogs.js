/** The board's dialogs. */

import { useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { keysOn, switchKeys } from "../lib/keys.js";
import { PressDialog } from "../lib/press-dialogs.js";
import { Consequence, inCare } from "../lib/recall.js";
import { RefusalBox } from "../lib/refusal.js";
import { busy, send } from "../lib/sending.js";
import { StateDialog } from "../lib/state-dialog.js";
import { Find } from "./find.js";
import { callOf, closeDialog, dialog, live } from "./state.js";

function Press({ missionId, press }) {
  const mission = live.one("mission", missionId);
  if (!mission) return null;
  const leaves = press === "recall";
  return html`<${PressDialog} mission=${mission} press=${press} live=${live} authority=${leaves && inCare(mission)} onClose=${closeDialog}
    consequence=${leaves && html`<${Consequence} mission=${mission} call=${callOf(mission)} now=${live.now()} />`} />`;
}

function Pause({ schemeId, on }) {
  const scheme = live.one("scheme", schemeId);
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  const [problem, setProblem] = useState(null);
  if (!scheme) return null;
  const about = `scheme:${scheme.id}`;
  const submit = async (event) => {
    event?.preventDefault();
    if (on && !reason.trim()) return setError("Say why: ambulance control reads it as “no more medical jobs”, and the reason stays on record.");
    try {
      const done = on ? "No more medical jobs." : "Medical jobs allowed again.";
      const answer = await send(about, `schemes/${scheme.id}/pause`, { on, reason: reason.trim() }, { done, live, quiet: true });
      if (answer !== undefined) closeDialog();
    } catch (refused) {
      setProblem(refused);
    }
  };
  return html`<${Dialog} title=${on ? "No more medical jobs tonight" : "Allow medical jobs again"} onClose=${closeDialog}>
    <form onSubmit=${submit} novalidate>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      <p>${on ? "No unit of this scheme is asked from now on. Units that are on a medical job stay on it. Anybody who can stop it can allow it again." : "Units of this scheme can be asked again at once."}</p>
      <div class="field"><label for="pause-why">Why? ${!on && html`<span class="t2">optional</span>`}</label>
        ${error && html`<p class="error-text" id="pause-e" role="alert">${error}</p>`}
        <input id="pause-why" class="input" data-first maxlength="120" autocomplete="off" value=${reason} aria-invalid=${error ? "true" : undefined}
          aria-describedby=${error ? "pause-e" : undefined} onInput=${(event) => setReason(event.target.value)} /></div>
      <div class="acts"><${Act} css="main" working=${busy.value.has(about)} run=${submit}>${on ? "Stop medical jobs" : "Allow medical jobs"}</${Act}>
        <button type="button" class="btn" onClick=${closeDialog}>Go back, change nothing</button></div>
    </form></${Dialog}>`;
}

const Keys = () => html`<${Dialog} title="All keys" onClose=${closeDialog}>
  <label class="radio"><input type="checkbox" checked=${keysOn.value} onChange=${(event) => switchKeys(event.target.checked)} />Single-key shortcuts are on</label>
  <table class="keys-table"><thead><tr><th>Key</th><th>Does</th></tr></thead><tbody>
    <tr><td><span class="kbd">Y</span></td><td>Agree to the request on top</td></tr><tr><td><span class="kbd">N</span></td><td>Decline it: asks why</td></tr>
    <tr><td><span class="kbd">/</span></td><td>Find a call by its number</td></tr><tr><td><span class="kbd">?</span></td><td>All keys</td></tr></tbody></table></${Dialog}>`;

function State({ unitId }) {
  const unit = live.one("unit", unitId);
  return unit ? html`<${StateDialog} unit=${unit} live=${live} onClose=${closeDialog} />` : null;
}

const KNOWN = { press: Press, pause: Pause, keys: Keys, state: State, find: Find };

export function Dialogs() {
  const open = dialog.value;
  return open && html`<${KNOWN[open.name]} key=${JSON.stringify(open)} ...${open} />`;
}
