/** A new call, by keyboard, while somebody is talking. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Act } from "../lib/act.js";
import { postSafely } from "../lib/api.js";
import { Dialog } from "../lib/dialog.js";
import { clock } from "../lib/format.js";
import { html } from "../lib/html.js";
import { RefusalBox } from "../lib/refusal.js";
import { fixed, renew } from "../lib/resource.js";
import { locked } from "../lib/sending.js";
import { say } from "../lib/speak.js";
import { begin, discard, draft, enter } from "./draft.js";
import { bodyOf, formField, mistakesIn } from "./new-call-body.js";
import { PlaceSearch } from "./place-search.js";
import { choose, closeDialog, live } from "./state.js";

const CATEGORIES = [["C1", "C1 life-threatening"], ["C2", "C2 emergency"], ["C3", "C3 urgent"], ["C4", "C4 less urgent"]];
const AGES = ["0 to 7", "8 to 15", "16 to 39", "40 to 59", "60 to 69", "70 to 79", "80 or over", "unknown"];
const SEXES = [["female", "Female"], ["male", "Male"], ["other", "Other"], ["unknown", "Not known"]];

const set = (field) => (event) => enter({ [field]: event.target.value });

function Field({ name, label, hint, error, children }) {
  return html`<div class="field"><label for=${`nc-${name}`}>${label}</label>
    ${hint && html`<p class="hint">${hint}</p>`}
    ${error && html`<p class="error-text" id=${`nc-${name}-e`}>${error}</p>`}${children}</div>`;
}

const Input = ({ name, label, hint, error, maxlength = 200, ...rest }) => html`<${Field} name=${name} label=${label} hint=${hint} error=${error}>
  <input id=${`nc-${name}`} class="input" value=${draft.value[name]} maxlength=${maxlength} autocomplete="off" aria-invalid=${error ? "true" : undefined}
    aria-describedby=${error ? `nc-${name}-e` : undefined} onInput=${set(name)} ...${rest} /></${Field}>`;

const Select = ({ name, label, options, error }) => html`<${Field} name=${name} label=${label} error=${error}>
  <select id=${`nc-${name}`} class="input" value=${draft.value[name]} aria-invalid=${error ? "true" : undefined}
    aria-describedby=${error ? `nc-${name}-e` : undefined} onChange=${set(name)}>
    <option value="">Choose</option>${options.map(([value, text]) => html`<option value=${value} selected=${draft.value[name] === value}>${text}</option>`)}</select></${Field}>`;

function Categories({ error }) {
  return html`<fieldset class="field" id="nc-category" tabindex="-1"><legend>Category</legend>
    ${error && html`<p class="error-text" id="nc-category-e">${error}</p>`}
    <div class="radios">${CATEGORIES.map(([value, text]) => html`<label class="radio" key=${value}><input type="radio" name="category" value=${value}
      checked=${draft.value.category === value} aria-describedby=${error ? "nc-category-e" : undefined} onChange=${set("category")} />${text}</label>`)}</div></fieldset>`;
}

function Flags({ flags }) {
  const toggle = (id) => (event) =>
    enter({ flags: event.target.checked ? [...draft.value.flags, id] : draft.value.flags.filter((one) => one !== id) });
  if (!flags.length) return null;
  return html`<fieldset class="field"><legend>Does any of this apply?</legend>
    <div class="checks">${flags.map(({ id, text }) => html`<label class="radio" key=${id}><input type="checkbox" checked=${draft.value.flags.includes(id)} onChange=${toggle(id)} />${text}</label>`)}</div></fieldset>`;
}

function Summary({ errors }) {
  const box = useRef(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (!errors.length) return null;
  const go = (field) => (event) => {
    event.preventDefault();
    document.querySelector(field === "place" ? "#place" : `#nc-${field}`)?.focus();
  };
  return html`<div class="refusal" role="group" aria-label="There is a problem" tabindex="-1" ref=${box}><h3>There is a problem</h3>
    <ul>${errors.map(({ field, message }) => html`<li key=${field}><a href=${`#nc-${field}`} onClick=${go(field)}>${message}</a></li>`)}</ul></div>`;
}

function pickComplaint(complaints) {
  return (event) => {
    const chosen = complaints.find((one) => one.id === event.target.value);
    const usual = chosen?.usual_category && !draft.value.category ? { category: chosen.usual_category } : {};
    enter({ complaint: event.target.value, ...usual });
  };
}

export function NewCallDialog() {
  const [errors, setErrors] = useState([]);
  const [problem, setProblem] = useState(null);
  const [working, setWorking] = useState(false);
  const { data, problem: noPack } = fixed("complaints").value;
  useEffect(() => {
    begin();
    renew("complaints");  // the rules may have changed since this screen was opened
  }, []);
  const entry = draft.value;
  const wrong = (field) => errors.find((error) => error.field === field)?.message;

  const submit = async (event) => {
    event?.preventDefault();
    const found = mistakesIn(entry);
    setErrors(found);
    setProblem(null);
    if (found.length || locked.value || working) return;
    setWorking(true);
    try {
      const { call, cursor } = await postSafely("calls", bodyOf(entry));
      discard();
      live.accept(cursor, [call]);
      say(`Call ${call.number} received.`);
      closeDialog();
      choose(call.id);
    } catch (refused) {
      const told = (refused.errors ?? []).map(({ field, message }) => ({ field: formField(field), message }));
      setErrors(told);
      if (!told.length) setProblem(refused);
    } finally {
      setWorking(false);
    }
  };

  return html`<${Dialog} title="New call" wide onClose=${closeDialog}>
    <form class="new-call" onSubmit=${submit} novalidate>
      <${Summary} errors=${errors} />
      ${problem && html`<${RefusalBox} problem=${problem} again=${problem.refused ? null : submit} />`}
      ${noPack && html`<p class="error-text">The list of complaints did not come: ${noPack.detail}</p>`}
      ${data?.notice && html`<div class="note stop" id="nc-notice"><p><b>The call is taken all the same.</b> ${data.notice}</p></div>`}
      <div class="pair">
        <${Field} name="complaint" label="What has happened?" error=${wrong("complaint")}>
          <select id="nc-complaint" class="input" data-first value=${entry.complaint} aria-invalid=${wrong("complaint") ? "true" : undefined}
            aria-describedby=${wrong("complaint") ? "nc-complaint-e" : undefined} onChange=${pickComplaint(data?.complaints ?? [])}>
            <option value="">Choose</option>${(data?.complaints ?? []).map((one) => html`<option key=${one.id} value=${one.id} selected=${entry.complaint === one.id}>${one.text}</option>`)}</select></${Field}>
        <div class="pair">
          <${Select} name="age_band" label="Age" options=${(data?.age_bands ?? AGES).map((band) => [band, band === "unknown" ? "Not known" : band])} error=${wrong("age_band")} />
          <${Select} name="sex" label="Sex" options=${SEXES} error=${wrong("sex")} /></div>
      </div>
      <${Categories} error=${wrong("category")} />
      <${PlaceSearch} text=${entry.place_text} place=${entry.place} error=${wrong("place")}
        onText=${(text) => enter({ place_text: text, place: null })}
        onPlace=${(one) => enter({ place: one, place_text: one.context ? `${one.name}, ${one.context}` : one.name })} />
      <div class="pair">
        <${Input} name="what3words" label="what3words, as said (optional)" error=${wrong("what3words")} maxlength="80" />
        <${Input} name="uprn" label="UPRN (optional)" error=${wrong("uprn")} maxlength="12" inputmode="numeric" /></div>
      <${Flags} flags=${data?.flags ?? []} />
      <div class="pair">
        <${Input} name="note" label="What the caller says (optional)" error=${wrong("note")} maxlength="500" />
        <${Input} name="access_note" label="Way in (optional)" error=${wrong("access_note")} maxlength="200" /></div>
      <div class="pair">
        <${Field} name="connected_at" label="Minutes since 999 connected" hint=${`Form opened ${clock(entry.opened_at)}`} error=${wrong("connected_at")}>
          <input id="nc-connected_at" class="input short" inputmode="numeric" value=${entry.minutes_ago} onInput=${set("minutes_ago")} /></${Field}>
        <label class="radio bottom"><input type="checkbox" checked=${entry.exercise} onChange=${(event) => enter({ exercise: event.target.checked })} />Exercise: not a real call</label></div>
      <div class="acts sticky-acts"><${Act} css="main" working=${working} run=${submit}>Receive the call</${Act}>
        <button type="button" class="btn" onClick=${closeDialog}>Close, keep what I typed</button>
        <button type="button" class="btn quiet push" onClick=${() => { discard(); closeDialog(); }}>Throw it away</button></div>
    </form></${Dialog}>`;
}
