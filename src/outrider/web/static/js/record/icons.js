/** Icons of the record beside the shared ones: what was done, on the same 24 × 24 grid. */

import { h } from "preact";
import { Icon as Phone } from "../phone/icon.js";

const DRAWN = {
  punch: '<path d="M3 9.500h3.500l2-2.500h6.300a2 2 0 0 1 2 2v5.500a3 3 0 0 1-3 3H9l-2.500-2H3z"/><path d="M9 11h7.800M10 14.200h6.500"/><path d="m19.500 8.500 2.500-1.500M20 12h2.500M19.500 15.500l2.500 1.500"/>',
  kick: '<path d="M5 3v7.500l-1 3.500 10.500 4.500c2 .8 3.300.5 3.500-.8.2-1.200-.6-1.900-2-2.400L11 13V3"/><path d="M4 14v3.500l9 3.500"/><path d="m20 9 2-1.500M19 6l.8-2.300M21 12.500h2"/>',
  spit: '<path d="M3 5c4-1.500 7.500 0 8 2.500L13 10l-2 1 .5 2-2 .8.300 2.700c-1.800 1-3.800.6-4.800 0V21"/><path d="M15.500 11h1M19 9.200h1M18.500 13h1M21.500 11.300h.6M21.500 15h.6M17 15.500h.6" stroke-width="2.600"/>',
  bite: '<path d="M4 8c1-3 4.500-4 8-4s7 1 8 4c-.4 1.600-1.300 2.300-2.300 2.300L16 8l-1.800 3L12 8l-2.200 3L8 8l-1.700 2.300C5.300 10.300 4.400 9.600 4 8z"/><path d="M4.500 15.500c1 3 4 4.500 7.500 4.500s6.500-1.500 7.500-4.500c-.6-1-1.400-1.500-2.200-1.500L16 16l-2-2.500-2 2.500-2-2.500L8 16l-1.300-2c-.8 0-1.600.5-2.200 1.500z"/>',
  headbutt: '<circle cx="7" cy="9" r="4.500"/><path d="M2.500 20.500c0-3.500 1.800-5.500 4.500-5.500"/><circle cx="18.500" cy="11.500" r="3.500"/><path d="M13 8.500l-.5-3M14.500 7l1.500-2.500M13.500 11.500H12"/>',
  grab: '<path d="M7 21v-3.500L4 13c-.8-1.300.8-2.600 2-1.500l2 2V6a1.500 1.500 0 0 1 3 0v5V4.500a1.500 1.500 0 0 1 3 0V11 6a1.500 1.500 0 0 1 3 0v6-3.500a1.500 1.500 0 0 1 3 0V15c0 3-1.500 4-2 6"/>',
  slap: '<path d="M8 20.500 5 14l-1.500-3c-.4-1.300 1.200-1.900 2-.8L8 13 6.500 6.500c-.2-1.300 1.600-1.700 2-.4L10.500 11 10 4.800c0-1.400 1.900-1.500 2.100-.2L13 11l1-5.600c.3-1.300 2.100-1 2 .4l-.5 6.700 1.700-2.700c.8-1 2.200-.1 1.700 1.100L16.500 16c-.6 2-1 3-1.500 4.500z"/><path d="M20.500 5.500 22 4M21 9h2"/>',
  push: '<path d="M3 12h9M9 8l4 4-4 4"/><path d="M15.500 4v16M18.500 6.500v11M21.500 9v6"/>',
  throw: '<circle cx="17" cy="6.500" r="3.500"/><path d="M3 20c2-6 5-9.500 9-11.500M3 13.500c1.500-3 3.500-5 6-6.500M8.500 20.500c1-3.500 2.500-6 4.500-8"/>',
  weapon: '<path d="M13.500 10.500 21 3c.5 4-1.500 8-5 10.500z"/><path d="m12 9 5 5M13.500 12.500 6 20a1.800 1.800 0 0 1-2.500-2.500L11 10"/>',
  vehicle: '<path d="M3 15.500V12l2.200-.8L7.400 6.500h6.400l3 4.600 2.200.9v3.500z"/><circle cx="7" cy="16" r="1.900" fill="var(--cut,var(--surface))"/><circle cx="15" cy="16" r="1.900" fill="var(--cut,var(--surface))"/><path d="m20.500 8 2-1.500M21 11.500h2M20.500 15l2 1.500"/>',
  threat: '<path d="M3.500 4.500h17v11.500h-9l-5 4v-4h-3z"/><path d="M12 7.300v3.700" stroke-width="2.400"/><circle cx="12" cy="13.300" r="1.250" fill="currentColor" stroke="none"/>',
  "hate-abuse": '<path d="M3.500 4.500h17v11.500h-9l-5 4v-4h-3z"/><path d="m8 8 1.500 4M12 8v4M16 8l-1.500 4" stroke-width="2"/>',
  other: '<circle cx="5.500" cy="12" r="1.800" fill="currentColor" stroke="none"/><circle cx="12" cy="12" r="1.800" fill="currentColor" stroke="none"/><circle cx="18.500" cy="12" r="1.800" fill="currentColor" stroke="none"/>',
  "only-hurt": '<g transform="rotate(-45 12 12)"><rect x="2.500" y="7.800" width="19" height="8.400" rx="4.200"/><path d="M8.500 7.800v8.400M15.500 7.800v8.400"/><path d="M11 11h.01M13 13h.01M13 11h.01M11 13h.01" stroke-width="2"/></g>',
  no: '<circle cx="12" cy="12" r="9"/><path d="M8 14c1 1.300 2.500 2 4 2s3-.7 4-2M9 9.500h.01M15 9.500h.01" stroke-width="2"/>',
  badly: '<path d="M4 21V5.500h16V21"/><path d="M12 8.500v6M9 11.500h6M9.500 21v-3.500h5V21M2.500 21h19"/>',
  person: '<circle cx="12" cy="7.5" r="3.8"/><path d="M4.5 20.5c0-4.2 3.2-7 7.5-7s7.5 2.8 7.5 7"/>',
  forward: '<path d="M4 12h15M13 6l6 6-6 6"/>',
  video: '<rect x="3" y="6.5" width="12.500" height="11" rx="2"/><path d="m15.500 11 5.500-3.500v9L15.500 13"/>',
  home: '<path d="m3 11.500 9-8 9 8M5.500 9.500v11h13v-11"/>',
};
DRAWN["a-bit"] = DRAWN["only-hurt"];

const parser = new DOMParser();
const parsed = new Map();

const asNode = (node) =>
  h(
    node.localName,
    Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
    [...node.children].map(asNode),
  );

function shapes(name) {
  if (!parsed.has(name)) {
    const root = `<svg xmlns="http://www.w3.org/2000/svg">${DRAWN[name]}</svg>`;
    parsed.set(name, [...parser.parseFromString(root, "image/svg+xml").documentElement.children]);
  }
  return parsed.get(name).map(asNode);
}

/** `<${Icon} name="spit" />` */
export const Icon = ({ name }) =>
  DRAWN[name]
    ? h("svg", { class: "i", viewBox: "0 0 24 24", "aria-hidden": "true" }, shapes(name))
    : h(Phone, { name });
