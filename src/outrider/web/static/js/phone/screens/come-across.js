/** "I came across someone": opens a call from the street. An ambulance is asked for by control. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { open, queue, unit } from "../app-state.js";
import { whereAmI } from "../device.js";
import { Icon } from "../icon.js";
import { Button, Screen, Thumb } from "../parts.js";

const WHAT = [
  { code: "cardiac-arrest", condition: "cardiac-arrest", text: "Not breathing", icon: "heart-shock" },
  { code: "choking", condition: "choking", text: "Choking", icon: "lungs" },
  { code: "catastrophic-bleed", condition: "trauma", text: "Severe bleeding, injury", icon: "drop" },
  { code: "stroke", condition: "stroke", text: "Stroke", icon: "face" },
  { code: "shock", condition: "shock", text: "Shock, collapse", icon: "alert" },
  { code: "unconscious", condition: "other", text: "Unconscious, breathing", icon: "people" },
];

const here = signal(null);
const trouble = signal("");
const typedPlace = signal("");

function locate() {
  here.value = null;
  trouble.value = "";
  whereAmI().then(
    (found) => (here.value = found),
    (error) => (trouble.value = error.message),
  );
}

async function start(what) {
  const typed = typedPlace.value.trim();
  const place = typed ? { name: typed } : { lat: here.value.lat, lon: here.value.lon };
  await queue.press({
    path: "come-across",
    body: { complaint: what.code, place },
    label: `Came across someone: ${what.text.toLowerCase()}`,
    press: "come_across",
    about: { condition: what.condition, text: what.text, place: typed || null },
  });
  typedPlace.value = "";
  open("");
}

function Where() {
  if (here.value) {
    return html`<p class="where"><${Icon} name="pin" /><span>Your position, good to ${here.value.metres} m</span></p>`;
  }
  if (!trouble.value) return html`<p class="where"><${Icon} name="clock" /><span>Finding your position…</span></p>`;
  return html`<div class="where"><label>${trouble.value}
    <input type="text" maxlength="120" autocomplete="off" value=${typedPlace.value} placeholder="Village, road, grid reference"
      onInput=${(event) => (typedPlace.value = event.target.value)} /></label></div>`;
}

export function ComeAcross() {
  useEffect(locate, []);
  const ready = Boolean(here.value || typedPlace.value.trim());
  return html`<${Screen} name="come-across" heading="What have you found?" lead="One press opens the call and asks for an ambulance."
    thumb=${html`<${Thumb}><${Button} icon="back" onPress=${() => open("")}>Back</${Button}></${Thumb}>`}>
    <${Where} />
    <ul class="choices">
      ${WHAT.map((what) => html`<li key=${what.code}><${Button} icon=${what.icon} disabled=${!ready}
        onPress=${() => start(what)}>${what.text}</${Button}></li>`)}
    </ul>
    ${unit.value?.state?.may === "never" ? html`<p class="hint">Your state does not allow offers. This still works: you are there.</p>` : null}
  </${Screen}>`;
}
