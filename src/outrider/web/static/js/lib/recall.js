/** What calling a unit back would mean for the patient, said before anybody presses. */

import { minutes, secondsBetween } from "./format.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { CARE_PHASES } from "./words.js";

const Line = ({ icon, css, children }) =>
  html`<li><${Icon} name=${icon} css=${css} /><span>${children}</span></li>`;

function ambulanceLine(call, now) {
  const ambulance = call?.ambulance;
  if (ambulance?.state === "arrived") return html`<${Line} icon="ambulance" css="g">The ambulance is there.</${Line}>`;
  if (!ambulance?.live) return html`<${Line} icon="triangle" css="s"><b>No ambulance is live for this call.</b> Nobody else is on the way.</${Line}>`;
  const left = secondsBetween(now, ambulance.eta_at);
  if (left == null) return html`<${Line} icon="ambulance" css="w">Ambulance on its way; its time is not known.</${Line}>`;
  return html`<${Line} icon="ambulance" css="w">The patient waits for the ambulance: <b>${minutes(Math.max(0, left))}</b>.</${Line}>`;
}

export const inCare = (mission) => CARE_PHASES.has(mission.phase);

export function Consequence({ mission, call, now }) {
  return html`<ul class="consequence">
    ${inCare(mission)
      ? html`<${Line} icon="diamond" css="s"><b>Leaving would be abandoning care.</b> It needs an inspector’s recorded authority.</${Line}>`
      : html`<${Line} icon="tick-filled" css="g"><b>No patient contact.</b> They can be called back now.</${Line}>`}
    ${ambulanceLine(call, now)}
  </ul>`;
}
