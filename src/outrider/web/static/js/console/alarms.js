/**
 * Alarms that nobody can miss: the ambulance is lost, or nobody can be sent. A banner, a
 * sentence for screen readers, and a tone every ten seconds until somebody at this desk has seen it.
 */

import { effect, signal } from "@preact/signals";
import { when } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { shout, say } from "../lib/speak.js";
import { sound } from "../lib/sound.js";
import { needsRoom } from "./groups.js";
import { agency, choose, chosenId, live, openDialog } from "./state.js";
import { townOf } from "./titles.js";

const AGAIN_S = 10;
const SEEN = "outrider-seen-no-responder";

const seen = signal(new Set(JSON.parse(sessionStorage.getItem(SEEN) ?? "[]")));
const keyOf = (call) => `${call.id}@${call.alarm?.since ?? call.no_responder?.at}`;

/** Every open call whose ambulance is lost, or for which nobody was found and nobody has said "seen". */
export function alarmsOf(calls) {
  const open = calls.filter((call) => call.status === "open");
  const lost = open.filter((call) => call.alarm).map((call) => ({
    id: `lost:${keyOf(call)}`, call, kind: "lost", title: "AMBULANCE LOST", since: call.alarm.since, text: call.alarm.text,
  }));
  const nobody = open.filter((call) => call.no_responder && !call.alarm && !seen.value.has(keyOf(call))).map((call) => ({
    id: `none:${keyOf(call)}`, call, kind: "none", title: "NO RESPONDER", since: call.no_responder.at,
    text: call.no_responder.why || "Nobody can be sent. The ambulance goes on alone.",
  }));
  return [...lost, ...nobody];
}

const isSeen = (alarm) => seen.value.has(keyOf(alarm.call));

/** Stops the tone on this desk. A lost ambulance stays on top until one is live or the crew is stood down. */
function see({ call }) {
  seen.value = new Set([...seen.value, keyOf(call)]);
  sessionStorage.setItem(SEEN, JSON.stringify([...seen.value]));
  say("Seen. The call keeps its mark.");
}

function Alarm({ alarm }) {
  const { call } = alarm;
  const remedy = alarm.kind === "lost" && live.may("set-ambulance");
  return html`<div class=${isSeen(alarm) ? "alarm seen" : "alarm"} role="alert">
    <${Icon} name="triangle" /><b>${alarm.title}</b>
    <span>Call ${call.number}, ${townOf(call)}. ${alarm.text} <span class="since">Since ${when(alarm.since, live.now())}.</span></span>
    <span class="push acts">${chosenId.value !== call.id && html`<button type="button" class="btn" onClick=${() => choose(call.id)}>Open call ${call.number}</button>`}
      ${remedy && html`<button type="button" class="btn" onClick=${() => openDialog("ambulance", { callId: call.id })}>Link another ambulance</button>`}
      ${!isSeen(alarm) && html`<button type="button" class="btn" onClick=${() => see(alarm)}>I have seen it</button>`}</span></div>`;
}

const SHOWN = 2;

export function Alarms() {
  const alarms = alarmsOf(live.all("call")).sort((a, b) => isSeen(a) - isSeen(b));
  const more = alarms.length - SHOWN;
  return html`${alarms.slice(0, SHOWN).map((alarm) => html`<${Alarm} key=${alarm.id} alarm=${alarm} />`)}
    ${more > 0 && html`<div class="alarm more-alarms"><${Icon} name="triangle" /><b>${more} more</b><span>They show here as you acknowledge these; each is marked in the list.</span></div>`}`;
}

/** Sound and speech for what is new; repeats the alarm's tone until it is acknowledged. */
export function watchAlarms() {
  const told = new Set();
  let asked = null;
  let wasLive = false;
  effect(() => {
    const alarms = alarmsOf(live.all("call"));
    for (const alarm of alarms) {
      if (told.has(alarm.id)) continue;
      told.add(alarm.id);
      sound("alarm");
      shout(`${alarm.title}. Call ${alarm.call.number}, ${townOf(alarm.call)}. ${alarm.text}`);
    }
    if (!alarms.every(isSeen) && live.second.value % AGAIN_S === 0) sound("alarm");
  });
  effect(() => {
    const needs = new Set(live.all("call").filter((call) => needsRoom(call, agency.value)).map((call) => call.id));
    const fresh = asked && [...needs].filter((id) => !asked.has(id));
    if (fresh?.length) {
      sound("ask");
      const call = live.peek("call", fresh[0]);
      say(`Call ${call.number}, ${townOf(call)}, needs you. ${call.needs?.text ?? ""}`);
    }
    if (live.viewer.value) asked = needs;
  });
  effect(() => {
    const { live: on, phase } = live.status.value;
    if (on && phase === "following") wasLive = true;
    else if (wasLive) {
      wasLive = false;
      sound("alarm");
    }
  });
}
