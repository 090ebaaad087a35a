/** One decision: what it does is said first, then what it needs. */

import { useRef, useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { RefusalBox } from "../lib/refusal.js";
import { busy, send } from "../lib/sending.js";
import { closeDialog, defaults, dialog, live, placeOf } from "./state.js";

const SAYS = {
  confirm: {
    title: "Confirm this hazard",
    does: "Crews sent to a medical call here hold off until control says go. Ambulance control reads “hold off” and nothing else.",
    button: "Confirm: crews hold off here",
    done: "Confirmed. Crews hold off here.",
    reason: ["What should police control know?", "Optional. Such as a dog, or who to expect at the door. Name no officer."],
  },
  "turn-down": {
    title: "Turn this proposal down",
    does: "Nobody is held off here because of it. The assault and its plan stay as they are.",
    button: "Turn it down",
    done: "Turned down.",
    reason: ["Why?", "Such as “they have moved away”. Kept with the decision. Name no officer."],
  },
  extend: {
    title: "Let it stand longer",
    does: "You have looked at it again, and crews should still hold off here.",
    button: "Extend it",
    done: "Extended.",
    reason: ["What should police control know?", "Optional. Replaces what stands there now."],
  },
  end: {
    title: "End this hazard",
    does: "New calls here are no longer held off. Crews that hold off now stay there: ambulance control is told that the reason is over, and lifts it.",
    button: "End it",
    done: "Ended.",
    reason: ["Why?", "Such as “they have moved away”. Kept with the decision. Name no officer."],
  },
};
const NEEDS_REASON = new Set(["turn-down", "end"]);
const NEEDS_DAY = new Set(["confirm", "extend"]);

function Field({ id, label, hint, error, children }) {
  return html`<div class=${`field ${error ? "bad" : ""}`}><label for=${id}>${label}</label>
    ${hint && html`<p class="hint" id=${`${id}-h`}>${hint}</p>`}
    ${error && html`<p class="wrong" id=${`${id}-e`} role="alert">${error}</p>`}${children}</div>`;
}

const about = (id, hint, error) => [hint && `${id}-h`, error && `${id}-e`].filter(Boolean).join(" ") || undefined;

function wrongWith(press, fields) {
  if (NEEDS_REASON.has(press) && !fields.reason) return { reason: "Say why in a few words. Name nobody." };
  if (NEEDS_DAY.has(press) && !fields.expires_on) return { day: "Choose the last day on which it stands." };
  if (NEEDS_DAY.has(press) && fields.expires_on < defaults.today) return { day: "That day is over. Choose today or a later day." };
  if (NEEDS_DAY.has(press) && fields.expires_on > defaults.latest) return { day: `It stands for a year at most. Choose a day up to ${defaults.latest.split("-").reverse().join("/")}.` };
  const metres = fields.radius_metres;
  if (metres !== undefined && !(metres >= 25 && metres <= 500)) return { radius: "Use 25 to 500 metres." };
  return null;
}

function fieldsOf(form, press) {
  const data = new FormData(form);
  const fields = { press, reason: (data.get("reason") ?? "").trim() };
  if (NEEDS_DAY.has(press)) fields.expires_on = data.get("day");
  if (press === "confirm") fields.radius_metres = Number(data.get("radius"));
  return fields;
}

function Decide({ press, hazard }) {
  const says = SAYS[press];
  const form = useRef(null);
  const [wrong, setWrong] = useState({});
  const [problem, setProblem] = useState(null);
  const key = `hazard:${hazard.id}`;
  const submit = async (event) => {
    event?.preventDefault();
    const fields = fieldsOf(form.current, press);
    const found = wrongWith(press, fields);
    setWrong(found ?? {});
    if (found) return;
    try {
      const answer = await send(key, `hazards/${hazard.id}/press`, fields, { done: says.done, quiet: true });
      if (answer === undefined) return;
      live.accept(answer.cursor, [answer.hazard]);
      closeDialog();
    } catch (refused) {
      setProblem(refused);
    }
  };
  const [label, hint] = says.reason;
  return html`<${Dialog} title=${says.title} onClose=${closeDialog}>
    <form ref=${form} onSubmit=${submit} novalidate>
      ${problem && html`<${RefusalBox} problem=${problem} />`}
      <p><b>${placeOf(hazard)}.</b> ${says.does}</p>
      ${NEEDS_DAY.has(press) && html`<${Field} id="day" label="Last day" error=${wrong.day}
        hint=${`It ends by itself after this day. ${defaults.months} months is Outrider’s own default; no national rule sets it.`}>
        <input class="input short" id="day" name="day" type="date" min=${defaults.today} max=${defaults.latest}
          defaultValue=${press === "extend" && hazard.expires_on > defaults.last_day ? hazard.expires_on : defaults.last_day}
          aria-invalid=${wrong.day ? "true" : undefined} aria-describedby=${about("day", true, wrong.day)} /></${Field}>`}
      ${press === "confirm" && html`<${Field} id="radius" label="How far around it, in metres" error=${wrong.radius} hint="A house: 50. A caravan site: more.">
        <input class="input short" id="radius" name="radius" type="number" inputmode="numeric" min="25" max="500" step="5" defaultValue=${hazard.radius_metres}
          aria-invalid=${wrong.radius ? "true" : undefined} aria-describedby=${about("radius", true, wrong.radius)} /></${Field}>`}
      <${Field} id="reason" label=${label} hint=${hint} error=${wrong.reason}>
        <input class="input" id="reason" name="reason" maxlength="200" autocomplete="off" defaultValue=${press === "extend" ? (hazard.reason ?? "") : ""}
          data-first aria-invalid=${wrong.reason ? "true" : undefined} aria-describedby=${about("reason", hint, wrong.reason)} /></${Field}>
      <div class="acts"><${Act} css="main" working=${busy.value.has(key)} run=${submit}>${says.button}</${Act}>
        <button type="button" class="btn" onClick=${closeDialog}>Go back, change nothing</button></div>
    </form></${Dialog}>`;
}

export function Dialogs() {
  const open = dialog.value;
  const hazard = open && live.one("hazard", open.id);
  return hazard ? html`<${Decide} key=${JSON.stringify(open)} press=${open.press} hazard=${hazard} />` : null;
}
