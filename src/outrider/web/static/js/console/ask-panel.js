/** Nobody is asked yet: the next thing to do, or why there is nothing to do here. */

import { Act } from "../lib/act.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { busy, send } from "../lib/sending.js";
import { live, openDialog, pickedUnit, rankedCandidates } from "./state.js";

const OWNERS = { police: "police", fire: "fire control", ambulance: "the crew" };
export const ownerOf = (unitId) => OWNERS[live.peek("unit", unitId)?.owner] ?? "police";

export const nextUnit = () =>
  rankedCandidates.value.find((one) => one.unit_id === pickedUnit.value) ?? rankedCandidates.value[0];

export function ask(call, one, extra = {}) {
  return send(`call:${call.id}`, `calls/${call.id}/ask`, { unit_id: one.unit_id, ...extra }, {
    done: `${one.call_sign} asked for.`,
    live,
  });
}

export const mayAsk = (call) =>
  call.status === "open" && live.may("ask-for-unit") && ["send", "send_after_risk_check", "hold_off"].includes(call.outcome?.class);

const needsRiskCheck = (call) =>
  call.outcome?.class === "send_after_risk_check" && !call.outcome.risk_checked_at;

function Waiting({ call }) {
  const who = { ambulance: "ambulance control", police: "police control", fire: "fire control", crew: "the crew" };
  if (!call.needs || call.status === "closed") return null;
  return html`<div class="pol idle"><h3><${Icon} name="clock" />Waiting for ${who[call.needs.who] ?? call.needs.who}</h3><p class="t2">${call.needs.text}</p></div>`;
}

/** The interlock: nobody can be asked before an ambulance is allocated and live. */
const AmbulanceFirst = ({ call }) => live.may("set-ambulance") && html`<div class="pol bad"><h3><${Icon} name="ambulance" />Allocate an ambulance first</h3>
  <p>No co-responder goes without one. It shows here as soon as the dispatch system says so; or record what you were told.</p>
  <div class="acts"><${Act} css="main" run=${() => openDialog("ambulance", { callId: call.id })}>Record the ambulance</${Act}></div></div>`;

/** No rule pack was in force when the call came in: the scheme sends nobody, so people do. */
const byVoice = (call) => call.outcome?.class === "no_rules" && call.status === "open" && call.ambulance?.live && live.may("ask-for-unit");

const ByVoice = ({ call }) => html`<div class="pol bad"><h3><${Icon} name="triangle" />No rules in force: this scheme sends nobody</h3>
  <p>The ambulance goes. If an officer could help sooner, <b>ring police control</b> and ask, as for any emergency: call ${call.number} is not on their screens.</p>
  <p class="t2">The approvers of both agencies agree to the rules on the page Agreement. This call goes on by voice even when they have.</p></div>`;

export function AskPanel({ call }) {
  if (byVoice(call)) return html`<${ByVoice} call=${call} />`;
  if (!mayAsk(call)) return html`<${Waiting} call=${call} />`;
  const one = nextUnit();
  const working = busy.value.has(`call:${call.id}`);
  if (needsRiskCheck(call)) {
    return html`<div class="pol"><h3><${Icon} name="clock" />Check the risk first</h3>
      <p>Ask the caller: is anybody there violent, armed, or very drunk? Is the scene safe to walk into?</p>
      <div class="acts"><${Act} css="main" icon="tick" working=${working} run=${() => openDialog("call-press", { callId: call.id, press: "risk_checked" })}>Risk checked: safe to send</${Act}>
      <${Act} icon="octagon" run=${() => openDialog("call-press", { callId: call.id, press: "hold_off" })}>Not safe: hold off</${Act}></div></div>`;
  }
  if (!call.ambulance?.live) return html`<${AmbulanceFirst} call=${call} />`;
  if (!one) return null;
  return html`<div class="pol"><h3><${Icon} name="shield" />Ask for ${one.call_sign}</h3>
    <p>The unit is reserved for this call while ${ownerOf(one.unit_id)} ${ownerOf(one.unit_id) === "police" ? "decide" : "decides"}. <span class="t2">The crew is told the moment it is agreed.</span></p>
    <div class="acts"><${Act} css="main" hint="A" working=${working} run=${() => ask(call, one)}>Ask ${ownerOf(one.unit_id)} for ${one.call_sign}</${Act}></div></div>`;
}
