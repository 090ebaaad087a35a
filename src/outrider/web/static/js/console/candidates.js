/** Who reaches the patient first: those who can go, then those who cannot, each with why. */

import { age, clock, estimate, minuteNumber, minutes, names, percent, range } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { StateBadge } from "../lib/words.js";
import { GainBar, gainScale } from "./gain-bar.js";
import { barredCandidates, candidates, live, liveMissions, openDialog, pickedUnit, rankedCandidates } from "./state.js";

const badgeOf = (candidate) => live.one("unit", candidate.unit_id)?.state;

function Fix({ fix }) {
  if (!fix) return html`<span><${Icon} name="triangle" css="w" />No position</span>`;
  const old = fix.state === "stale" || fix.state === "stuck";
  return html`<span><${Icon} name=${old ? "triangle" : "tick"} css=${old ? "w" : ""} />Position ${age(fix.age_seconds)} old</span>`;
}

/** What speaks for a unit; a normal-speed driver is slower, so it carries a warning sign. */
function Why({ why, one }) {
  const slower = why.rule === "crew.driving" && one.driving !== "response";
  return html`<span><${Icon} name=${slower ? "triangle" : "tick"} css=${slower ? "w" : ""} />${why.text}</span>`;
}

function Candidate({ one, scale, number }) {
  const picked = pickedUnit.value === one.unit_id;
  return html`<button type="button" class=${picked ? "cand sel" : "cand"} aria-pressed=${picked ? "true" : "false"}
    onClick=${() => (pickedUnit.value = picked ? null : one.unit_id)}>
    <span class="cgrid">
      <span class="cs"><${StateBadge} state=${badgeOf(one)} />${one.call_sign}</span>
      <span class="big">${minuteNumber(one.gained_seconds)}<small>min<span class="vh"> gained</span></small></span>
      <span><${GainBar} one=${one} scale=${scale} /><small class="spread">${range(one.gained_low, one.gained_high)}</small></span>
      <span class="big">${percent(one.p_first)}<small>first</small></span>
      <span class="big">${minutes(one.arrives_seconds)}<small>${range(one.low, one.high)}</small></span>
      <span class="why"><b>${number <= 9 && html`<span class="kbd" aria-hidden="true">${number}</span>`} ${names(one.officers) || one.call_sign}</b>
        ${(one.why ?? []).map((why) => html`<${Why} key=${why.rule} why=${why} one=${one} />`)}
        <${Fix} fix=${one.fix} /></span>
    </span></button>`;
}

const softOf = (one) => (one.why_not ?? []).find((why) => /radio/i.test(why.who_can_override ?? ""));

function Barred({ one }) {
  const reasons = one.why_not ?? [];
  const soft = reasons.length === 1 && softOf(one);
  const would = one.arrives_seconds == null ? "" : `would be ${minutes(one.arrives_seconds)}`;
  return html`<li class="nogo"><${StateBadge} state=${badgeOf(one)} /><b>${one.call_sign}</b>
    <span>${reasons.map((why) => why.text).join(". ")}</span>
    ${soft && live.may("ask-for-unit")
      ? html`<button type="button" class="link" onClick=${() => openDialog("ask-by-radio", { one })}>Ask by radio<span class="vh"> ${one.call_sign}</span></button>`
      : html`<button type="button" class="link quiet" onClick=${() => openDialog("why-not", { one })}>${would || "Why not?"}<span class="vh">: why not ${one.call_sign}</span></button>`}</li>`;
}

const Heads = () => html`<div class="cgrid ch" aria-hidden="true"><span>Unit</span><span>Gained</span>
  <span class="row tight"><svg width="4" height="13"><path class="amb-tick" d="M2 0v13" /></svg>ambulance arrives</span><span>First</span><span>Arrives</span></div>`;

const cutOffText = (cut) => (cut ? `Cut-off: gains ${minutes(cut.gained_seconds)}, first ${percent(cut.p_first)} likely` : "");

const ambulanceText = (data) =>
  data.ambulance_seconds == null ? "" : `Ambulance ${estimate(data.ambulance_seconds, data.ambulance_low, data.ambulance_high)}. 8 of 10 arrive between the two. `;

function Ranking({ data }) {
  const ranked = rankedCandidates.value;
  const scale = gainScale(ranked);
  return html`${ranked.length > 0 && html`<${Heads} />`}
    ${ranked.map((one, i) => html`<${Candidate} key=${one.unit_id} one=${one} scale=${scale} number=${i + 1} />`)}
    ${ranked.length === 0 && !barredCandidates.value.length && html`<p class="none">No other unit here to ask.</p>`}
    ${ranked.length === 0 && barredCandidates.value.length > 0 && html`<p class="none"><${Icon} name="barred-circle" /><b>Nobody can be sent now.</b> Each unit’s reason is below.</p>`}
    <ul class="nogos" aria-label="Units that cannot go, and why">${barredCandidates.value.map((one) => html`<${Barred} key=${one.unit_id} one=${one} />`)}</ul>
    ${data.more?.count > 0 && html`<p class="t2 more">${data.more.text}</p>`}
    <p class="t3 more">${ambulanceText(data)}Worked out ${clock(data.at)}.</p>`;
}

export function Candidates({ call }) {
  const { data, problem, loading } = candidates.value;
  if (call.status === "closed" || !live.may("see-why")) return null;
  if (problem && !data) return html`<div class="cands"><h3>Who reaches the patient first?</h3><p class="error-text">${problem.title}. ${problem.detail}</p></div>`;
  if (!data) return html`<div class="cands"><h3>Who reaches the patient first?</h3><p class="t2">${loading ? "Working out who is nearest…" : ""}</p></div>`;
  const title = html`Who reaches the patient first?<small class="push">${cutOffText(data.cut_off)}</small>`;
  if (!liveMissions.value.some((mission) => mission.times?.accepted)) {
    return html`<div class="cands"><h3>${title}</h3><${Ranking} data=${data} /></div>`;
  }
  return html`<details class="cands"><summary>Who else could go? <span class="t2">${rankedCandidates.value.length} now</span></summary><${Ranking} data=${data} /></details>`;
}

/** One unit's refusal in full: rule, reason, who could override it. */
export function WhyNot({ one }) {
  const time = one.arrives_seconds == null ? null : estimate(one.arrives_seconds, one.low, one.high);
  return html`<ul class="reasons">${(one.why_not ?? []).map((why) => html`<li key=${why.rule}><b>${why.text}</b>
    <span class="t2">${why.who_can_override || "Nobody can override this."} Rule ${why.rule}.</span></li>`)}</ul>
    ${time && html`<p class="t2">Would have taken ${time}.</p>`}`;
}
