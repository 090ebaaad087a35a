/** Films and pictures stay in the evidence system: whatever brings one here is told so. */

import { html } from "../lib/html.js";
import { shout } from "../lib/speak.js";
import { Icon } from "./icons.js";
import { Sheet } from "./parts.js";
import { sheet } from "./state.js";

export const NEVER_FILM =
  "Outrider holds the reference, never the film. Give the video’s id or link in the evidence system.";
const LONGEST = 200;

/** Why a typed or pasted text is no reference; null when it is one. */
export function notAReference(text) {
  const given = text.trim();
  if (/^(data|blob|file):/i.test(given)) return NEVER_FILM;
  if (given.length > LONGEST) return `${NEVER_FILM} This is longer than ${LONGEST} characters.`;
  return null;
}

export function refuse() {
  shout(NEVER_FILM);
  sheet.value = { name: "media" };
}

const holdsFiles = (data) => [...(data?.types ?? [])].includes("Files");

/** A dropped or pasted file goes nowhere, on whatever screen. */
export function refuseFiles() {
  addEventListener("dragover", (event) => holdsFiles(event.dataTransfer) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    refuse();
  });
  addEventListener("paste", (event) => {
    if (!holdsFiles(event.clipboardData)) return;
    event.preventDefault();
    refuse();
  });
}

export const MediaSheet = () => html`<${Sheet} heading="Not taken: films and pictures stay where they are">
  <p class="with-icon"><${Icon} name="video" /><span>${NEVER_FILM}</span></p>
  <p class="t2">Evidence has one home, with its own access and chain. A copy here would weaken it.</p>
</${Sheet}>`;
