/** Medical time this shift, and the stop: no more medical jobs. */

import { clock } from "../lib/format.js";
import { Act } from "../lib/act.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { Trouble } from "../lib/refusal.js";
import { isOn, live, openDialog, policeSchemes, policeUnits } from "./state.js";

const mins = (seconds) => Math.round(seconds / 60);

export function Meter({ used, cap, wide = false }) {
  const share = cap ? Math.min(1, used / cap) : 0;
  return html`<svg class=${wide ? "meter wide" : "meter"} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="meter-all" width="100" height="8" /><rect class="meter-used" width=${100 * share} height="8" /></svg>`;
}

function SchemeStop({ scheme }) {
  const paused = Boolean(scheme.paused_at);
  if (!live.may("pause-scheme")) return paused ? html`<p class="note warn">${scheme.name}: no more medical jobs since ${clock(scheme.paused_at)}.</p>` : null;
  return paused
    ? html`<div class="note warn paused"><span><b>No more medical jobs</b> since ${clock(scheme.paused_at)}, ${scheme.paused_by}. No ${scheme.name.toLowerCase()} unit is asked.</span>
        <${Act} icon="tick" run=${() => openDialog("pause", { schemeId: scheme.id, on: false })}>Allow medical jobs again</${Act}></div>`
    : html`<${Act} icon="barred-ring" run=${() => openDialog("pause", { schemeId: scheme.id, on: true })}>No more medical jobs tonight${policeSchemes.value.length > 1 ? `: ${scheme.name}` : ""}</${Act}>`;
}

export function MedicalTime() {
  const units = policeUnits.value.filter((unit) => isOn(unit) && unit.medical);
  const used = units.reduce((sum, unit) => sum + (unit.medical.used_seconds ?? 0), 0);
  const cap = units.reduce((sum, unit) => sum + (unit.medical.cap_seconds ?? 0), 0);
  const each = units.find((unit) => unit.medical.cap_seconds)?.medical.cap_seconds;
  return html`<section class="budget" aria-labelledby="medical-h">
    <h2 id="medical-h">Medical time this shift <small>${each ? `${mins(each)} minutes a unit, set by the scheme` : "no cap is set"}</small></h2>
    <span class="n">${mins(used)} <small>unit-minutes used${cap ? `, of ${mins(cap)}` : ""}</small></span>
    <${Meter} used=${used} cap=${cap} wide />
    <div class="stops">${policeSchemes.value.map((scheme) => html`<${SchemeStop} key=${scheme.id} scheme=${scheme} />`)}</div>
    <${Trouble} about=${policeSchemes.value.map((scheme) => `scheme:${scheme.id}`)} />
  </section>`;
}
