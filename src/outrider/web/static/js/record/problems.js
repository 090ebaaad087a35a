/** What the server refused, in words, at the thing it belongs to. */

import { html } from "../lib/html.js";
import { Note } from "./parts.js";

/** Which step of the form a field's error belongs to. */
const STEP = { what: "what", on_behalf_of: "what", hurt: "hurt", safe: "hurt", answers: "hurt", where: "where", when: "where", at: "where", also: "where" };

export const stepOf = (problem) => STEP[problem?.errors?.[0]?.field?.split(".")[0]] ?? "what";

export const sentences = ({ title, detail, errors, way_on: wayOn }) => {
  const told = (errors ?? []).map(({ message }) => message);
  return [...(told.length ? told : [detail || title]), ...(wayOn ? [wayOn] : [])];
};

export const Refused = ({ problem, what = "Not recorded yet" }) =>
  problem
    ? html`<${Note} tone="stop" icon="barred-circle" role="alert"><p><b>${what}.</b></p>
        ${sentences(problem).map((text) => html`<p key=${text}>${text}</p>`)}
        <p class="t2">What you entered is still here.</p></${Note}>`
    : null;
