/** Place names: the important first, none over another, over a route or over a live thing. */

import { svg, textWidth } from "./svg.js";

/** Kind -> [importance, widest view in metres a pixel, CSS class, weight, size]. */
const KINDS = {
  city: [0, Infinity, "m-lb town", 500, 14],
  town: [1, 200, "m-lb town", 500, 13],
  suburb: [3, 14, "m-lb2", 400, 13],
  village: [2, 60, "m-lb2", 400, 13],
  hamlet: [4, 16, "m-lb2", 400, 13],
  locality: [5, 8, "m-lb2", 400, 13],
};
const MARGIN = 4;

export const overlaps = (a, b) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

export const textBox = (x, y, width, anchor = "start", size = 13) => {
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { left, right: left + width, top: y - size, bottom: y + 4 };
};

/** Small boxes along a drawn line, so that no name covers it. */
export function lineBoxes(points, half = 6) {
  const boxes = [];
  for (let i = 1; i < points.length; i += 1) {
    const [x1, y1] = points[i - 1];
    const [x2, y2] = points[i];
    const steps = Math.min(200, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / (2 * half)));
    for (let s = 0; s < steps; s += 1) {
      const x = x1 + ((x2 - x1) * s) / steps;
      const y = y1 + ((y2 - y1) * s) / steps;
      boxes.push({ left: x - half, right: x + half, top: y - half, bottom: y + half });
    }
  }
  return boxes;
}

const within = (box, view) =>
  box.left > 4 && box.right < view.size.width - 4 && box.top > 4 && box.bottom < view.size.height - 4;

/** Where a name may stand: on its place, below, above, to the left, to the right. */
const spots = (x, y, width, size) =>
  [[0, 4], [0, 22], [0, -14], [-width / 2 - 14, 4], [width / 2 + 14, 4]].map(([dx, dy]) => ({
    x: x + dx,
    y: y + dy,
    box: textBox(x + dx, y + dy, width, "middle", size),
  }));

export function createLabels(group) {
  let labels = [];

  return {
    load(places, projection) {
      labels = (places ?? [])
        .filter((place) => KINDS[place.kind])
        .map((place) => ({ ...place, x: projection.x(place.lon), y: projection.y(place.lat) }))
        .sort((a, b) => KINDS[a.kind][0] - KINDS[b.kind][0] || (b.population ?? 0) - (a.population ?? 0));
    },

    /** Set the names that fit; `taken` are boxes of live things and routes. */
    show(view, taken) {
      const used = [...taken];
      const made = [];
      for (const place of labels) {
        const [, widest, css, weight, size] = KINDS[place.kind];
        if (view.metresAPixel() > widest) continue;
        const x = view.px(place.x);
        const y = view.py(place.y);
        place.width ??= textWidth(place.name, weight, size);
        const free = spots(x, y, place.width + 2 * MARGIN, size).find(
          ({ box }) => within(box, view) && !used.some((other) => overlaps(box, other)),
        );
        if (!free) continue;
        used.push(free.box);
        made.push(svg("text", { class: css, x: free.x, y: free.y, "text-anchor": "middle" }, place.name));
      }
      group.replaceChildren(...made);
    },
  };
}
