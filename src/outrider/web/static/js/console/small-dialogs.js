/** Dialogs that say something and ask for one press. */

import { useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { Dialog } from "../lib/dialog.js";
import { clock } from "../lib/format.js";
import { html } from "../lib/html.js";
import { fixed } from "../lib/resource.js";
import { RefusalBox } from "../lib/refusal.js";
import { busy, send } from "../lib/sending.js";
import { OUTCOMES } from "../lib/words.js";
import { CALL_PRESSES } from "./call-acts.js";
import { ask } from "./ask-panel.js";
import { WhyNot } from "./candidates.js";
import { chosen, closeDialog, live, pickedUnit } from "./state.js";
import { townOf } from "./titles.js";

/** What to say on the telephone. Control rooms ring each other; the system only keeps the time. */
export function RingDialog({ missionId }) {
  const mission = live.one("mission", missionId);
  const call = mission && live.one("call", mission.call_id);
  if (!mission || !call) return null;
  const owner = { police: "police control", fire: "fire control" }[mission.owner] ?? mission.owner;
  return html`<${Dialog} title=${`Ring ${owner}`} onClose=${closeDialog}>
    <p>Say:</p>
    <blockquote class="say">“Co-response desk. Call ${call.number}, category ${call.category?.slice(1)}, ${townOf(call)}.
      We asked for ${mission.call_sign} at ${clock(mission.times?.asked)}. Do you agree?”</blockquote>
    <p class="t2">Their answer counts when they press Agree or Decline on their own screen. Say nothing of the patient’s condition.</p>
    <div class="acts"><button type="button" class="btn main" data-first onClick=${closeDialog}>Done</button></div>
  </${Dialog}>`;
}

const NO_RULES = "No pack that both agencies agree to was in force when the call came in. A pack agreed later does not change this call: it goes on by voice to its end.";

export function WhyDialog({ callId }) {
  const call = live.one("call", callId);
  const outcome = call?.outcome;
  if (!outcome) return null;
  const rows = [
    ["Outcome", OUTCOMES[outcome.class]?.[0]],
    ["Rule", outcome.rule],
    ["It says", outcome.text],
    ["Rule pack", outcome.pack],
    ["Risk checked", outcome.risk_checked_at && clock(outcome.risk_checked_at)],
  ].filter(([, value]) => value);
  return html`<${Dialog} title=${`Why: call ${call.number}`} onClose=${closeDialog}>
    <dl class="facts">${rows.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${!outcome.text && html`<p class="t2">Your role doesn’t see the rule’s words: they may name a complaint.</p>`}
    <p class="t2">${outcome.class === "no_rules" ? NO_RULES : "Both agencies agreed the pack. Nobody can override a rule for one call; a change goes through both approvers."}</p>
  </${Dialog}>`;
}

export function CallPressDialog({ callId, press }) {
  const call = live.one("call", callId);
  const { label, text, done, reasons } = CALL_PRESSES[press];
  const [reason, setReason] = useState("");
  const [error, setError] = useState(null);
  const [problem, setProblem] = useState(null);
  const choices = reasons ? (fixed("reasons").value.data?.[reasons] ?? []) : [];
  if (!call) return null;
  const submit = async () => {
    if (choices.length && !reason) return setError("Choose a reason: it is kept with the decision.");
    try {
      const body = choices.length ? { press, reason } : { press };
      const answer = await send(`call:${call.id}`, `calls/${call.id}/press`, body, { done, live, quiet: true });
      if (answer !== undefined) closeDialog();
    } catch (refused) {
      setProblem(refused);
    }
  };
  return html`<${Dialog} title=${`${label}: call ${call.number}`} onClose=${closeDialog}>
    ${problem && html`<${RefusalBox} problem=${problem} />`}
    <p>${text}</p>
    ${choices.length > 0 && html`<fieldset class="field"><legend>Why?</legend>
      ${error && html`<p class="error-text" role="alert">${error}</p>`}
      ${choices.map((one) => html`<label class="radio" key=${one.code}><input type="radio" name="reason" value=${one.code}
        checked=${reason === one.code} onChange=${() => setReason(one.code)} />${one.text}</label>`)}</fieldset>`}
    <div class="acts"><${Act} css="main" working=${busy.value.has(`call:${call.id}`)} run=${submit}>${label}</${Act}>
      <button type="button" class="btn" onClick=${closeDialog}>Go back, change nothing</button></div>
  </${Dialog}>`;
}

/** A soft refusal (no fresh position) that a dispatcher may pass after speaking to the crew. */
export function AskByRadio({ one }) {
  const submit = async () => {
    const answer = await ask(chosen.value, one, { by_radio: true });
    if (answer !== undefined) {
      pickedUnit.value = null;
      closeDialog();
    } else closeDialog();
  };
  return html`<${Dialog} title=${`Ask by radio: ${one.call_sign}`} onClose=${closeDialog}>
    <${WhyNot} one=${one} />
    <p><b>Call the crew first.</b> Ask where they are and how long they need. Go on only if they would clearly arrive before the ambulance.</p>
    <div class="acts"><${Act} css="main" icon="radio" run=${submit}>Spoken to them: ask for ${one.call_sign}</${Act}>
      <button type="button" class="btn" onClick=${closeDialog}>Go back, ask nobody</button></div>
  </${Dialog}>`;
}
