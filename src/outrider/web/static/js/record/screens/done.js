/** What was recorded, what it is called and why, and what happens next. */

import { html } from "../../lib/html.js";
import { clock, hourMinute } from "../../lib/format.js";
import { decide } from "../decider.js";
import { about, link } from "../door.js";
import { reopen } from "../draft.js";
import { Icon } from "../icons.js";
import { byId } from "../items.js";
import { choices, lists, word } from "../lists.js";
import { Button, Choices, Home, Main, minute, Note, Screen, Sheet, Thumb } from "../parts.js";
import { Refused, stepOf } from "../problems.js";
import { add, blocked, sendNow } from "../queue.js";
import { additions, go, screen, sheet } from "../state.js";

const PROMISED = ["4", "3", "2"];
const DONE_ICONS = { 1: "shield", 2: "bell", 3: "shield", 4: "person", 5: "people", 6: "people", 7: "video" };

const forWhom = (item) => {
  const { behalf } = item.form;
  return behalf ? (behalf.name ?? `number ${behalf.number}`) : null;
};

function Head({ item }) {
  const who = forWhom(item);
  if (item.state === "sent") {
    const number = item.answer.case?.number;
    return html`<div class="done ok"><${Icon} name="tick-filled" /><div>
      <h1 tabindex="-1">${item.seconds == null ? "Recorded" : `Recorded in ${item.seconds} second${item.seconds === 1 ? "" : "s"}`}</h1>
      <p>${number ? (item.answer.case.mine ? `Your case is ${number}` : `The case is ${number}`) : `Recorded for ${who}, who is asked to confirm it`}</p></div></div>`;
  }
  if (item.state === "refused") {
    return html`<div class="done no"><${Icon} name="barred-circle" /><div><h1 tabindex="-1">Kept, but not recorded yet</h1><p>The server needs something put right</p></div></div>`;
  }
  return html`<div class="done wait"><${Icon} name="queue" /><div><h1 tabindex="-1">Kept on this phone</h1><p>Not confirmed yet</p></div></div>`;
}

function Waiting({ item }) {
  if (item.state !== "queued") return null;
  const at = html`<b>${clock(item.pressed.at)}</b>`;
  if (blocked.value === "signed-out" || link.value === "signed-out") {
    return html`<${Note} tone="warn" icon="padlock" role="status"><p>You’re signed out. It is sealed here with its time, ${at}, and sent when you have signed in again.</p>
      <p><a class="big-link" href="/sign-in?next=/phone/record">Sign in again</a></p></${Note}>`;
  }
  if (blocked.value || link.value === "no-signal") {
    return html`<${Note} tone="warn" icon="no-signal" role="status"><p>No signal. It is sealed on this phone and sent with its time, ${at}, when signal returns. You’ll see “Recorded”.</p></${Note}>`;
  }
  return html`<${Note} icon="arrows" role="status"><p>Sending. Nobody knows of it until the server has answered.</p></${Note}>`;
}

const Help = ({ item }) =>
  item.form.safe === "send-help"
    ? html`<${Note} tone="stop" icon="radio" role="alert"><p><b>Not safe? Press your radio’s emergency button, or ring 999.</b> This phone calls nobody.</p></${Note}>`
    : null;

/** The answer of the server when there is one; until then the phone's own, by the same table. */
function decisionOf(item) {
  const answered = item.answer?.decision;
  return answered ?? decide(lists.value.decider, item.form.what, item.form.answers);
}

/** A reviewer reads a later answer: it changes nothing by itself. */
function answerLater(item, question, given) {
  const after = decide(lists.value.decider, item.form.what, { [question.id]: given });
  const said = given === "yes" ? "Yes" : "No";
  return differently(item, after.classification, `${question.text} ${said}.`);
}

const differently = (item, classification, reason) =>
  add({
    kind: "press",
    target: { record: item.id },
    parts: { press: "see-differently", classification, ...(reason ? { reason } : {}) },
    label: `You see it differently: ${word("classifications", classification)}`,
  });

const said = (item) =>
  additions.value.find((one) => one.record === item.id && one.parts.press === "see-differently");

function Question({ item, asks }) {
  const give = (given) => answerLater(item, asks, given);
  return html`<div class="more-q"><p><b>${asks.text}</b></p><p class="t2">${asks.help}</p>
    <div class="two"><${Button} onPress=${() => give("yes")}>Yes</${Button}><${Button} onPress=${() => give("no")}>No</${Button}></div></div>`;
}

function Decision({ item }) {
  const decision = decisionOf(item);
  const mine = !item.form.behalf;
  const already = said(item);
  const asks = decision.asks && !already && mine ? decision.asks : null;
  return html`<section class="card why"><h2>${decision.says}</h2>
    ${decision.teaches.map((text, n) => html`<p key=${text} class=${n ? "q" : ""}>${text}</p>`)}
    ${asks ? html`<${Question} item=${item} asks=${asks} />` : null}
    ${already
      ? html`<p class="said"><${Icon} name=${already.state === "sent" ? "tick-filled" : "queue"} />${already.label}. ${already.state === "sent" ? "A reviewer reads it." : "A reviewer reads it once it is sent."}</p>`
      : mine
        ? html`<button type="button" class="linkish" onClick=${() => (sheet.value = { name: "differently", id: item.id })}>I see it differently</button>`
        : null}
  </section>`;
}

export function DifferentlySheet() {
  const { id } = sheet.value;
  const item = byId(id);
  const now = decisionOf(item).classification;
  const choose = ({ code }) => {
    sheet.value = null;
    void differently(item, code, "");
  };
  return html`<${Sheet} heading="How do you see it?">
    <p class="t2">A reviewer reads it and says what it is, with a reason that you can read. It stays recorded either way.</p>
    <${Choices} items=${choices("classifications").filter(({ code }) => code !== now)} onChoose=${choose} />
  </${Sheet}>`;
}

const Duplicates = ({ found }) =>
  found?.length
    ? html`<${Note} tone="warn" icon="alert"><p><b>This may be recorded already.</b></p>
        ${found.map((one) => html`<p key=${one.number}>${one.number}: ${one.title}.</p>`)}
        <p>Two different attacks: do nothing. The same one: tell your supervisor, who keeps one. Nothing is lost meanwhile.</p></${Note}>`
    : null;

const dueWords = ({ due_text: due }) => (due.endsWith("due now") ? ", at once" : `: ${due}`);

/** What the plan promises; with the server's answer, who does it and by when. */
function Next({ item }) {
  const one = item.answer?.case;
  const points = one?.points?.length
    ? PROMISED.map((wanted) => one.points.find(({ n }) => `${n}` === wanted)).filter(Boolean)
    : PROMISED.map((n) => ({ n, ...lists.value.promises[n] }));
  const hate = decisionOf(item).hate;
  if (item.form.behalf) {
    return html`<section class="next"><h2>What happens next</h2><ul>
      <li><${Icon} name="person" /><span>${forWhom(item)} finds it in their own app and says whether it is right. The plan ${item.state === "sent" ? "has started" : "starts when it is sent"} and does not wait for that.</span></li></ul></section>`;
  }
  return html`<section class="next"><h2>What happens next</h2><ul>
    ${one?.next ? html`<li><${Icon} name="person" /><span><b>${one.next.text}</b>${dueWords(one.next)}</span></li>` : null}
    ${item.state !== "sent" ? html`<li><${Icon} name="queue" /><span>Your supervisor is told as soon as this sends. Want somebody now? Ring them.</span></li>` : null}
    ${points.map(({ n, title, promise }) => html`<li key=${n}><${Icon} name=${DONE_ICONS[n] ?? "tick"} /><span><b>${title}.</b> ${promise}</span></li>`)}
    ${hate ? html`<li><${Icon} name="hate-abuse" /><span>Marked as hate abuse. Your own details are yours to add, or not.</span></li>` : null}
  </ul></section>`;
}

function Actions({ item }) {
  if (item.state === "refused") {
    return html`<${Main} icon="back" onPress=${async () => {
        await reopen(item.id, stepOf(item.problem));
        go("draft", { id: item.id });
      }}>Put it right</${Main}><${Home}>Later: it is kept</${Home}>`;
  }
  const can = !item.form.behalf;
  const more = () => go("details", { record: item.id });
  const home = about.value?.home;
  const mine = item.answer?.case?.mine ? item.answer.case : null;
  const beside = home && home !== "/phone/record" && home !== "/my-case";
  const waiting = item.state === "queued" && (blocked.value || link.value !== "live");
  return html`${can ? html`<${Main} icon="plus" onPress=${more}>Add more now</${Main}>` : null}
    ${waiting ? html`<${Button} icon="arrows" onPress=${sendNow}>Send now</${Button}>` : null}
    ${mine && link.value === "live" ? html`<a class="btn" href=${`/my-case/${mine.id}`}><span>See my case</span></a>` : null}
    <div class=${beside ? "two" : ""}><${Home}>All records</${Home}>
      ${beside ? html`<a class="btn" href=${home}><span>Back to duty</span></a>` : null}</div>`;
}

export function Done() {
  const item = byId(screen.value.id);
  void minute.value;
  if (!item) return null;
  const sub = item.state === "sent" ? `Sent ${hourMinute(item.answered_at)}` : "4 of 4";
  return html`<${Screen} name=${`done ${item.id} ${item.state}`} title=${about.value?.name ?? "Record"} sub=${sub}
    thumb=${html`<${Thumb}><${Actions} item=${item} /></${Thumb}>`}>
    <${Head} item=${item} />
    <${Waiting} item=${item} />
    <${Refused} problem=${item.state === "refused" ? item.problem : null} what="What to put right" />
    <${Help} item=${item} />
    <${Duplicates} found=${item.answer?.duplicates} />
    <${Decision} item=${item} />
    <${Next} item=${item} />
  </${Screen}>`;
}

