/** On duty: will I be asked, why or why not, and what else this phone can start. */

import { html } from "../../lib/html.js";
import { age, clock, names, secondsBetween } from "../../lib/format.js";
import { StateBadge } from "../../lib/words.js";
import { live, open, queue, sheet, unit, viewer } from "../app-state.js";
import { after } from "../after.js";
import { Icon } from "../icon.js";
import { Assaulted, Button, Choices, Fact, Screen, Sheet, Thumb } from "../parts.js";
import { AfterJob } from "./after-job.js";

const STATES = [
  { code: 2, text: "2 On patrol" },
  { code: 1, text: "1 On duty" },
  { code: 3, text: "3 At station, standby" },
  { code: 7, text: "7 Committed, can be moved" },
  { code: 8, text: "8 Committed, cannot be moved" },
  { code: 4, text: "4 Refreshments" },
  { code: 9, text: "9 Has a prisoner" },
  { code: 11, text: "11 Off duty" },
];
const OWNERS = { police: "Police", fire: "Fire", ambulance: "Ambulance" };

const waitingFor = (name, side) =>
  queue.unsent.value.findLast((item) => item.press === name && (!side || item.body.side === side));

const book = (side, on) =>
  queue.press({
    path: `units/${unit.value.id}/book`,
    body: { side, on },
    label: `${on ? "Book on" : "Book off"}: ${side === "owner" ? OWNERS[unit.value.owner] : "Ambulance"}`,
    press: "book",
  });

function setState(code) {
  sheet.value = null;
  const chosen = STATES.find((state) => state.code === code);
  return queue.press({
    path: `units/${unit.value.id}/state`,
    body: { code },
    label: `State ${chosen.text}`,
    press: "state",
  });
}

export const StateSheet = () => html`<${Sheet} heading="Your police state">
  <${Choices} items=${STATES} onChoose=${({ code }) => setState(code)} />
</${Sheet}>`;

function Booked({ side, name }) {
  const on = unit.value.booked_on?.[side] ?? false;
  const waiting = waitingFor("book", side);
  return html`<li>
    <${Icon} name=${on ? "tick-filled" : "ring"} />
    <span><b>${name}</b><small class=${waiting ? "kept" : ""}>
      ${waiting ? "kept, not confirmed" : on ? "booked on" : "not booked on"}</small></span>
    <${Button} onPress=${() => book(side, !on)}>${on ? "Book off" : "Book on"}<span class="vh"> ${name}</span></${Button}>
  </li>`;
}

function verdict(one) {
  const failing = (one.gates ?? []).filter((gate) => !gate.ok);
  const { owner, ambulance } = one.booked_on ?? {};
  if (owner !== ambulance) {
    return ["warn", "triangle", "You will not be offered", one.booked_on.text ?? "Booked on to one control only"];
  }
  if (!owner && !ambulance) return ["", "ring", "Off duty", "You will not be asked"];
  if (one.lease) return ["", "arrowhead", "On a call", `Call ${one.lease.call_number}`];
  const why = failing[0]?.text ?? one.available?.word;
  if (failing.length || one.available?.ok === false) {
    return ["warn", "square", "You will not be asked", why];
  }
  return ["ok", "tick-filled", "You can be asked", "When you are nearest and would be there first"];
}

function Verdict({ one }) {
  const [tone, icon, title, why] = verdict(one);
  return html`<div class=${`verdict ${tone}`} role="status">
    <${Icon} name=${icon} /><div><h1>${title}</h1><p>${why}</p></div>
  </div>`;
}

function Medical({ used_seconds: used, cap_seconds: cap }) {
  if (cap == null) return null;
  const share = Math.min(1, used / cap);
  const [spent, whole] = [Math.round(used / 60), Math.round(cap / 60)];
  return html`<div class="meter">
    <p><span>Medical time this shift</span><b>${spent} of ${whole} min</b></p>
    <div class="bar" aria-hidden="true"><i style=${{ width: `${share * 100}%` }}></i></div>
  </div>`;
}

function State({ one }) {
  const waiting = waitingFor("state");
  if (!one.state) return null;
  const since = age(secondsBetween(one.state.since, live.second.value * 1000));
  return html`<button type="button" class="row-btn" onClick=${() => (sheet.value = { name: "state" })}>
    <${StateBadge} state=${one.state} />
    <span><b>${waiting ? waiting.label.replace("State ", "") : one.state.word}</b>
      <small class=${waiting ? "kept" : ""}>${waiting ? "kept, not confirmed" : `for ${since}`}</small></span>
    <span class="change">Change</span>
  </button>`;
}

const GateLine = (gate) =>
  html`<${Fact} key=${gate.rule} icon=${gate.ok ? "tick-filled" : "cross"} tone=${gate.ok ? "ok" : "no"}>${gate.text}</${Fact}>`;

export function Gates() {
  const gates = unit.value?.gates ?? [];
  return html`<${Screen} name="gates" heading="Why you are asked, and why not"
    lead="Each rule, as it stands for this unit now."
    thumb=${html`<${Thumb}>
      <${Button} icon="people" onPress=${() => open("not-picked")}>Why I was not picked</${Button}>
      <${Button} icon="back" onPress=${() => open("")}>Back</${Button}>
    </${Thumb}>`}>
    <ul class="facts">${gates.map(GateLine)}</ul>
  </${Screen}>`;
}

const NoUnit = () => html`<${Screen} name="duty" heading="You are on no unit"
  lead="Ask your control to put you on a unit. Then you can book on here."
  thumb=${html`<${Thumb}>
    <div class="two"><${Button} icon="heart" onPress=${() => open("cards")}>Guidance</${Button}>
    <${Button} icon="cog" onPress=${() => open("settings")}>Settings</${Button}></div>
  </${Thumb}>`} />`;

export function Duty() {
  const one = unit.value;
  if (!one) return html`<${NoUnit} />`;
  const off = !one.booked_on?.owner && !one.booked_on?.ambulance;
  const failing = (one.gates ?? []).filter((gate) => !gate.ok).length;
  return html`<${Screen} name="duty" sub=${names(one.officers)}
    thumb=${html`<${Thumb}>
      <${Button} icon="plus" kind="tall" onPress=${() => open("come-across")}>I came across someone</${Button}>
      <div class="two three">
        <${Button} icon="heart" onPress=${() => open("cards")}>Guidance</${Button}>
        <${Button} icon="cog" onPress=${() => open("settings")}>Settings</${Button}>
        <${Assaulted} job=${null} />
      </div>
    </${Thumb}>`}>
    <${Verdict} one=${one} />
    <${AfterJob} />
    <ul class="booked" aria-label="Booked on with">
      <${Booked} side="owner" name=${OWNERS[one.owner] ?? one.owner} />
      ${one.owner === "ambulance" ? null : html`<${Booked} side="ambulance" name="Ambulance" />`}
    </ul>
    ${off ? null : html`<${State} one=${one} />`}
    <button type="button" class="row-btn" onClick=${() => open("gates")}>
      <${Icon} name=${failing ? "triangle" : "shield"} />
      <span><b>${failing ? `${failing} ${failing === 1 ? "rule stops" : "rules stop"} you being asked` : "All rules met"}</b>
        <small>training, kit, hours: why and why not</small></span>
      <span class="change">See</span>
    </button>
    ${one.medical && !after.value ? html`<${Medical} ...${one.medical} />` : null}
    <p class="vh">Signed in as ${viewer.value?.name}, ${clock(live.second.value * 1000)}</p>
  </${Screen}>`;
}
