/** The call's history, newest first, from the journal. */

import { clock } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { chosen, timeline } from "./state.js";

const ICONS = {
  alert: "triangle", check: "tick", clear: "ring", device: "phone", eye: "pin", handover: "arrows", hold: "octagon",
  mobile: "arrowhead", noanswer: "barred-signal", patient: "cross-filled", recall: "return", standdown: "barred-ring",
  withdraw: "barred-ring",
};

const Entry = ({ entry }) => html`<li>
  <time datetime=${entry.effective_at ?? entry.at}>${clock(entry.effective_at ?? entry.at)}</time>
  <${Icon} name=${ICONS[entry.icon] ?? entry.icon ?? "ring"} />
  <span>${entry.by_radio && html`<span class="chip radio"><${Icon} name="radio" />Told by radio</span> `}${entry.text}</span>
  <span class="who">${entry.who}</span>
</li>`;

export function Timeline() {
  const { data, problem } = timeline.value;
  const entries = [...(data ?? [])].sort((a, b) => b.seq - a.seq);
  return html`<section class="tl" id="timeline" tabindex="0" aria-labelledby="timeline-h">
    <h2 id="timeline-h">${chosen.value ? `Timeline, call ${chosen.value.number}` : "Timeline"}
      <span class="push t3">${data ? `${entries.length} ${entries.length === 1 ? "entry" : "entries"}` : ""}</span></h2>
    ${problem && html`<p class="error-text">The timeline did not come: ${problem.detail}</p>`}
    <ol>${entries.map((entry) => html`<${Entry} key=${entry.seq} entry=${entry} />`)}</ol>
  </section>`;
}
