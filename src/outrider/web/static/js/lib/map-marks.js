/**
 * The glyphs of the map: word and shape first, colour repeats it. Responder: circle with chevron;
 * chosen: ringed and filled; not askable: square; old or stuck: dashed with "?"; ambulance: box;
 * call: diamond, ringed until answered; hold off: octagon in a hatched circle.
 */

import { overlaps, textBox } from "./map-labels.js";
import { svg, textWidth } from "./svg.js";

const cross = (r) => `M0 ${-r}V${r}M${-r} 0H${r}`;

const GLYPHS = {
  askable: () => [
    svg("circle", { class: "g-hollow", r: 9 }),
    svg("path", { class: "g-line", d: "M-4 2.500 0-3.500 4 2.500" }),
  ],
  chosen: () => [
    svg("circle", { class: "g-ring", r: 14 }),
    svg("circle", { class: "g-full", r: 10 }),
    svg("path", { class: "g-cut", d: "M-4.500 3 0-4 4.500 3" }),
  ],
  "not-askable": () => [
    svg("rect", { class: "g-grey", x: -8, y: -8, width: 16, height: 16, rx: 2 }),
    svg("path", { class: "g-grey", d: "M-4 0h8" }),
  ],
  old: () => [
    svg("circle", { class: "g-old", r: 10 }),
    svg("text", { class: "g-old-text", y: 5, "text-anchor": "middle" }, "?"),
  ],
  "on-job": () => [
    svg("circle", { class: "g-patient", r: 10 }),
    svg("path", { class: "g-cut-patient", d: cross(5) }),
  ],
  ambulance: () => [
    svg("rect", { class: "g-amb", x: -14, y: -9, width: 28, height: 18, rx: 3 }),
    svg("path", { class: "g-amb-cross", d: cross(5) }),
  ],
  call: () => [svg("path", { class: "g-call", d: "M0-15 15 0 0 15-15 0z" })],
  "call-unanswered": () => [
    svg("circle", { class: "g-pulse", r: 23 }),
    svg("path", { class: "g-call", d: "M0-15 15 0 0 15-15 0z" }),
  ],
  "call-other": () => [svg("path", { class: "g-call-other", d: "M0-9 9 0 0 9-9 0z" })],
  "hold-off": () => [
    svg("circle", { class: "g-hatch", r: 24 }),
    svg("path", { class: "g-octagon", d: "M-3.700-9h7.400L9-3.700v7.400L3.700 9h-7.400L-9 3.700v-7.400z" }),
    svg("path", { class: "g-octagon-bar", d: "M-4.500 0h9" }),
  ],
};
const RADIUS = { call: 15, "call-unanswered": 23, "hold-off": 24, chosen: 15, ambulance: 14 };
const IMPORTANCE = ["call-unanswered", "call", "chosen", "ambulance", "hold-off", "on-job", "askable"];

const radius = (mark) => RADIUS[mark.kind] ?? 10;
const glyphBox = (mark) => {
  const r = radius(mark);
  return { left: mark.px - r, right: mark.px + r, top: mark.py - r, bottom: mark.py + r };
};

/** Where a tag may stand, best first: right, left, above, below. */
function spots(mark, width) {
  const r = radius(mark) + 6;
  return [
    [mark.px + r, mark.py + 4, "start"],
    [mark.px - r, mark.py + 4, "end"],
    [mark.px, mark.py - r - 2, "middle"],
    [mark.px, mark.py + r + 11, "middle"],
  ].map(([x, y, anchor]) => ({ x, y, anchor, box: textBox(x, y, width, anchor) }));
}

const inside = (box, view) =>
  box.left > 2 && box.right < view.size.width - 2 && box.top > 2 && box.bottom < view.size.height - 2;

function tag(mark, view, used) {
  const sub = mark.sub ? ` ${mark.sub}` : "";
  const width = textWidth(mark.label, 700) + textWidth(sub, 400) + 6;
  const all = spots(mark, width);
  const free = all.find(({ box }) => inside(box, view) && !used.some((other) => overlaps(box, other)));
  if (!free && !mark.important) return null;
  const { x, y, anchor, box } = free ?? all[0];
  used.push(box);
  const detail = sub && svg("tspan", { class: mark.kind === "old" ? "m-tag2 old" : "m-tag2", dx: 4 }, mark.sub);
  return svg("text", { class: "m-tag", x, y, "text-anchor": anchor }, [mark.label, detail || null]);
}

const rank = (mark) => {
  const place = IMPORTANCE.indexOf(mark.kind);
  return place < 0 ? IMPORTANCE.length : place;
};

/** Draws marks; answers the boxes that they take up. `used` already holds the routes' boxes. */
export function drawMarks(group, marks, view, projection, used) {
  const seen = marks
    .map((mark) => ({
      ...mark,
      px: view.px(projection.x(mark.lon)),
      py: view.py(projection.y(mark.lat)),
    }))
    .filter((mark) => mark.px > -30 && mark.px < view.size.width + 30)
    .filter((mark) => mark.py > -30 && mark.py < view.size.height + 30)
    .sort((a, b) => rank(a) - rank(b));
  const boxes = [...used, ...seen.map(glyphBox)];
  const drawn = seen.map((mark) => {
    const glyph = svg(
      "g",
      { class: `mark ${mark.kind}`, transform: `translate(${mark.px} ${mark.py})`, "data-id": mark.id },
      GLYPHS[mark.kind](),
    );
    return svg("g", {}, [glyph, tag(mark, view, boxes)]);
  });
  group.replaceChildren(...drawn.reverse());
  return boxes;
}
