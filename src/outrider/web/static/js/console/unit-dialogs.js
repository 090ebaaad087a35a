/** Units: who is on, may they be asked, does their phone ring. */

import { useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { post } from "../lib/api.js";
import { Dialog } from "../lib/dialog.js";
import { age, clock, names } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { Trouble } from "../lib/refusal.js";
import { busy, send } from "../lib/sending.js";
import { say, shout } from "../lib/speak.js";
import { Chip, StateBadge } from "../lib/words.js";
import { agency, closeDialog, live, openDialog } from "./state.js";
import { UnitList } from "./unit-list.js";

const latestAlert = (unitId) =>
  live.all("alert").filter((alert) => alert.unit_id === unitId).sort((a, b) => b.sent_at.localeCompare(a.sent_at))[0];

/** A test alert is proof that the phone rings: sent, received by the phone, heard by the officer. */
function TestAlert({ unit }) {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState(null);
  const alert = latestAlert(unit.id);
  const now = live.now(live.second.value);
  const run = async () => {
    setWorking(true);
    setProblem(null);
    try {
      await post(`units/${unit.id}/test-alert`);
      say(`Test alert sent to ${unit.call_sign}.`);
    } catch (refused) {
      setProblem(refused);
      shout(refused.title);
    } finally {
      setWorking(false);
    }
  };
  return html`<section class="block"><h3>Does the phone ring?</h3>
    ${problem && html`<p class="error-text">${problem.title}. ${problem.detail}</p>`}
    ${alert ? html`<ol class="receipts">
      <li class="done"><${Icon} name="tick-filled" />Sent ${clock(alert.sent_at)} by ${alert.sent_by}</li>
      <li class=${alert.received_at ? "done" : ""}><${Icon} name=${alert.received_at ? "tick-filled" : "clock"} />${alert.received_at ? `The phone has it, ${clock(alert.received_at)}` : `Not on the phone yet, ${age((now - Date.parse(alert.sent_at)) / 1000)}`}</li>
      <li class=${alert.confirmed_at ? "done" : ""}><${Icon} name=${alert.confirmed_at ? "tick-filled" : "clock"} />${alert.confirmed_at ? `The officer pressed “heard”, ${clock(alert.confirmed_at)}` : "The officer has not pressed “heard”"}</li></ol>`
      : html`<p class="t2">No test alert this shift.</p>`}
    ${live.may("test-alert") && html`<${Act} icon="bell" working=${working} run=${run}>Send a test alert</${Act}>`}
  </section>`;
}

function BookOn({ unit }) {
  const side = agency.value === "ambulance" ? "ambulance" : "owner";
  const on = unit.booked_on?.[side];
  const mine = agency.value === "ambulance" || unit.owner === agency.value;
  const run = () => send(`unit:${unit.id}`, `units/${unit.id}/book`, { side, on: !on }, { done: on ? "Booked off." : "Booked on.", live });
  return html`<section class="block"><h3>Booked on</h3><p>${unit.booked_on?.text}</p>
    ${live.may("book-on") && mine && html`<${Act} working=${busy.value.has(`unit:${unit.id}`)} run=${run}>${on ? "Book off" : "Book on"} with ${agency.value === "ambulance" ? "ambulance control" : "its own control"}</${Act}>`}</section>`;
}

const Gates = ({ unit }) => unit.gates?.length > 0 && html`<section class="block"><h3>May it be asked?</h3><ul class="reasons">${unit.gates.map((gate) => html`<li key=${gate.rule}>
  <${Chip} icon=${gate.ok ? "tick-filled" : "barred-circle"} tone=${gate.ok ? "ok" : ""}>${gate.ok ? "Yes" : "No"}</${Chip}> ${gate.text}</li>`)}</ul></section>`;

export function UnitDialog({ unitId }) {
  const unit = live.one("unit", unitId);
  if (!unit) return html`<${Dialog} title="Unit" onClose=${closeDialog}><p>This unit is not on the live picture now.</p></${Dialog}>`;
  return html`<${Dialog} title=${unit.call_sign} onClose=${closeDialog}>
    <p class="row wrap"><${StateBadge} state=${unit.state} /><span>${unit.state ? `${unit.state.word}. ` : ""}${unit.doing ?? ""} ${unit.available?.word ?? ""}</span></p>
    <p class="t2">${[unit.scheme_name, unit.station?.name ?? unit.station, names(unit.officers), unit.driving === "response" ? "response driver" : "normal-speed driver"].filter(Boolean).join(" · ")}</p>
    <${Trouble} about=${[`unit:${unit.id}`]} />
    <${Gates} unit=${unit} /><${BookOn} unit=${unit} /><${TestAlert} unit=${unit} />
    <div class="acts">${live.may("set-police-state") && unit.state && html`<${Act} run=${() => openDialog("state", { unitId: unit.id })}>Change police state</${Act}>`}
      <button type="button" class="btn" onClick=${() => openDialog("units")}>All units</button></div>
  </${Dialog}>`;
}

export const UnitsDialog = () => html`<${Dialog} title="Units" wide onClose=${closeDialog}><${UnitList} /></${Dialog}>`;
