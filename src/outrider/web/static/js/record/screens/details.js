/** Adding more: a list of subjects, each a screen of its own. Nothing in it is needed. */

import { html } from "../../lib/html.js";
import { shortDay } from "../../lib/format.js";
import { say } from "../../lib/speak.js";
import { addIt, count, describe, known, openOne, touched } from "../details.js";
import { FIELDS } from "../fields.js";
import { Icon } from "../icons.js";
import { word, words } from "../lists.js";
import { Button, Main, Note, Screen, Thumb } from "../parts.js";
import { Refused } from "../problems.js";
import { additions, go, screen } from "../state.js";
import { SECTIONS, sectionById } from "../sections.js";

const targetNow = () => {
  const { record, case: id } = screen.value;
  return record ? { record } : { case: id };
};

/** In a few words what a subject holds already. */
function summary(section, facts) {
  const told = section.fields.map(({ name, kind, list }) => {
    const value = facts[name];
    if (value == null || value === "") return "";
    if (kind === "many" || kind === "body") return words(list, value);
    if (kind === "one") return words(list, [value]);
    if (kind === "fluid") return [word("fluids", value.fluid), words("reached", value.reached)].filter(Boolean).join(": ");
    if (kind === "suspects" || kind === "footage") return value.length ? `${value.length}` : "";
    if (kind === "place") return value.label;
    return kind === "text" ? value : "";
  });
  return told.filter(Boolean).join(" · ");
}

function Row({ section, target, facts }) {
  const changed = section.fields.some(({ name }) => touched(target, name));
  const told = summary(section, facts);
  return html`<li class=${changed ? "w" : ""}><button type="button" class="line" onClick=${() => go("section", { ...target, section: section.id })}>
    <${Icon} name=${section.icon} /><span><b>${section.title}</b><small>${changed ? "Kept, not added yet. " : ""}${told || (changed ? "" : "Nothing yet")}</small></span><${Icon} name="forward" /></button></li>`;
}

function Sent({ target }) {
  const mine = additions.value.filter((one) => one.kind === "details" && (target.record ? one.record === target.record : one.case === target.case));
  const waiting = mine.filter((one) => one.state === "queued").length;
  const sent = mine.find((one) => one.state === "sent");
  if (waiting) return html`<${Note} tone="warn" icon="queue" role="status"><p>What you added is kept on this phone and not confirmed yet. It is sent after the record.</p></${Note}>`;
  return sent ? html`<${Note} tone="ok" icon="tick-filled" role="status"><p>Added ${shortDay(sent.answered_at)}.</p></${Note}>` : null;
}

export function Details() {
  const target = targetNow();
  const facts = known(target);
  const number = count(target);
  const item = openOne(target);
  const done = () => (target.record ? go("done", { id: target.record }) : go("home"));
  const send = async () => {
    await addIt(target);
    say("Kept. It is added when the server has answered.");
  };
  return html`<${Screen} name="details" title=${describe(target)} kept=${true}
    heading="Add more" lead="None of it is needed, and all of it can wait."
    thumb=${html`<${Thumb}>
      ${number ? html`<${Main} icon="tick" onPress=${send}>Add it to the record</${Main}>` : null}
      <${Button} icon="back" onPress=${done}>${number ? "Later: it is kept" : "Back"}</${Button}>
    </${Thumb}>`}>
    <${Refused} problem=${item?.state === "refused" || item?.problem ? item.problem : null} what="Not added yet" />
    <${Sent} target=${target} />
    <ul class="lines">${SECTIONS.map((section) => html`<${Row} key=${section.id} section=${section} target=${target} facts=${facts} />`)}</ul>
  </${Screen}>`;
}

export function Section() {
  const target = targetNow();
  const section = sectionById(screen.value.section);
  const facts = known(target);
  return html`<${Screen} name=${`section ${section.id}`} title=${describe(target)} kept=${true} heading=${section.title}
    thumb=${html`<${Thumb}><${Main} icon="back" onPress=${() => go("details", target)}>Done here</${Main}></${Thumb}>`}>
    ${section.fields.map((field) => {
      const Shown = FIELDS[field.kind];
      return html`<${Shown} key=${field.name} field=${field} target=${target} value=${facts[field.name]} facts=${facts} />`;
    })}
  </${Screen}>`;
}
