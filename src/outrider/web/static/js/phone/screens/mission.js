/** On the way and at the scene: where, how long, the ambulance, and one big next step. */

import { html } from "../../lib/html.js";
import { age, minuteNumber, minutes, range, secondsBetween } from "../../lib/format.js";
import { call, link, live, mission, open, queue, sheet, state } from "../app-state.js";
import { who } from "../care.js";
import { Icon } from "../icon.js";
import { Assaulted, Big, Button, Choices, Fact, Screen, Sheet, Thumb } from "../parts.js";
import { LABELS, STEPS, nextPress, stepOf } from "../phases.js";
import { reasons } from "../reference.js";
import { RouteMap } from "./route-map.js";

const OLD_SECONDS = 60;
const ICONS = { mobile: "arrowhead", at_scene: "pin", with_patient: "cross-filled", clear: "ring" };
const BIG = { mobile: "Mobile", at_scene: "At scene", with_patient: "With patient" };

export function pressMission(press, extra = {}, label = LABELS[press]) {
  sheet.value = null;
  return queue.press({
    path: "missions/{mission}/press",
    mission: mission.value.id,
    body: { press, ...extra },
    label,
    press,
  });
}

const now = () => live.second.value * 1000;

/** Seconds until the ambulance, and how old that is. */
function ambulanceTime(ambulance) {
  const left = ambulance.eta_at ? (Date.parse(ambulance.eta_at) - now()) / 1000 : null;
  return { left, heard: secondsBetween(ambulance.heard_at, now()) };
}

function ambulanceWords(ambulance) {
  if (!ambulance || ambulance.state === "not-told") return ["Ambulance: control has not heard yet", "say it by radio"];
  if (ambulance.state === "arrived") return ["Ambulance is at the scene", ""];
  if (ambulance.state === "requested") return ["Ambulance asked for", "none allocated yet"];
  if (!ambulance.live) return ["No ambulance is on its way", ""];
  const { left, heard } = ambulanceTime(ambulance);
  const name = ambulance.call_sign ? ` ${ambulance.call_sign}` : "";
  if (left == null) return [`Ambulance${name} on its way`, "no time given"];
  const due = left < 30 ? "due now" : `${minutes(left)} away`;
  if (heard == null) return [`Ambulance ${due}`, ""];
  return [`Ambulance ${due}`, heard > OLD_SECONDS || link.value.state !== "live" ? `last heard ${age(heard)} ago` : `live ${age(heard)} ago`];
}

export function AmbulanceLine() {
  const one = call.value;
  const [what, heard] = ambulanceWords(one?.ambulance);
  if (one?.alarm) {
    return html`<div class="ambl lost" role="alert"><${Icon} name="triangle" />
      <span><b>${one.alarm.text ?? "No ambulance is live."}</b> Control has the alarm. Carry on and stay on the radio.</span></div>`;
  }
  return html`<p class="ambl"><${Icon} name="ambulance" /><span><b>${what}</b>${heard ? `, ${heard}` : ""}</span></p>`;
}

/** Minutes left on the road: the estimate at the time of asking, run down from when wheels turned. */
function Eta() {
  const { estimate, times } = mission.value;
  const { phase } = state.value;
  if (!estimate || !["accepted", "mobile"].includes(phase)) return null;
  const gone = Math.max(0, secondsBetween(times?.mobile, now()) ?? 0);
  const part = (seconds) => Math.max(0, seconds - gone);
  const left = part(estimate.arrives_seconds);
  return html`<div class="eta"><b>${left < 30 ? "0" : minuteNumber(left)}</b> <span>min</span>
    <small>${range(part(estimate.low), part(estimate.high))}</small></div>`;
}

export function Steps() {
  const here = stepOf(state.value.phase);
  return html`<ol class="steps" aria-label="Progress">
    ${STEPS.map((step, n) => html`<li key=${step.word} class=${n < here ? "d" : n === here ? "n" : ""}
      aria-current=${n === here ? "step" : undefined}>${step.word}</li>`)}
  </ol>`;
}

export function NotConfirmed() {
  const { waiting } = state.value;
  if (!waiting.length) return null;
  return html`<button type="button" class="unsure" onClick=${() => open("kept")}>
    <${Icon} name="queue" /><span><b>${waiting.at(-1).label}: not confirmed</b>. Control does not know yet.</span>
  </button>`;
}

const HELP = [
  { code: "second-unit", text: "A second unit" },
  { code: "police", text: "Police: not safe here" },
  { code: "ambulance-faster", text: "The ambulance is needed faster" },
  { code: "casualties", text: "More than one casualty" },
];

export const HelpSheet = () => html`<${Sheet} heading="What help?">
  <p class="t2">In danger: use the emergency button of your radio.</p>
  <${Choices} items=${reasons.value.need_help ?? HELP}
    onChoose=${({ code, text }) => pressMission("need_help", { reason: code }, `Help asked for: ${text}`)} />
</${Sheet}>`;

export function UnableSheet() {
  const items = reasons.value.unable ?? [{ code: "other", text: "Other: told control by radio" }];
  const nobody = { code: "nobody", text: "Nobody here: I am clear", icon: "ring" };
  const choose = ({ code }) =>
    code === "nobody" ? pressMission("clear") : pressMission("unable", { reason: code });
  return html`<${Sheet} heading="Why can’t you go on?">
    <${Choices} items=${state.value.phase === "at_scene" ? [nobody, ...items] : items} onChoose=${choose} />
  </${Sheet}>`;
}

function Know({ one }) {
  return html`<ul class="know facts">
    <${Fact} icon="heart"><b>${one.complaint_text ?? "Medical call"}.</b> ${[who(one), one.note].filter(Boolean).join(". ")}</${Fact}>
    ${one.access_note ? html`<${Fact} icon="house">${one.access_note}</${Fact}>` : null}
    ${one.place?.what3words ? html`<${Fact} icon="pin">${one.place.what3words}</${Fact}>` : null}
  </ul>`;
}

const HoldOff = () => html`<div class="hold" role="alert">
  <${Icon} name="octagon" /><div><b>Hold off</b><p>Do not go in. Wait out of sight. Control tells you when.</p></div>
</div>`;

export function Mission() {
  const one = call.value ?? {};
  const { phase } = state.value;
  const held = phase === "hold_off" || (one.hold_off && ["accepted", "mobile"].includes(phase));
  const next = nextPress(state.value);
  const place = one.place ?? {};
  return html`<${Screen} name="mission"
    thumb=${html`<${Thumb}>
      <${Steps} />
      <${NotConfirmed} />
      ${phase === "hold_off"
        ? html`<p class="btn big waiting" role="status">Wait for control</p>`
        : html`<${Big} icon=${ICONS[next]} onPress=${() => pressMission(next)}>${BIG[next]}</${Big}>`}
      <div class="two three">
        <${Button} icon="radio" onPress=${() => (sheet.value = { name: "help" })}>Need help</${Button}>
        <${Button} icon="cross" onPress=${() => (sheet.value = { name: "unable" })}>Can’t go on</${Button}>
        <${Assaulted} job=${mission.value} />
      </div>
    </${Thumb}>`}>
    <div class="place">
      <div><h1>${place.town || place.label || "Place comes with the answer"}</h1>
        <p>${place.label && place.label !== place.town ? html`${place.label}<br />` : null}${place.os_grid}</p></div>
      <${Eta} />
    </div>
    ${held ? html`<${HoldOff} />` : null}
    <${AmbulanceLine} />
    <div class="mp">
      <${RouteMap} />
      ${place.lat == null ? null : html`<a class="btn" href=${`geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`}>
        <${Icon} name="compass" /><span>Directions</span></a>`}
      <${Button} icon="heart" kind="card-btn" onPress=${() => open("cards")}>Guidance</${Button}>
    </div>
    <${Know} one=${one} />
  </${Screen}>`;
}
