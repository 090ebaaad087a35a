/** What the map shows, as a list (M): every unit with its age, state and job. */

import { age } from "../lib/format.js";
import { html } from "../lib/html.js";
import { StateBadge, PhaseChip, Chip, isLive } from "../lib/words.js";
import { live, openDialog } from "./state.js";

const fixOf = (id) => live.fixes.value.get(id);

function Position({ id, now }) {
  const fix = fixOf(id);
  if (!fix || fix.state === "none" || fix.lat == null) return html`<span class="t2">no position</span>`;
  const old = age((now - Date.parse(fix.fixed_at)) / 1000);
  if (fix.state === "stale") return html`<${Chip} icon="triangle" tone="warn">${old} old</${Chip}>`;
  if (fix.state === "stuck") return html`<${Chip} icon="triangle" tone="warn">stuck, ${old}</${Chip}>`;
  return html`<span>${old} ago</span>`;
}

function UnitRow({ unit, now }) {
  const mission = live.all("mission").find((one) => one.unit_id === unit.id && isLive(one));
  return html`<tr>
    <th scope="row"><span class="cs"><${StateBadge} state=${unit.state} />${unit.call_sign}</span></th>
    <td>${unit.scheme_name ?? unit.scheme}</td>
    <td>${(unit.officers ?? []).map((officer) => officer.name).join(", ")}</td>
    <td>${mission ? html`<${PhaseChip} mission=${mission} />` : html`<span class=${unit.available?.ok ? "" : "t2"}>${unit.available?.word}</span>`}</td>
    <td><${Position} id=${unit.id} now=${now} /></td>
    <td><button type="button" class="btn small" onClick=${() => openDialog("unit", { unitId: unit.id })}>Open<span class="vh"> ${unit.call_sign}</span></button></td>
  </tr>`;
}

const order = (a, b) =>
  Number(b.available?.ok ?? false) - Number(a.available?.ok ?? false) || a.call_sign.localeCompare(b.call_sign);

export function UnitList() {
  const now = live.now(live.second.value);
  const units = live.all("unit").filter((unit) => unit.active !== false).sort(order);
  return html`<div class="unit-list" tabindex="0" role="region" aria-label="Units">
    <table><caption>Units, those that can be asked first</caption>
      <thead><tr><th>Unit</th><th>Scheme</th><th>Crew</th><th>Now</th><th>Position</th><th><span class="vh">Open</span></th></tr></thead>
      <tbody>${units.map((unit) => html`<${UnitRow} key=${unit.id} unit=${unit} now=${now} />`)}</tbody></table>
    ${units.length === 0 && html`<p class="empty">No units are on. They show here as soon as one books on.</p>`}
  </div>`;
}
