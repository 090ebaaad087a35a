/** The start: a new record with one tap, and everything that is on this phone with its times. */

import { html } from "../../lib/html.js";
import { shortDay, when } from "../../lib/format.js";
import { told } from "../decider.js";
import { about, link } from "../door.js";
import { begin } from "../draft.js";
import { Icon } from "../icons.js";
import { storeTrouble } from "../items.js";
import { lists } from "../lists.js";
import { Button, Main, minute, Note, Screen, Sheet, Thumb } from "../parts.js";
import { sentences } from "../problems.js";
import { add, blocked, sendNow, waiting } from "../queue.js";
import { toConfirm } from "../cases.js";
import { additions, go, records, sheet } from "../state.js";

const at = (time) => when(time, minute.value).slice(0, -3);

const LINES = {
  draft: ["document", "w", (item) => `Draft, kept ${at(item.changed_at)}`],
  queued: ["queue", "w", (item) => `Not confirmed. Recorded ${at(item.pressed.at)}, waits to be sent`],
  sent: ["tick-filled", "s", (item) => `Sent ${at(item.answered_at)}${item.answer?.case?.number ? `, case ${item.answer.case.number}` : ""}`],
  refused: ["barred-circle", "r", (item) => `Not recorded: ${sentences(item.problem)[0]}`],
};

const title = (item) => {
  const what = told(lists.value.past, item.form.what);
  const who = item.form.behalf ? (item.form.behalf.name ?? item.form.behalf.number) : null;
  const done = what ? `${what.charAt(0).toUpperCase()}${what.slice(1)}` : "Nothing tapped yet";
  return who ? `${who}: ${done.charAt(0).toLowerCase()}${done.slice(1)}` : done;
};

function Line({ item }) {
  const [icon, tone, text] = LINES[item.state];
  const open = () => (item.state === "draft" ? go("draft", { id: item.id }) : go("done", { id: item.id }));
  return html`<li class=${tone}><button type="button" class="line" onClick=${open}>
    <${Icon} name=${icon} /><span><b>${title(item)}</b><small>${text(item)}</small></span><${Icon} name="forward" /></button></li>`;
}

/** Additions that wait or were refused: those that were sent are part of their record. */
function Addition({ item }) {
  const [icon, tone, text] = LINES[item.state];
  const target = item.record ? { record: item.record } : { case: item.case };
  const open = () => (item.kind === "details" ? go("details", target) : item.record && go("done", { id: item.record }));
  return html`<li class=${tone}><button type="button" class="line" onClick=${open}>
    <${Icon} name=${icon} /><span><b>${item.label}</b><small>${text(item)}</small></span><${Icon} name="forward" /></button></li>`;
}

const Group = ({ heading, children }) => html`<section class="group"><h2>${heading}</h2><ul class="lines">${children}</ul></section>`;

function Lists() {
  const of = (...states) => records.value.filter((item) => states.includes(item.state));
  const loose = additions.value.filter((item) => item.state !== "sent");
  const groups = [
    ["Drafts", of("draft"), loose.filter((item) => item.state === "draft")],
    ["Waiting", of("queued", "refused"), loose.filter((item) => item.state !== "draft")],
    ["Sent from this phone", of("sent"), []],
  ].filter(([, own, more]) => own.length + more.length);
  if (!groups.length) {
    return html`<p class="empty"><${Icon} name="shield" />Nothing on this phone, and nothing waits to be sent. Being attacked is never just part of the job: record it, it takes under a minute.</p>`;
  }
  return groups.map(([heading, own, more]) => html`<${Group} key=${heading} heading=${heading}>
    ${own.map((item) => html`<${Line} key=${item.id} item=${item} />`)}
    ${more.map((item) => html`<${Addition} key=${item.id} item=${item} />`)}</${Group}>`);
}

function Banner() {
  const count = waiting.value.length;
  if (storeTrouble.value) return html`<${Note} tone="stop" icon="alert" role="alert"><p><b>${storeTrouble.value}</b></p></${Note}>`;
  if (link.value === "signed-out") {
    return html`<${Note} tone="warn" icon="padlock" role="status"><p><b>You’re signed out.</b> What is here is kept. <a class="big-link" href="/sign-in?next=/phone/record">Sign in again</a> to send it.</p></${Note}>`;
  }
  if (link.value === "no-signal" || blocked.value) {
    return html`<${Note} tone="warn" icon="no-signal" role="status"><p><b>No signal. Carry on.</b> What you record is sealed on this phone with its time, and sent when signal returns.</p></${Note}>`;
  }
  if (link.value === "error") {
    return html`<${Note} tone="warn" icon="alert" role="status"><p><b>The server has a fault.</b> Carry on: it is kept here and sent later.</p></${Note}>`;
  }
  return count ? html`<${Note} icon="arrows" role="status"><p>Sending ${count}.</p></${Note}> ` : null;
}

/** Recorded for this officer by somebody else: is it right? */
function Confirm({ one }) {
  const yes = () => add({ kind: "press", target: { case: one.id }, parts: { press: "confirm" }, label: `Confirmed: ${one.number}` });
  return html`<section class="card confirm"><h2>Somebody recorded this for you</h2>
    <p><b>${one.told}</b></p><p class="t2">${one.title}, recorded ${shortDay(one.recorded_at)}, case ${one.number}</p>
    <div class="two"><${Button} icon="tick" kind="main" onPress=${yes}>It’s right</${Button}>
      <${Button} onPress=${() => (sheet.value = { name: "not-me", one })}>Not me</${Button}></div>
    <${Button} kind="quiet" onPress=${() => go("details", { case: one.id })}>Add or correct something</${Button}></section>`;
}

export function NotMeSheet() {
  const { one } = sheet.value;
  const take = () => {
    sheet.value = null;
    void add({ kind: "press", target: { case: one.id }, parts: { press: "not-me" }, label: `Not you: ${one.number}` });
  };
  return html`<${Sheet} heading="It did not happen to you?">
    <p>The record ${one.number} is then taken away and cannot be brought back. If only a part is wrong, add or correct it instead.</p>
    <${Button} kind="danger" onPress=${take}>It was not me: take it away</${Button}>
  </${Sheet}>`;
}

export function Home() {
  const me = about.value;
  const start = async () => {
    const item = await begin();
    go("draft", { id: item.id });
  };
  const colleague = async () => {
    const item = await begin();
    go("draft", { id: item.id });
    sheet.value = { name: "colleague", id: item.id };
  };
  const number = waiting.value.length;
  return html`<${Screen} name="home" title=${me?.name ?? "Outrider"} sub=${me?.station ?? ""}
    heading="Record an assault" lead="What they did, whether you’re hurt, where. The rest can wait."
    thumb=${html`<${Thumb}>
      ${me && !me.number
        ? html`<p class="hint plain">Your account is not linked to an officer, so it records for others only.</p>`
        : html`<${Main} icon="plus" onPress=${start}>It happened to me</${Main}>`}
      ${me?.may_record_for_another === false ? null : html`<${Button} icon="person" onPress=${colleague}>To a colleague</${Button}>`}
      ${number && link.value !== "live" ? html`<${Button} icon="arrows" onPress=${sendNow}>Send ${number} now</${Button}>` : null}
    </${Thumb}>`}>
    <${Banner} />
    ${toConfirm.value.map((one) => html`<${Confirm} key=${one.id} one=${one} />`)}
    <${Lists} />
    ${me?.home && me.home !== "/phone/record" ? html`<p class="foot-link"><a class="big-link" href=${me.home}>Back to your other work</a></p>` : null}
  </${Screen}>`;
}
