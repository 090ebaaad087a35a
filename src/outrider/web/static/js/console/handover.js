/** The sheet that one shift hands to the next: open calls, units, alarms, what was promised. */

import { html, mount } from "../lib/html.js";
import { fixed } from "../lib/resource.js";
import { Sheet } from "./handover-sheet.js";

function Page() {
  const { data, problem } = fixed("handover-sheet").value;
  if (problem) return html`<div class="note stop"><h1>The sheet did not come</h1><p>${problem.detail} Reload the page; until then hand over by voice from the desk.</p></div>`;
  if (!data) return html`<p>Gathering the shift…</p>`;
  return html`<${Sheet} sheet=${data} />`;
}

document.querySelector("#print")?.addEventListener("click", () => window.print());
mount(html`<${Page} />`, document.querySelector("#sheet"));
