/** Where and when: what the phone knows already, somewhere else, or not yet. */

import { useEffect, useState } from "preact/hooks";
import { html } from "../../lib/html.js";
import { hourMinute } from "../../lib/format.js";
import { get } from "../../lib/api.js";
import { whereAmI } from "../../phone/device.js";
import { about, link } from "../door.js";
import { change, knownPlaces, UNKNOWN } from "../draft.js";
import { Icon } from "../icons.js";
import { byId } from "../items.js";
import { Button, closeSheet, Field, OneOf, Sheet, YES_NO } from "../parts.js";
import { sheet } from "../state.js";

const HOUR_MS = 3600_000;
const SEARCH_AFTER_MS = 250;

const same = (a, b) => a.kind === b.kind && a.label === b.label && a.mission_id === b.mission_id;

const titleOf = (where) => where.label || (where.call_number ? `Call ${where.call_number}` : "The place of the job");
function hintOf(where) {
  if (where.kind === "mission") return where.call_number ? `from call ${where.call_number}` : "filled in from the job when it is sent";
  if (where.from === "fix") return `where your unit was heard at ${hourMinute(where.at)}`;
  if (where.from === "phone") return `from this phone, within ${where.metres} m`;
  return "";
}

/** The tappable places: of the job, of the last fix, the one that was chosen, another, none yet. */
function places(where) {
  const known = knownPlaces();
  const chosen = where.kind !== "unknown" && !known.some((one) => same(one, where)) ? [where] : [];
  return [...known, ...chosen];
}

export function Where({ item }) {
  const { form } = item;
  const found = places(form.where);
  const options = [
    ...found.map((one, n) => ({ code: `p${n}`, text: titleOf(one), hint: hintOf(one), icon: "pin" })),
    { code: "unknown", text: "Don’t know yet", hint: "you can add it later", icon: "other" },
  ];
  const chosen = form.where.kind === "unknown" ? "unknown" : `p${found.findIndex((one) => same(one, form.where))}`;
  const choose = (code) => change(item.id, { where: code === "unknown" ? UNKNOWN : found[Number(code.slice(1))] });
  return html`<${OneOf} legend="Where" name="where" options=${options} chosen=${chosen} onChoose=${choose} />
    <div class="quiet-row near"><${Button} icon="search" onPress=${() => (sheet.value = { name: "place", id: item.id })}>Somewhere else</${Button}></div>
    <${When} item=${item} />
    <h2 class="q2">Was it in a home?</h2>
    <${OneOf} css="seg" legend="Was it in a home" name="home" options=${YES_NO} chosen=${form.in_a_home}
      onChoose=${(value) => change(item.id, { in_a_home: value })} />
    <${Others} item=${item} />`;
}

const AGO = [[0.5, "½ h ago"], [1, "1 h ago"], [2, "2 h ago"], [4, "4 h ago"], [6, "6 h ago"], [8, "8 h ago"]];
const pad = (number) => `${number}`.padStart(2, "0");
const localMinute = (at) => {
  const day = new Date(at);
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}T${pad(day.getHours())}:${pad(day.getMinutes())}`;
};

function When({ item }) {
  const { when } = item.form;
  const options = [
    { code: "now", text: "Just now", hint: hourMinute(item.started.at) },
    { code: "earlier-this-shift", text: "Earlier", hint: "this shift" },
    { code: "another-day", text: "Another day" },
  ];
  const set = (kind, at = null) => change(item.id, { when: { kind, at } });
  return html`<h2 class="q2">When</h2>
    <${OneOf} css="seg three" legend="When" name="when" options=${options} chosen=${when.kind} onChoose=${(kind) => set(kind)} />
    ${when.kind === "earlier-this-shift" ? html`<${Earlier} item=${item} set=${set} />` : null}
    ${when.kind === "another-day" ? html`<div class="ask tight"><label for="day">Which day and about when? You can leave it.</label>
      <input id="day" class="input" type="datetime-local" max=${localMinute(Date.now())} value=${when.at ? localMinute(when.at) : ""}
        onChange=${(event) => set("another-day", event.target.value ? new Date(event.target.value).toISOString() : null)} /></div>` : null}`;
}

/** About how long ago, counted from when the record was begun. */
function Earlier({ item, set }) {
  const at = (hours) => new Date(item.started.wall - hours * HOUR_MS).toISOString();
  return html`<fieldset class="ask tight"><legend>About how long ago? You can leave it.</legend><div class="opts">
    ${AGO.map(([hours, text]) => html`<${Button} key=${text} aria-pressed=${item.form.when.at === at(hours) ? "true" : "false"}
      onPress=${() => set("earlier-this-shift", at(hours))}>${text} <small>${hourMinute(at(hours))}</small></${Button}>`)}
  </div></fieldset>`;
}

/** Others who were attacked in the same moment: each gets a record of their own. */
function Others({ item }) {
  const { also } = item.form;
  const without = (number) => change(item.id, { also: also.filter((one) => one.number !== number) });
  return html`<h2 class="q2">Anybody else attacked?</h2>
    ${also.length ? html`<ul class="q">${also.map((one) => html`<li key=${one.number}><${Icon} name="person" />
      <span>${one.name ?? one.number}<small>${one.name ? one.number : "checked when it is sent"}</small></span>
      <${Button} onPress=${() => without(one.number)}>Remove<span class="vh"> ${one.number}</span></${Button}></li>`)}</ul>` : null}
    <div class="quiet-row"><${Button} icon="plus" onPress=${() => (sheet.value = { name: "also", id: item.id })}>Add a colleague</${Button}></div>`;
}

/** Typed words are a place too: without signal nothing else is needed. */
export function PlaceSheet() {
  const { id } = sheet.value;
  const [typed, type] = useState("");
  const [found, show] = useState([]);
  const [told, tell] = useState("");
  useEffect(() => {
    if (typed.trim().length < 2 || link.value !== "live") return undefined;
    const timer = setTimeout(async () => {
      try {
        show((await get(`/phone/record/places.json?q=${encodeURIComponent(typed.trim())}`)).places ?? []);
      } catch {
        show([]);
      }
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const choose = (where) => {
    if (byId(id)) void change(id, { where });
    closeSheet();
  };
  const here = async () => {
    try {
      const { lat, lon, metres } = await whereAmI();
      choose({ kind: "place", label: "Where the phone was", lat, lon, metres, from: "phone" });
    } catch (error) {
      tell(error.message);
    }
  };
  return html`<${Sheet} heading="Where was it?">
    <${Button} icon="compass" onPress=${here}>Where I am now</${Button}>
    ${told ? html`<p class="t2" role="alert">${told}</p>` : null}
    <${Field} id="place" label="Street, town, pub or junction" value=${typed} onInput=${type} maxlength="160" />
    <ul class="choices">
      ${typed.trim() ? html`<li><${Button} icon="pin" onPress=${() => choose({ kind: "place", label: typed.trim() })}>Use “${typed.trim()}”</${Button}></li>` : null}
      ${found.map((one) => html`<li key=${`${one.lat},${one.lon}`}><${Button} icon="pin"
        onPress=${() => choose({ kind: "place", label: [one.name, one.context].filter(Boolean).join(", "), lat: one.lat, lon: one.lon })}>
        ${one.name}<small>${one.context}</small></${Button}></li>`)}
    </ul>
    ${link.value === "live" ? null : html`<p class="t2">No signal, so nothing is looked up. What you type is kept as the place.</p>`}
  </${Sheet}>`;
}

/** A colleague by number. Without signal it is kept as typed and checked when it is sent. */
export function ColleagueSheet() {
  const { name, id } = sheet.value;
  const [typed, type] = useState("");
  const [found, show] = useState([]);
  const number = typed.trim();
  useEffect(() => {
    show([]);
    if (number.length < 2 || link.value !== "live") return undefined;
    const timer = setTimeout(async () => {
      try {
        show((await get(`/phone/record/people.json?number=${encodeURIComponent(number)}`)).people ?? []);
      } catch {
        show([]);
      }
    }, SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [number]);
  const choose = (person) => {
    const item = byId(id);
    if (item && name === "also") {
      if (!item.form.also.some((one) => one.number === person.number)) void change(id, { also: [...item.form.also, person] });
    } else if (item) void change(id, { behalf: person });
    closeSheet();
  };
  const exact = found.some((one) => one.number === number);
  return html`<${Sheet} heading=${name === "also" ? "Who else was attacked?" : "Who did it happen to?"}>
    <${Field} id="number" label="Their collar or staff number" value=${typed} onInput=${type} maxlength="12" autocapitalize="characters" />
    <ul class="choices">
      ${found.map((one) => html`<li key=${one.number}><${Button} icon="person" onPress=${() => choose(one)}>${one.name}<small>${one.number}, ${one.station}</small></${Button}></li>`)}
      ${number && !exact ? html`<li><${Button} icon="person" onPress=${() => choose({ number })}>Use ${number}<small>checked when it is sent</small></${Button}></li>` : null}
    </ul>
    ${name === "also" || !about.value?.number ? null : html`<p class="t2">They are told, and confirm it in their own app.</p>`}
  </${Sheet}>`;
}
