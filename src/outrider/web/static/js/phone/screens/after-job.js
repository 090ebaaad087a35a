/** The small card after a job. It says who will know before anything is pressed. */

import { html } from "../../lib/html.js";
import { after, putAwayAfter, tooMuch } from "../after.js";
import { Icon } from "../icon.js";
import { Button } from "../parts.js";

const SENT = {
  kept: "Kept on this phone. It goes when there is signal.",
  sent: "Asked for: occupational health rings you. Nobody else knows.",
  refused: "Not counted. Open Support and ask there.",
};

export function AfterJob() {
  const now = after.value;
  if (!now) return null;
  const { job, asked } = now;
  return html`<section class="after" aria-label=${`After call ${job.call_number}`}>
    <p><${Icon} name="heart" /><span><b>After call ${job.call_number}</b> ${asked ? SENT[asked.state] : "Too much? One press and occupational health rings you. Nobody else knows."}</span></p>
    <div class="two">
      ${asked
        ? html`<a class="btn" href="/support"><span>Your support</span></a>`
        : html`<${Button} onPress=${() => tooMuch(job)}>Too much</${Button}>`}
      <${Button} onPress=${() => putAwayAfter(job.id)}>${asked ? "Close" : "I’m all right"}</${Button}>
    </div>
  </section>`;
}
