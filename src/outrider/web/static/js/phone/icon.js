/** The phone's own icons beside the shared ones, on the same 24 × 24 grid. */

import { h } from "preact";
import { Icon as Shared } from "../lib/icons.js";

const CUT = "var(--cut,var(--surface))";
const HEART =
  "M12 20.5S3.5 15.5 3.5 9.3C3.5 6.3 5.7 4.3 8 4.300c1.700 0 3.100.9 4 2.300.9-1.400 2.300-2.300 4-2.300 2.300 0 4.500 2 4.500 5 0 6.200-8.500 11.200-8.500 11.200z";
const BARS = "M3 20h.01M8 20v-4M13 20v-8M18 20V6";

/** [element, attributes] */
const DRAWN = {
  heart: [["path", { d: HEART }]],
  "heart-shock": [
    ["path", { d: HEART }],
    ["path", { d: "m12.600 8.300-2.600 4h3.600l-2 3.600", "stroke-width": 1.8 }],
  ],
  house: [["path", { d: "m3 11.500 9-8 9 8M5.500 9.500v11h13v-11" }]],
  car: [
    ["path", { d: "M3 16v-3.400l2.200-.8L7.400 7h8.400l3 4.600 2.200.8V16z" }],
    ["circle", { cx: 7.2, cy: 16.6, r: 1.9, fill: CUT }],
    ["circle", { cx: 16.8, cy: 16.6, r: 1.9, fill: CUT }],
    ["path", { d: "M5.400 11.800h13.200" }],
  ],
  compass: [
    ["circle", { cx: 12, cy: 12, r: 9 }],
    ["path", { d: "m15.500 8.500-2 5-5 2 2-5z", fill: "currentColor", stroke: "none" }],
  ],
  metronome: [
    ["path", { d: "M8.500 3h7l4 18h-15z" }],
    ["path", { d: "m12 16 6-10M6 16h12" }],
  ],
  signal: [["path", { d: BARS, "stroke-width": 2.6 }]],
  "no-signal": [
    ["path", { d: "M3 20h.01M8 20v-4M13 20v-8M18 20V8", "stroke-width": 2.6 }],
    ["path", { d: "M3 3l18 18", "stroke-width": 2.2 }],
  ],
  note: [
    ["path", { d: "M4 3.500h16v11l-6 6H4z" }],
    ["path", { d: "M14 20.500v-6h6M8 8.500h8M8 12h5" }],
  ],
  qr: [
    ["path", { d: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4z" }],
    ["path", { d: "M14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 19v1" }],
  ],
  drop: [["path", { d: "M12 3s-6.500 7-6.500 11.300a6.500 6.500 0 0 0 13 0C18.500 10 12 3 12 3z" }]],
  lungs: [
    ["path", { d: "M12 3v10M12 9c-1.500 0-2.500-2-4-2-2.500 0-5 5-5 10 0 3 5 3 7 1 1.500-1.500 2-4 2-9zM12 9c1.500 0 2.500-2 4-2 2.500 0 5 5 5 10 0 3-5 3-7 1-1.500-1.500-2-4-2-9z" }],
  ],
  face: [
    ["circle", { cx: 12, cy: 12, r: 9 }],
    ["path", { d: "M8.500 9.500h.01M15.500 9.500h.01", "stroke-width": 2.8 }],
    ["path", { d: "M8 15.500c1.500 1.500 4 1.500 5 0l3-1" }],
  ],
  hand: [["path", { d: "M7 12V6.500a1.500 1.500 0 0 1 3 0V11 4.500a1.500 1.500 0 0 1 3 0V11 6a1.500 1.500 0 0 1 3 0v6.500-3a1.500 1.500 0 0 1 3 0V15c0 4-2.500 6-6 6-4 0-5.500-2-8-6.500-.8-1.600 1-2.600 2-1.500z" }]],
  alert: [
    ["path", { d: "M12 3.500 22 20.500H2z" }],
    ["path", { d: "M12 10v4.600", "stroke-width": 2.2 }],
    ["circle", { cx: 12, cy: 17.4, r: 1.2, fill: "currentColor", stroke: "none" }],
  ],
  cog: [
    ["circle", { cx: 12, cy: 12, r: 3.2 }],
    ["path", { d: "M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M18.400 5.600l-2.200 2.200M7.800 16.200l-2.200 2.200" }],
  ],
  back: [["path", { d: "M15 5l-7 7 7 7", "stroke-width": 2.4 }]],
};

export function Icon({ name }) {
  const drawn = DRAWN[name];
  if (!drawn) return h(Shared, { name });
  return h(
    "svg",
    { class: "i", viewBox: "0 0 24 24", "aria-hidden": "true" },
    drawn.map(([tag, attributes]) => h(tag, attributes)),
  );
}
