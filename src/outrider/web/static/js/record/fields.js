/** How each kind of addition is asked. Buttons wherever words are known; typing only for references. */

import { useState } from "preact/hooks";
import { html } from "../lib/html.js";
import { BodyMap } from "./body-map.js";
import { set } from "./details.js";
import { toggled } from "./draft.js";
import { Icon } from "./icons.js";
import { choices } from "./lists.js";
import { NEVER_FILM, notAReference, refuse } from "./media.js";
import { Button, Field, Note, OneOf, Tiles, YES_NO } from "./parts.js";

const Label = ({ field }) => html`<h2 class="q2">${field.label}</h2>${field.hint ? html`<p class="hint under">${field.hint}</p>` : null}`;

const One = ({ field, target, value }) => html`<${Label} field=${field} />
  <${OneOf} css=${field.css ?? "chips"} legend=${field.label} name=${field.name} options=${choices(field.list)} chosen=${value ?? null}
    onChoose=${(code) => set(target, field.name, code)} />`;

const YesNo = ({ field, target, value }) => html`<${Label} field=${field} />
  <${OneOf} css="seg" legend=${field.label} name=${field.name} options=${YES_NO} chosen=${value ?? null}
    onChoose=${(code) => set(target, field.name, code)} />`;

const ALONE = new Set(["none", "prefer-not-to-say"]);

/** "None" and "prefer not to say" stand alone. */
function turned(list, code) {
  if (ALONE.has(code)) return list.includes(code) ? [] : [code];
  return toggled(list.filter((one) => !ALONE.has(one)), code);
}

const Many = ({ field, target, value }) => html`<${Label} field=${field} />
  <${Tiles} css="chips" icons=${false} legend=${field.label} options=${choices(field.list)} chosen=${value ?? []}
    onToggle=${(code) => set(target, field.name, turned(value ?? [], code))} />`;

const Body = ({ field, target, value }) => html`<${Label} field=${field} />
  <${BodyMap} chosen=${value ?? []} onToggle=${(code) => set(target, "body", toggled(value ?? [], code))} />`;

const RISKY = ["eyes", "mouth", "broken-skin"];

/** What it was, where it reached, and what to do at once. */
function Fluid({ target, value }) {
  const now = { fluid: "", reached: [], infection: "", ...value };
  const change = (part) => set(target, "fluid", { ...now, ...part });
  const risky = now.reached.some((code) => RISKY.includes(code)) || now.fluid === "bite";
  return html`<h2 class="q2">What was it?</h2>
    <${OneOf} css="seg three" legend="What was it" name="fluid" options=${choices("fluids")} chosen=${now.fluid || null} onChoose=${(fluid) => change({ fluid })} />
    <h2 class="q2">Where did it reach?</h2>
    <${Tiles} css="chips" icons=${false} legend="Where did it reach" options=${choices("reached")} chosen=${now.reached}
      onToggle=${(code) => change({ reached: toggled(now.reached, code) })} />
    ${risky
      ? html`<div class="note stop oh" role="alert"><p><b>Wash it now, with plenty of water, and ring occupational health.</b></p>
          <p>Out of hours: A and E. Say what it was and where it reached.</p></div>`
      : html`<p class="hint">Eyes, mouth or broken skin? Wash it with plenty of water and ring occupational health the same day.</p>`}
    <h2 class="q2">Do you know of an infection they have?</h2>
    <${OneOf} css="seg three" legend="Known infection" name="infection" options=${choices("infection")} chosen=${now.infection || null} onChoose=${(infection) => change({ infection })} />
    <p class="hint">Not which one, and not who said so: occupational health asks.</p>`;
}

const Text = ({ field, target, value }) => html`<div class="ask tight"><${Field} id=${field.name} label=${field.label} hint=""
  value=${value ?? ""} maxlength="40" onInput=${(text) => set(target, field.name, text)} /></div>`;

const Place = ({ field, target, value }) => html`<div class="ask tight"><${Field} id="place" label=${field.label} hint="Street, town, pub or junction. Leave it if the record has the place."
  value=${value?.label ?? ""} maxlength="160" onInput=${(label) => set(target, "place", { label })} /></div>`;

/** One line for each: a reference that means something to the investigator, or nothing at all. */
function Suspects({ target, value }) {
  const now = value ?? [];
  const change = (list) => set(target, "suspects", list);
  return html`<p class="hint">One line for each person. A custody or crime-system reference, if there is one: not a name, not a description.</p>
    ${now.map((one, n) => html`<div class="ask tight" key=${n}><${Field} id=${`suspect-${n}`} label=${`Person ${n + 1}: reference, if known`} value=${one.reference ?? ""} maxlength="40"
      onInput=${(reference) => change(now.map((other, k) => (k === n ? { reference } : other)))} />
      <${Button} onPress=${() => change(now.filter((_, k) => k !== n))}>Remove<span class="vh"> person ${n + 1}</span></${Button}></div>`)}
    <div class="quiet-row"><${Button} icon="plus" onPress=${() => change([...now, { reference: "" }])}>Add a person</${Button}></div>`;
}

/** By id or link. A film, a picture or the bytes of one are refused with the reason. */
function Footage({ target, value }) {
  const now = value ?? [];
  const [typed, type] = useState("");
  const [wrong, tell] = useState(null);
  const change = (list) => set(target, "footage", list);
  const input = (text) => {
    const why = notAReference(text);
    tell(why);
    type(why ? "" : text);
  };
  const take = () => {
    if (!typed.trim()) return tell("Give the video’s id or link.");
    if (!now.some((one) => one.reference === typed.trim())) void change([...now, { reference: typed.trim() }]);
    return type("");
  };
  const pasted = (event) => {
    if (![...event.clipboardData.types].includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    refuse();
  };
  return html`<${Note} icon="video"><p>${NEVER_FILM}</p></${Note}>
    ${now.length ? html`<ul class="q">${now.map((one) => html`<li key=${one.reference}><${Icon} name="video" /><span class="ref">${one.reference}</span>
      <${Button} onPress=${() => change(now.filter((other) => other !== one))}>Remove<span class="vh"> ${one.reference}</span></${Button}></li>`)}</ul>` : null}
    <div class="ask tight"><${Field} id="footage" label="Id or link of the video" wrong=${wrong} value=${typed} onInput=${input} onPaste=${pasted} />
      <${Button} icon="plus" onPress=${take}>Add this video</${Button}></div>`;
}

export const FIELDS = { body: Body, fluid: Fluid, footage: Footage, many: Many, one: One, place: Place, suspects: Suspects, text: Text, "yes-no": YesNo };
