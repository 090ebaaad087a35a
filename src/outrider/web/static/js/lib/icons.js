/** Icons drawn for this product, on a 24 × 24 grid. Always beside a word, so hidden from readers. */

import { h } from "preact";

const CUT = "var(--cut,var(--surface))";
const WHEELS = `<circle cx="6.5" cy="17.5" r="2" fill="${CUT}"/><circle cx="17.5" cy="17.5" r="2" fill="${CUT}"/>`;

const DRAWN = {
  ambulance: `<path d="M2 6.5h12.5v10H2z"/><path d="M14.5 9.5h4L22 13v3.5h-7.5"/>${WHEELS}<path d="M8.2 8.7v4.6M5.9 11h4.6"/>`,
  arrowhead: '<path d="M5 4.5 20 12 5 19.5 8.2 12z" fill="currentColor"/>',
  arrows: '<path d="M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4"/>',
  "barred-circle": '<circle cx="12" cy="12" r="9"/><path d="m5.8 5.8 12.4 12.4"/>',
  "barred-ring": '<circle cx="12" cy="12" r="9"/><path d="M7.5 12h9" stroke-width="2.6"/>',
  "barred-signal": '<path d="M3 20h.01M8 20v-4M13 20v-8M18 20V8" stroke-width="2.6"/><path d="M3 3l18 18" stroke-width="2.2"/>',
  bell: '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.6 2H4.4z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>',
  "bell-off": '<path d="M6 16V11a6 6 0 0 1 9.500-4.900M18 11v5l1.600 2H8M3.500 3.500l17 17"/>',
  cap: '<path d="m2.5 9.5 9.5-4.5 9.5 4.5L12 14z"/><path d="M6.5 11.8v4.7c3 2.4 8 2.4 11 0v-4.7"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  "cross-filled": `<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none"/><path d="M12 7v10M7 12h10" stroke="${CUT}" stroke-width="3" stroke-linecap="butt"/>`,
  diamond: `<path d="M12 2.5 21.5 12 12 21.5 2.5 12z" fill="currentColor"/><path d="M12 7.4v5.6" stroke="${CUT}" stroke-width="2.6"/><circle cx="12" cy="16.4" r="1.4" fill="${CUT}" stroke="none"/>`,
  document: '<path d="M6 2.8h8.5L19 7.3v13.900H6z"/><path d="M14 3v5h5M9 12.5h7M9 16.5h7"/>',
  flask: '<path d="M9.5 3h5M10.5 3v6L4.8 18.5c-.7 1.3 0 2.5 1.5 2.5h11.4c1.5 0 2.200-1.200 1.500-2.500L13.500 9V3"/><path d="M7.500 15h9"/>',
  flame: '<path d="M12 21c-4 0-6.500-2.700-6.500-6.300 0-4.700 4.500-6.700 4.500-11.700 3.500 1.500 4.200 4.300 4 6.500 1-.5 1.700-1.500 1.900-2.700 1.700 2 2.600 4.700 2.600 7.400C18.500 18.300 16 21 12 21z"/>',
  kit: '<rect x="3" y="7.5" width="18" height="13" rx="2"/><path d="M8.5 7.5V4.5h7v3M12 10.8v6.4M8.8 14h6.4"/>',
  list: '<path d="M4 6h16M4 12h16M4 18h10"/>',
  map: '<path d="m3 6.500 6-2.500 6 2.500 6-2.500v13.500l-6 2.500-6-2.500-6 2.500zM9 4v13.500M15 6.500V20"/>',
  moon: '<path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z"/>',
  octagon: '<path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z"/><path d="M7.8 12h8.4" stroke-width="2.6"/>',
  padlock: '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V7.5a4 4 0 0 1 8 0v3"/>',
  people: '<circle cx="8.5" cy="8" r="3.2"/><path d="M2.5 19.5c0-3.6 2.6-6 6-6s6 2.4 6 6"/><path d="M15.5 5.2a3.2 3.2 0 0 1 0 5.8M17 14c2.7.6 4.5 2.8 4.5 5.5"/>',
  phone: '<path d="M5 3.5h4l1.6 4.6-2.4 1.7a12 12 0 0 0 6 6l1.7-2.4 4.6 1.6v4c0 1-.8 1.6-1.7 1.5C10.9 19.8 4.2 13.1 3.5 5.2 3.4 4.3 4 3.5 5 3.5z"/>',
  pin: '<path d="M12 21.5s7-6.6 7-12a7 7 0 1 0-14 0c0 5.4 7 12 7 12z"/><circle cx="12" cy="9.5" r="2.4" fill="currentColor" stroke="none"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  printer: '<path d="M7 8.500V3.500h10v5M7 17H4V8.500h16V17h-3"/><path d="M7 14h10v6.500H7z"/>',
  queue: '<path d="M4 6h16M4 12h10M4 18h6"/><circle cx="18.5" cy="16.5" r="3.5"/>',
  radio: '<rect x="7" y="8" width="10" height="13.5" rx="1.5"/><path d="M9.5 8V2.5M10 12h4M10 15h4"/>',
  return: '<path d="M9 5 4 10l5 5"/><path d="M4 10h10a6 6 0 0 1 0 12h-2" transform="translate(0 -1.5)"/>',
  ring: '<circle cx="12" cy="12" r="8.5"/>',
  search: '<circle cx="10.500" cy="10.500" r="6.500"/><path d="m15.500 15.500 5 5"/>',
  shield: '<path d="M12 2.8 4.5 5.4v6c0 5 3.4 8.2 7.5 9.8 4.1-1.6 7.5-4.8 7.5-9.8v-6z"/>',
  square: '<rect x="4" y="4" width="16" height="16" rx="1.5"/>',
  sun: '<circle cx="12" cy="12" r="4.200"/><path d="M12 2.500v2.500M12 19v2.500M2.500 12H5M19 12h2.500M5.300 5.300 7 7M17 17l1.700 1.700M18.700 5.300 17 7M7 17l-1.700 1.700"/>',
  tick: '<path d="m4.5 12.5 5 5L19.5 7"/>',
  "tick-filled": `<circle cx="12" cy="12" r="9.5" fill="currentColor" stroke="none"/><path d="m7.5 12.4 3.1 3.1 6-6.4" stroke="${CUT}"/>`,
  triangle: '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v4.6" stroke-width="2.2"/><circle cx="12" cy="17.4" r="1.2" fill="currentColor" stroke="none"/>',
};

const parser = new DOMParser();
const parsed = new Map();

function shapes(name) {
  if (!parsed.has(name)) {
    const root = `<svg xmlns="http://www.w3.org/2000/svg">${DRAWN[name] ?? DRAWN.ring}</svg>`;
    const nodes = [...parser.parseFromString(root, "image/svg+xml").documentElement.children];
    parsed.set(
      name,
      nodes.map((node) => [
        node.localName,
        Object.fromEntries([...node.attributes].map(({ name: key, value }) => [key, value])),
      ]),
    );
  }
  return parsed.get(name);
}

/** `<${Icon} name="clock" />` */
export const Icon = ({ name, css = "" }) =>
  h(
    "svg",
    { class: `i ${css}`.trim(), viewBox: "0 0 24 24", "aria-hidden": "true" },
    shapes(name).map(([tag, attributes]) => h(tag, attributes)),
  );
