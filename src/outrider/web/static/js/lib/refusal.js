/** A refusal as the page shows it: what, which rule, who cannot override it, the way on. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { trouble } from "./sending.js";

export function RefusalBox({ problem, again, onClose }) {
  const box = useRef(null);
  useEffect(() => box.current?.focus(), [problem]);
  const icon = problem.refused ? "barred-circle" : "triangle";
  return html`<div class="refusal" role="group" aria-label=${problem.title} tabindex="-1" ref=${box}>
    <h3><${Icon} name=${icon} />${problem.title}</h3>
    ${problem.detail && html`<p>${problem.detail}</p>`}
    ${problem.errors?.map((error) => html`<p>${error.message}</p>`)}
    ${problem.wayOn && html`<p><b>What you can do:</b> ${problem.wayOn}</p>`}
    ${problem.whoCanOverride && html`<p class="t2">${problem.whoCanOverride}</p>`}
    ${problem.rule && html`<p class="t2">Rule ${problem.rule}.</p>`}
    <div class="acts">
      ${again && html`<button type="button" class="btn main" onClick=${again}>Try again</button>`}
      ${onClose && html`<button type="button" class="btn" onClick=${onClose}>Close</button>`}
    </div>
  </div>`;
}

/** The trouble of the last press on one of `about`, if it had any. */
export function Trouble({ about }) {
  const now = trouble.value;
  if (!now || (about && !about.includes(now.about))) return null;
  return html`<${RefusalBox}
    problem=${now.problem}
    again=${now.again}
    onClose=${() => (trouble.value = null)}
  />`;
}
