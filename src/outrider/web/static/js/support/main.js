/** Support: one's own offers, answered here and seen by nobody else; and whom to reach. */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { get, postSafely, press } from "../lib/api.js";
import { day } from "../lib/format.js";
import { html, mount } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { RefusalBox } from "../lib/refusal.js";
import { LiveRegions, say, shout } from "../lib/speak.js";

const found = signal(null); // { mine, accepted }
const problem = signal(null);
const busy = signal("");
const here = signal(navigator.onLine);
for (const kind of ["online", "offline"]) addEventListener(kind, () => (here.value = navigator.onLine));

async function load() {
  try {
    found.value = await get("support");
    problem.value = null;
  } catch (failed) {
    problem.value = failed;
  }
}

const put = (list, one) => (list.some((each) => each.id === one.id) ? list.map((each) => (each.id === one.id ? one : each)) : [one, ...list]);

/** Send, show what came of it, and say it; a failure stays on the page and loses nothing. */
async function act(about, work, done) {
  if (busy.value) return false;
  busy.value = about;
  try {
    await work();
    problem.value = null;
    say(done);
    return true;
  } catch (failed) {
    problem.value = failed;
    shout(`${failed.title}. ${failed.detail}`);
    return false;
  } finally {
    busy.value = "";
  }
}

const SAID = { yes: "Your yes is sent.", later: "It stays here until you want it.", no: "Noted. Nobody else sees it." };
const reply = (offer, answer, more = {}) =>
  act(offer.id, async () => {
    const { offer: changed } = await postSafely(`support/${offer.id}/answer`, { answer, ...more });
    found.value = { ...found.value, mine: put(found.value.mine, changed) };
  }, SAID[answer]);

const tooMuch = () =>
  act("too-much", async () => {
    const { offer } = await press("support/too-much");
    found.value = { ...found.value, mine: put(found.value.mine, offer) };
  }, "Sent. Occupational health rings you.");

const reached = (one) =>
  act(one.id, async () => {
    const { accepted } = await postSafely(`support/${one.id}/reached`, {});
    found.value = { ...found.value, accepted: put(found.value.accepted, accepted) };
  }, "Noted.");

const Because = ({ rows }) => html`<p class="t2">${rows.map((one) => `${one.text}, ${day(one.on)}`).join("; ")}</p>`;

function Yes({ offer, onBack }) {
  const [contact, setContact] = useState(offer.contact);
  const [why, setWhy] = useState(offer.says_why);
  const send = async (event) => {
    event?.preventDefault();
    if (await reply(offer, "yes", { contact: contact.trim(), says_why: why })) onBack();
  };
  return html`<form onSubmit=${send} novalidate>
    <div class="field"><label for=${`c-${offer.id}`}>How and when should they reach you?</label><p class="hint" id=${`h-${offer.id}`}>Optional. Such as “text me, after 14:00”.</p>
      <input id=${`c-${offer.id}`} aria-describedby=${`h-${offer.id}`} maxlength="120" autocomplete="off" value=${contact} onInput=${(event) => setContact(event.target.value)} /></div>
    ${offer.because.length > 0 && html`<label class="tick"><input type="checkbox" checked=${why} onChange=${(event) => setWhy(event.target.checked)} /><span>They may know what it is about: ${offer.because.map((one) => `${one.text.toLowerCase()}, ${day(one.on)}`).join("; ")}</span></label>`}
    <p class="t2">They see your name, your station, this offer and what you write here. Nobody else does.</p>
    <div class="acts"><${Act} keep css="main" working=${busy.value === offer.id} run=${send}>Send my yes</${Act}><button type="button" class="btn" onClick=${onBack}>Go back</button></div>
  </form>`;
}

function Waiting({ offer }) {
  const [open, setOpen] = useState(false);
  const working = busy.value === offer.id;
  return html`<li class="card hz"><h3>${offer.title}</h3><p>${offer.what}</p><${Because} rows=${offer.because} />
    ${open
      ? html`<${Yes} offer=${offer} onBack=${() => setOpen(false)} />`
      : html`<div class="acts"><${Act} keep css="main" run=${() => setOpen(true)}>Yes, please<span class="vh">: ${offer.title}</span></${Act}>
        <${Act} keep working=${working} run=${() => reply(offer, "later")}>${offer.answer === "later" ? "Still later" : "Later"}<span class="vh">: ${offer.title}</span></${Act}>
        <${Act} keep working=${working} run=${() => reply(offer, "no")}>No, thank you<span class="vh">: ${offer.title}</span></${Act}></div>`}
    ${offer.answer === "later" && !open ? html`<p class="t2">You said later. It stays here until you want it.</p>` : null}</li>`;
}

function Answered({ offer }) {
  const yes = offer.answer === "yes";
  const chip = offer.reached_at ? html`<span class="chip ok"><${Icon} name="tick-filled" />In touch ${day(offer.reached_at)}</span>`
    : yes ? html`<span class="chip care"><${Icon} name="clock" />You said yes: they will be in touch</span>`
    : html`<span class="chip"><${Icon} name="ring" />You said no</span>`;
  return html`<li class="card hz"><div class="hz-head"><h3>${offer.title}</h3>${chip}</div><${Because} rows=${offer.because} />
    ${yes && offer.contact ? html`<p>“${offer.contact}”</p>` : null}
    ${offer.reached_at ? null : html`<div class="acts"><${Act} keep working=${busy.value === offer.id} run=${() => reply(offer, yes ? "no" : "later")}>${yes ? "Take it back" : "I would like it after all"}<span class="vh">: ${offer.title}</span></${Act}></div>`}</li>`;
}

const isWaiting = (offer) => !offer.reached_at && (offer.answer === null || offer.answer === undefined || offer.answer === "later");

function Mine({ mine }) {
  const waiting = mine.filter(isWaiting);
  const others = mine.filter((offer) => !isWaiting(offer));
  return html`<section class="sec" aria-labelledby="for-you"><h2 id="for-you">For you</h2>
      ${waiting.length ? html`<ul class="hzs">${waiting.map((offer) => html`<${Waiting} key=${offer.id} offer=${offer} />`)}</ul>` : html`<p class="t2 empty">Nothing is offered just now.</p>`}</section>
    <section class="sec" aria-labelledby="much-h"><h2 id="much-h">Was it too much?</h2>
      <div class="card hz"><p>One press, and somebody from occupational health rings you. No reason needed. Nobody else hears of it, and you can take it back.</p>
      <div class="acts"><${Act} keep css="main" working=${busy.value === "too-much"} run=${tooMuch}>That was too much: ring me</${Act}></div></div></section>
    ${others.length ? html`<section class="sec" aria-labelledby="said-h"><h2 id="said-h">What you answered</h2><ul class="hzs">${others.map((offer) => html`<${Answered} key=${offer.id} offer=${offer} />`)}</ul></section>` : null}`;
}

function Person({ one }) {
  return html`<li class="card hz"><div class="hz-head"><h3>${one.officer.name} <small>${one.officer.number}, ${one.officer.station}</small></h3>
      ${one.reached_at ? html`<span class="chip ok"><${Icon} name="tick-filled" />In touch ${day(one.reached_at)}</span>` : html`<span class="chip care"><${Icon} name="clock" />Said yes ${day(one.accepted_at)}</span>`}</div>
    <p><b>${one.title}.</b> ${one.contact ? `“${one.contact}”` : "They left it to you how to reach them."}</p>
    ${one.because ? html`<${Because} rows=${one.because} />` : html`<p class="t2">They have not said what it is about. Ask them, or leave it.</p>`}
    ${one.reached_at ? null : html`<div class="acts"><${Act} keep css="main" working=${busy.value === one.id} run=${() => reached(one)}>I have been in touch<span class="vh"> with ${one.officer.name}</span></${Act}></div>`}</li>`;
}

function Accepted({ rows }) {
  const waiting = rows.filter((one) => !one.reached_at);
  const done = rows.filter((one) => one.reached_at);
  return html`<section class="sec" aria-labelledby="reach-h"><h2 id="reach-h">To reach <small>${waiting.length || ""}</small></h2>
      ${waiting.length ? html`<ul class="hzs">${waiting.map((one) => html`<${Person} key=${one.id} one=${one} />`)}</ul>` : html`<p class="t2 empty">Nobody waits for a call.</p>`}</section>
    ${done.length ? html`<section class="sec" aria-labelledby="done-h"><h2 id="done-h">In touch</h2><ul class="hzs">${done.map((one) => html`<${Person} key=${one.id} one=${one} />`)}</ul></section>` : null}`;
}

const LEDE = {
  own: "Only you see this page. Say no or later, and nobody knows that you were asked. Say yes, and occupational health sees it. It never decides who is sent, and it is in no report about you.",
  reach: "Officers who said yes to an offer of support. You see those alone: a no and a later are seen by nobody. Each look is noted.",
};

function Page() {
  const now = found.value;
  const reaches = Boolean(now?.accepted);
  return html`<h1>Support</h1><p class="lede">${reaches ? LEDE.reach : LEDE.own}</p>
    ${here.value ? null : html`<p class="note warn" role="alert"><b>No connection.</b> What you press now is not sent. Try again when you are back.</p>`}
    ${problem.value && html`<${RefusalBox} problem=${problem.value} again=${now ? null : load} onClose=${now ? () => (problem.value = null) : null} />`}
    ${!now && !problem.value ? html`<p class="opening">Opening…</p>` : null}
    ${reaches ? html`<${Accepted} rows=${now.accepted} />` : now ? html`<${Mine} mine=${now.mine} />` : null}
    <${LiveRegions} />`;
}

mount(html`<${Page} />`, document.querySelector("#app"));
void load();
