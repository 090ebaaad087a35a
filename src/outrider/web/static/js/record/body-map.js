/**
 * The body, front and back, to tap on: every part is a button with a name, and the same parts stand
 * in a list beside it. Left is the officer's own left.
 */

import { html } from "../lib/html.js";
import { choices, word, words } from "./lists.js";
import { Tiles } from "./parts.js";

/** [code, path] on a grid of 160 × 330; seen from the front the officer's right is on the left. */
const LIMBS = (left, right) => [
  [`${left}-arm`, "M48 70 34 78 22 150 36 154 50 104z"],
  [`${left}-hand`, "M22 153 36 157 34 186 22 190 12 176z"],
  [`${right}-arm`, "M112 70 126 78 138 150 124 154 110 104z"],
  [`${right}-hand`, "M138 153 124 157 126 186 138 190 148 176z"],
  [`${left}-leg`, "M51 186 78 190 76 286 58 286z"],
  [`${left}-foot`, "M57 289 76 289 76 308 40 312 42 302z"],
  [`${right}-leg`, "M109 186 82 190 84 286 102 286z"],
  [`${right}-foot`, "M103 289 84 289 84 308 120 312 118 302z"],
];
const FRONT = [
  ["head", "M58 26C58 8 68 2 80 2s22 6 22 24l-6-4H64z"],
  ["face", "M62 25h36c2 18-6 31-18 31S60 43 62 25z"],
  ["neck", "M70 58h20v12H70z"],
  ["chest", "M51 72h58l-2 46H53z"],
  ["abdomen", "M53 121h54l1 34H52z"],
  ["groin", "M52 158h56l1 26-29 4-29-4z"],
  ...LIMBS("right", "left"),
];
const BACK = [
  ["head", "M58 28C58 8 68 2 80 2s22 6 22 26c0 17-9 28-22 28S58 45 58 28z"],
  ["neck", "M70 58h20v12H70z"],
  ["back", "M51 72h58l-1 83H52z"],
  ["groin", "M52 158h56l1 26-29 4-29-4z"],
  ...LIMBS("left", "right"),
];

function Part({ code, shape, side, on, onToggle }) {
  const press = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onToggle(code);
  };
  return html`<path d=${shape} role="button" tabindex="0" class=${on ? "on" : ""} aria-pressed=${on ? "true" : "false"}
    aria-label=${`${word("body", code)}, ${side}`} onClick=${() => onToggle(code)} onKeyDown=${press} />`;
}

const Figure = ({ side, parts, chosen, onToggle, marks }) => html`<figure>
  <svg viewBox="0 0 160 330" role="group" aria-label=${`The body from the ${side}`}>
    ${parts.map(([code, shape]) => html`<${Part} key=${code} code=${code} shape=${shape} side=${side} on=${chosen.includes(code)} onToggle=${onToggle} />`)}
    <text x="8" y="326" aria-hidden="true">${marks[0]}</text><text x="152" y="326" text-anchor="end" aria-hidden="true">${marks[1]}</text>
  </svg>
  <figcaption>${side === "front" ? "Front" : "Back"}</figcaption>
</figure>`;

export const BodyMap = ({ chosen, onToggle }) => html`<div class="body-map">
    <${Figure} side="front" parts=${FRONT} chosen=${chosen} onToggle=${onToggle} marks=${["Right", "Left"]} />
    <${Figure} side="back" parts=${BACK} chosen=${chosen} onToggle=${onToggle} marks=${["Left", "Right"]} />
  </div>
  <p class="hint" role="status">${chosen.length ? `Marked: ${words("body", chosen)}` : "Tap the body, or use the list."}</p>
  <details class="tbl"><summary>The same as a list</summary>
    <${Tiles} css="chips" icons=${false} legend="Parts of the body" options=${choices("body")} chosen=${chosen} onToggle=${onToggle} /></details>`;
