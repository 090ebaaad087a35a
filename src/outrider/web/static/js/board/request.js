/** What is asked of the sergeant, what it costs their patch, seconds left. */

import { Act } from "../lib/act.js";
import { minutes, running, secondsBetween } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { Trouble } from "../lib/refusal.js";
import { pressMission } from "../lib/press-dialogs.js";
import { busy } from "../lib/sending.js";
import { callOf, isFree, isOn, live, openDialog, policeUnits, requests } from "./state.js";

export const press = (mission, name) =>
  pressMission({ mission, press: name, live, openDialog: () => openDialog("press", { missionId: mission.id, press: name }) });

const minutesOf = (seconds) => Math.round((seconds ?? 0) / 60);

function ambulanceText(call) {
  const ambulance = call?.ambulance;
  if (!ambulance?.live) return "No ambulance is live.";
  if (ambulance.state === "arrived") return "The ambulance is there already.";
  const left = secondsBetween(live.now(), ambulance.eta_at);
  return left == null ? "The ambulance is on its way." : `Ambulance ${minutes(Math.max(0, left))} away and on its way.`;
}

/** What the patch has left, and what the unit has already given tonight. */
function Cost({ mission }) {
  const unit = live.one("unit", mission.unit_id);
  if (!unit) return null;
  const near = policeUnits.value.filter((one) => one.station === unit.station && isOn(one));
  const free = near.filter(isFree).length;
  // the unit that is asked for is reserved already, so it does not count as free
  const medical = unit.medical;
  return html`<ul class="cost">
    <li><${Icon} name="shield" /><span>You’d have <b>${free} of ${near.length} units</b> free at ${unit.station}</span></li>
    ${medical && html`<li><${Icon} name="clock" /><span>${unit.call_sign} has given <b>${minutesOf(medical.used_seconds)} min</b>${medical.cap_seconds ? ` of ${minutesOf(medical.cap_seconds)}` : ""} this shift</span></li>`}
    <li><${Icon} name="people" /><span>${(unit.officers ?? []).map((one) => one.name).join(", ")}. ${unit.doing || unit.state?.word}</span></li></ul>`;
}

export function Request() {
  const mission = requests.value[0];
  if (!mission) return null;
  const call = callOf(mission);
  const now = live.now(live.second.value);
  const left = mission.timer ? Math.max(0, secondsBetween(now, mission.timer.due_at)) : null;
  const more = requests.value.length - 1;
  const about = `mission:${mission.id}`;
  const away = mission.estimate?.arrives_seconds;
  return html`<section class="ask" role="region" aria-label="Request from ambulance control">
    <div><h2>Ambulance control asks for ${mission.call_sign}</h2>
      <p><b>Category ${call?.category?.slice(1)} medical call at ${call?.place?.town || "a place not shown"}${away == null ? "" : `, ${minutes(away)} from them`}.</b> ${ambulanceText(call)}
      ${call?.hold_off ? html` <b>They would hold off.</b> ${(call.hazards ?? []).map((one) => `${one.because}${one.place ? `, ${one.place}` : ""}. ${one.text ?? ""}`).join(" ")}` : ""}
      ${more > 0 ? ` ${more} more ${more === 1 ? "request waits" : "requests wait"} behind this.` : ""}</p></div>
    <${Cost} mission=${mission} />
    <div class="do">${left != null && html`<div class="t"><span role="timer" aria-live="off">${running(left)}</span><small>to answer</small></div>`}
      <${Act} css="go" hint="Y" working=${busy.value.has(about)} run=${() => press(mission, "agree")}>Agree</${Act}>
      <${Act} hint="N" run=${() => press(mission, "refuse")}>Decline: say why</${Act}></div>
    <${Trouble} about=${[about]} />
  </section>`;
}
