/** Sentences for screen readers: assertive only for not live, no ambulance and refused. */

import { html } from "./html.js";
import { signal } from "@preact/signals";

const polite = signal("");
const assertive = signal("");
const clearing = new WeakMap();

function put(region, text) {
  clearTimeout(clearing.get(region));
  // the same sentence twice must be read twice
  region.value = region.value === text ? `${text}\u00a0` : text;
  clearing.set(region, setTimeout(() => (region.value = ""), 8000));
}

export const say = (text) => put(polite, text);
export const shout = (text) => put(assertive, text);

export const LiveRegions = () => html`
  <div class="vh" aria-live="polite" aria-atomic="true">${polite.value}</div>
  <div class="vh" aria-live="assertive" aria-atomic="true">${assertive.value}</div>
`;
