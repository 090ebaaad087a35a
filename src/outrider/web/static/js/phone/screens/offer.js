/** An offer: what, where, how much sooner than the ambulance, and one big answer. */

import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { minutes, percent, range, running } from "../../lib/format.js";
import { say } from "../../lib/speak.js";
import { call, live, mission, open, queue, sheet, state } from "../app-state.js";
import { who } from "../care.js";
import { Icon } from "../icon.js";
import { Big, Button, Choices, Fact, Screen, Sheet, Thumb } from "../parts.js";
import { LABELS } from "../phases.js";
import { reasons } from "../reference.js";
import { ring, stopRinging } from "../ring.js";

const SPOKEN = new Set([20, 10, 0]);

export function answerOffer(press, extra = {}) {
  stopRinging();
  sheet.value = null;
  return queue.press({
    path: "missions/{mission}/press",
    mission: mission.value.id,
    body: { press, ...extra },
    label: LABELS[press],
    press,
  });
}

export const DeclineSheet = () => html`<${Sheet} heading="Why can’t you go?">
  <${Choices} items=${reasons.value.decline ?? [{ code: "other", text: "Other: told control by radio" }]}
    onChoose=${({ code }) => answerOffer("decline", { reason: code })} />
</${Sheet}>`;

function Lane({ icon, tone, seconds, longest, label }) {
  const width = longest ? Math.max(4, (seconds / longest) * 100) : 0;
  return html`<div class=${`r ${tone}`}>
    <${Icon} name=${icon} /><div class="track"><i style=${{ width: `${width}%` }}></i></div>
    <b><span class="vh">${label}: </span>${minutes(seconds)}</b>
  </div>`;
}

/** "6 min sooner (4 to 8), 97% first" */
function Sooner({ it }) {
  if (it.gained_seconds == null) return html`<p>The ambulance’s time is not known.</p>`;
  if (it.gained_seconds < 30) {
    return html`<p>The ambulance may be there first: <span class="nowrap">${percent(it.p_first)} that you are first.</span></p>`;
  }
  return html`<p><b>${minutes(it.gained_seconds)} sooner</b>${" "}
    <span class="nowrap">(${range(it.gained_low, it.gained_high)}),</span>${" "}
    <span class="nowrap">${percent(it.p_first)} first</span></p>`;
}

function Race({ it }) {
  const longest = Math.max(it.arrives_seconds ?? 0, it.ambulance_seconds ?? 0);
  return html`<div class="race">
    <${Lane} icon="car" tone="me" label="You" seconds=${it.arrives_seconds} longest=${longest} />
    ${it.ambulance_seconds == null ? null : html`<${Lane} icon="ambulance" tone="am" label="Ambulance"
      seconds=${it.ambulance_seconds} longest=${longest} />`}
    <${Sooner} it=${it} />
  </div>`;
}

function Countdown({ timer }) {
  live.second.value;
  const left = Math.max(0, (Date.parse(timer.due_at) - live.now()) / 1000);
  const whole = Math.ceil(left);
  useEffect(() => {
    if (SPOKEN.has(whole)) say(whole ? `${whole} seconds to answer` : "The offer has run out");
  }, [whole]);
  return html`<div class="timer">
    <span>Answer in</span>
    <div class="bar" aria-hidden="true"><i style=${{ width: `${(left / timer.seconds) * 100}%` }}></i></div>
    <b role="timer">${running(whole)}</b>
  </div>`;
}

/** Before the server has answered an Accept: nobody is sent, and the screen says so. */
function Waiting({ job, accepting }) {
  return html`<${Screen} name="offer" heading=${accepting ? "Accepting" : "Declining"}
    thumb=${html`<${Thumb}><${Button} icon="queue" onPress=${() => open("kept")}>See what is kept</${Button}></${Thumb}>`}>
    <div class="note warn" role="status">
      <p><b>Not confirmed. Control does not know yet.</b></p>
      <p>${accepting ? "Do not set off on this alone. Tell control by radio: " : "It is sent when signal returns. Tell control by radio: "}
        ${`“${job.call_sign}, ${accepting ? "accepting" : "declining"} call ${job.call_number}.”`}</p>
    </div>
  </${Screen}>`;
}

export function Offer() {
  const job = mission.value;
  const one = call.value;
  const answered = state.value.waiting.at(-1)?.press;
  useEffect(() => {
    if (!answered) ring(job.id);
    return () => stopRinging(job.id);
  }, [job.id, answered]);
  if (answered) return html`<${Waiting} job=${job} accepting=${answered === "accept"} />`;
  const town = one?.place?.town || "Place shown when you accept";
  return html`<${Screen} name="offer"
    thumb=${html`<${Thumb}>
      ${job.timer ? html`<${Countdown} timer=${job.timer} />` : null}
      <${Big} icon="tick" onPress=${() => answerOffer("accept")}>Accept</${Big}>
      <div class="apart"></div>
      <${Button} icon="cross" onPress=${() => (sheet.value = { name: "decline" })}>Can’t go: say why</${Button}>
    </${Thumb}>`}>
    <div class="hero" role="alert">
      <p class="k"><${Icon} name="bell" />Medical offer, category ${one?.category?.replace("C", "") ?? "not known"}
        ${one?.exercise ? " · EXERCISE" : ""}</p>
      <h1>${one?.complaint_text ?? "Medical call"}</h1>
      <p><b>${town}</b>${who(one) ? ` · ${who(one)}` : ""}</p>
    </div>
    ${job.estimate ? html`<${Race} it=${job.estimate} />` : null}
    <ul class="facts">
      ${job.times?.agreed || job.owner !== "police"
        ? html`<${Fact} icon="shield" tone="ok">${job.owner === "fire" ? "Fire control has agreed" : "Police control has agreed"}</${Fact}>`
        : null}
      ${one?.hold_off
        ? html`<${Fact} icon="octagon" tone="warn"><b>Hold off: do not go in until told</b></${Fact}>`
        : html`<${Fact} icon="tick-filled" tone="ok">No hold off on this call</${Fact}>`}
      ${one?.ambulance?.live ? html`<${Fact} icon="ambulance">Ambulance is on its way too</${Fact}>` : null}
    </ul>
  </${Screen}>`;
}
