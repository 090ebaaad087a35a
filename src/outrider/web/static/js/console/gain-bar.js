/** Minutes gained on the ambulance, with the interval always drawn. Zero is the ambulance itself. */

import { html } from "../lib/html.js";

const WIDTH = 150;
const EDGE = 7;

export function gainScale(candidates) {
  const values = candidates.flatMap((one) => [one.gained_low, one.gained_high, one.gained_seconds, 0]);
  const low = Math.min(0, ...values);
  const high = Math.max(60, ...values);
  return (seconds) => EDGE + ((seconds - low) / (high - low)) * (WIDTH - 2 * EDGE);
}

export function GainBar({ one, scale }) {
  return html`<svg class="gain" viewBox=${`0 0 ${WIDTH} 16`} width=${WIDTH} height="16" aria-hidden="true">
    <path class="amb-tick" d=${`M${scale(0)} 0v16`} />
    ${one.gained_low != null && html`<path class="gain-range" d=${`M${scale(one.gained_low)} 8H${scale(one.gained_high)}`} />`}
    <circle class="gain-dot" cx=${scale(one.gained_seconds)} cy="8" r="5" /></svg>`;
}
