/** What may be done to the call as a whole. */

import { Act } from "../lib/act.js";
import { html } from "../lib/html.js";
import { live, liveMissions, openDialog } from "./state.js";

export function callPresses(call) {
  if (call.status === "closed") return [];
  const running = liveMissions.value.length > 0;
  const all = [
    [live.may("hold-off") && !call.hold_off, "hold_off"],
    [live.may("hold-off") && call.hold_off, "lift_hold_off"],
    [live.may("stand-down") && running, "stand_down"],
    [live.may("stand-down") && !running, "close"],
  ];
  return all.filter(([may]) => may).map(([, press]) => press);
}

export const CALL_PRESSES = {
  hold_off: { label: "Hold off all crews", icon: "octagon", text: "Crews wait at a safe point until you lift it. They are told at once.", done: "Hold off sent to every crew." },
  lift_hold_off: { label: "Lift hold off", icon: "tick", text: "Crews may go in. Lift it only when police say that the scene is safe.", done: "Hold off lifted." },
  stand_down: { label: "Stand all down", icon: "barred-ring", text: "Every unit on this call is released and told at once. A crew that is with the patient stays until it hands over.", done: "All stood down.", reasons: "stand_down" },
  close: { label: "Close the call", icon: "ring", text: "The call leaves the list. It can be found by its number.", done: "Call closed.", reasons: "close" },
  risk_checked: { label: "Risk checked: safe to send", icon: "tick", text: "You asked the caller and heard nothing that makes the scene unsafe. It is recorded with your name.", done: "Risk checked." },
};

export function CallActs({ call }) {
  const presses = callPresses(call);
  if (!presses.length) return null;
  return html`<div class="call-acts acts">${presses.map((press) => html`<${Act} key=${press} css="small" icon=${CALL_PRESSES[press].icon}
    run=${() => openDialog("call-press", { callId: call.id, press })}>${CALL_PRESSES[press].label}</${Act}>`)}</div>`;
}
