/** Dialogs before a press that asks something: a reason, an authority, a handover. */

import { useRef, useState } from "preact/hooks";
import { Act } from "./act.js";
import { Dialog } from "./dialog.js";
import { html } from "./html.js";
import { PRESSES, UNIT_STEPS, labelOf } from "./presses.js";
import { fixed } from "./resource.js";
import { RefusalBox } from "./refusal.js";
import { busy, send } from "./sending.js";

const ATMIST = [
  ["age", "Age and sex"],
  ["time", "Time"],
  ["mechanism", "Mechanism"],
  ["injuries", "Injuries"],
];
const ATMIST_LISTS = [
  ["signs", "Signs, one a line"],
  ["treatment", "Treatment, one a line"],
];

/** "Heard when?" A press that is told by radio happened some time before it is typed. */
function HeardAgo({ value, onInput }) {
  return html`<div class="field">
    <label for="heard-ago">When was it? <span class="t2">minutes ago, 0 for now</span></label>
    <input id="heard-ago" class="input short" type="number" min="0" max="120" step="1" value=${value}
      onInput=${(event) => onInput(event.target.value)} />
  </div>`;
}

function Reasons({ kind, value, onChange, error }) {
  const { data, problem } = fixed("reasons").value;
  if (problem) return html`<p class="error-text">The list of reasons did not come: ${problem.detail}</p>`;
  return html`<fieldset class="field">
    <legend>Why?</legend>
    ${error && html`<p class="error-text" id="why-error">${error}</p>`}
    ${(data?.[kind] ?? []).map(
      ({ code, text }) => html`<label class="radio">
        <input type="radio" name="reason" value=${code} checked=${value === code}
          aria-describedby=${error ? "why-error" : undefined} onChange=${() => onChange(code)} />${text}
      </label>`,
    )}
  </fieldset>`;
}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const handoverOf = (form) => ({
  ...Object.fromEntries(ATMIST.map(([field]) => [field, (form.get(field) ?? "").trim()])),
  ...Object.fromEntries(ATMIST_LISTS.map(([field]) => [field, lines(form.get(field) ?? "").map((text) => ({ text }))])),
});

const Handover = () => html`
  ${ATMIST.map(([field, label]) => html`<div class="field">
    <label for=${`a-${field}`}>${label}</label><input id=${`a-${field}`} class="input" name=${field} maxlength="200" /></div>`)}
  ${ATMIST_LISTS.map(([field, label]) => html`<div class="field">
    <label for=${`a-${field}`}>${label}</label><textarea id=${`a-${field}`} class="input" name=${field} rows="2"></textarea></div>`)}`;

const Authority = ({ name }) => html`<div class="field">
  <label for="authority">Who authorises leaving care? <span class="t2">name and rank, kept on record</span></label>
  <input id="authority" class="input" name="authority" defaultValue=${name} required maxlength="120" autocomplete="off" /></div>`;

/**
 * The dialog of one press on a mission. `consequence` is shown before the choice, in full;
 * `authority` asks for a name. Nothing is sent before the second button.
 */
export function PressDialog({ mission, press, live, consequence, authority, onClose }) {
  const { ask, done } = PRESSES[press];
  const label = authority ? "Authorise leaving care" : labelOf(press);
  const byRadio = UNIT_STEPS.has(press);
  const [reason, setReason] = useState(null);
  const [ago, setAgo] = useState("0");
  const [error, setError] = useState(null);
  const [problem, setProblem] = useState(null);
  const form = useRef(null);
  // leaving a patient has reasons of its own, fewer than calling back on the way
  const kind = authority ? "abandon_care" : ask;
  const needsReason = ask && ask !== "atmist";
  const about = `mission:${mission.id}`;

  const submit = async (event) => {
    event?.preventDefault();
    if (needsReason && !reason) return setError("Choose a reason: it is kept with the decision.");
    const fields = new FormData(form.current);
    if (authority && !fields.get("authority")?.trim()) return setError("Give the name of the person who authorises it.");
    const body = { press };
    if (needsReason) body.reason = reason;
    if (fields.get("note")?.trim()) body.note = fields.get("note").trim();
    if (authority) body.authority = fields.get("authority").trim();
    if (ask === "atmist") body.atmist = handoverOf(fields);
    if (byRadio) body.by_radio = true;
    if (byRadio && Number(ago) > 0) body.ago_ms = Number(ago) * 60_000;
    try {
      const answer = await send(about, `missions/${mission.id}/press`, body, { done, live, quiet: true });
      if (answer !== undefined) onClose();
    } catch (refused) {
      setProblem(refused);
    }
  };

  return html`<${Dialog} title=${`${label}: ${mission.call_sign}`} onClose=${onClose}>
    <form ref=${form} onSubmit=${submit} novalidate>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      ${consequence}
      ${byRadio && html`<p class="note radio-note"><b>Told by radio.</b> It is recorded as said by ${mission.call_sign} and entered by you.</p>`}
      ${needsReason && html`<${Reasons} kind=${kind} value=${reason} onChange=${setReason} error=${authority ? null : error} />`}
      ${ask === "atmist" && html`<${Handover} />`}
      ${authority && html`<${Authority} name=${live.viewer.value?.name} />${error && html`<p class="error-text" role="alert">${error}</p>`}`}
      ${byRadio && html`<${HeardAgo} value=${ago} onInput=${setAgo} />`}
      ${needsReason && html`<div class="field"><label for="note">Anything to add <span class="t2">optional</span></label>
        <input id="note" class="input" name="note" maxlength="300" autocomplete="off" /></div>`}
      <div class="acts">
        <${Act} css=${authority ? "danger" : "main"} working=${busy.value.has(about)} run=${submit}>${label}</${Act}>
        <button type="button" class="btn" onClick=${onClose}>Go back, change nothing</button>
      </div>
    </form>
  </${Dialog}>`;
}

/** Send at once what asks nothing; open a dialog for the rest. Control rooms send steps by radio. */
export function pressMission({ mission, press, live, openDialog }) {
  const { ask, done } = PRESSES[press] ?? {};
  if (ask || UNIT_STEPS.has(press)) return openDialog({ mission, press });
  return send(`mission:${mission.id}`, `missions/${mission.id}/press`, { press }, { done, live });
}
