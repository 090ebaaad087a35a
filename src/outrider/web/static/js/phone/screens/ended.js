/** A job that somebody else ended: what happened, why, and one press that says it was seen. */

import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { clock } from "../../lib/format.js";
import { shout } from "../../lib/speak.js";
import { markSeen, mission, open } from "../app-state.js";
import { Icon } from "../icon.js";
import { Assaulted, Big, Screen, Thumb } from "../parts.js";
import { ring, stopRinging } from "../ring.js";

/** Ends made on this phone need no page of their own. */
export const QUIET = new Set(["clear", "declined", "unable"]);

const ENDS = {
  stood_down: ["Stood down", "barred-ring", "", "You are not needed. Make safe and stop."],
  called_back: ["Called back", "return", "stop", "Police control needs you. Call them by radio."],
  care_abandoned: ["Leave the patient", "diamond", "stop", "Ordered with a recorded authority. Tell the ambulance crew what you have done."],
  withdrawn: ["Withdrawn", "barred-ring", "", "Ambulance control has taken the job back."],
  no_answer: ["Too late to answer", "barred-signal", "warn", "The offer ran out and the job went on to the next unit."],
  state_forbids: ["No longer available", "square", "", "Your police state does not allow this job."],
  owner_declined: ["Not released", "cross", "", "Police control has kept you."],
};

export function Ended() {
  const job = mission.value;
  const [title, icon, tone, what] = ENDS[job.phase] ?? [job.phase_word ?? "Ended", "ring", "", "Control has ended this job."];
  useEffect(() => {
    shout(`${title}. ${job.reason?.text ?? what}`);
    if (tone) ring(`end-${job.id}`);
    return () => stopRinging(`end-${job.id}`);
  }, [job.id]);
  const seen = () => {
    stopRinging();
    open("");
    markSeen(job.id);
  };
  return html`<${Screen} name="ended" sub=${`Call ${job.call_number ?? ""}`}
    thumb=${html`<${Thumb}><${Big} icon="tick" onPress=${seen}>Understood</${Big}><${Assaulted} job=${job} /></${Thumb}>`}>
    <div class=${`end ${tone}`} role="alert">
      <${Icon} name=${icon} />
      <h1>${title}</h1>
      ${job.reason?.text ? html`<p class="why">${job.reason.text}</p>` : null}
      <p>${what}</p>
      <p class="t2">At ${clock(job.times?.ended ?? job.phase_since)}${job.by_radio ? ", told by radio" : ""}</p>
    </div>
  </${Screen}>`;
}
