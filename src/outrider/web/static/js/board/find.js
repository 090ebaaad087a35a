/** A call by the number that was said on the radio, and what happened in it. */

import { signal } from "@preact/signals";
import { Dialog } from "../lib/dialog.js";
import { clock } from "../lib/format.js";
import { html } from "../lib/html.js";
import { resource } from "../lib/resource.js";
import { closeDialog, live } from "./state.js";

const words = signal("");
const chosen = signal(null); // { id, title, text }

const results = resource(() => {
  const text = words.value.trim();
  return text && live.may("search") ? { path: `search?q=${encodeURIComponent(text)}`, key: text } : null;
});

/** Other when something happened on the call, so that its history is read again. */
const changed = (id) =>
  JSON.stringify([live.one("call", id), live.all("mission").filter((mission) => mission.call_id === id)]);

const timeline = resource(() =>
  chosen.value && live.may("see-timeline")
    ? { path: `calls/${chosen.value.id}/timeline`, key: changed(chosen.value.id) }
    : null,
);

/** Opens with nothing asked, or with the call of an address (`/board?call=…`). */
export function startFind(id = null) {
  const call = id && live.peek("call", id);
  words.value = call?.number ?? "";
  chosen.value = id ? { id, title: call ? `${call.number}, ${call.category}` : "Call", text: "" } : null;
}

function History() {
  const { data, problem, loading } = timeline.value;
  const entries = [...(data ?? [])].sort((a, b) => b.seq - a.seq);
  return html`<section aria-labelledby="found-h"><h3 id="found-h">${chosen.value.title}</h3>
    <p class="t2">${chosen.value.text}</p>
    ${problem && html`<p class="error-text" role="alert">${problem.title}. ${problem.detail}</p>`}
    ${loading && html`<p class="t2">Looking…</p>`}
    <ol class="found-lines">${entries.map((entry) => html`<li key=${entry.seq}>
      <time datetime=${entry.effective_at ?? entry.at}>${clock(entry.effective_at ?? entry.at)}</time>
      <span>${entry.by_radio && "Told by radio: "}${entry.text}</span><span class="t2">${entry.who}</span></li>`)}</ol></section>`;
}

function Found() {
  const { data, problem, loading } = results.value;
  const calls = (data ?? []).filter((one) => one.type === "call");
  if (!words.value.trim()) return html`<p class="t2">Calls that concern your units.</p>`;
  if (problem) return html`<p class="error-text" role="alert">The search did not answer: ${problem.detail}</p>`;
  if (loading && !data) return html`<p class="t2">Looking…</p>`;
  if (!calls.length) return html`<p role="status">No call of yours matches “${words.value.trim()}”. A call shows here once one of your units was asked for.</p>`;
  return html`<ul class="found" aria-label="Calls found">${calls.map((one) => html`<li key=${one.id}>
    <button type="button" class="btn" aria-pressed=${chosen.value?.id === one.id ? "true" : "false"}
      onClick=${() => (chosen.value = one)}>${one.title}<span class="t2">${one.text}</span></button></li>`)}</ul>`;
}

export const Find = () => html`<${Dialog} title="Find a call" onClose=${closeDialog} wide=${true}>
  <div class="field"><label for="find">Number, place or reference</label>
    <input id="find" class="input" type="search" data-first autocomplete="off" value=${words.value}
      onInput=${(event) => {
        words.value = event.target.value;
        chosen.value = null;
      }} /></div>
  <${Found} />
  ${chosen.value && html`<${History} />`}
</${Dialog}>`;
