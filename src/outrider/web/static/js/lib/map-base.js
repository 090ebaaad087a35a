/**
 * The base map from `/api/v1/basemap`: coast, four weights of road, place labels. Our own road data;
 * nothing is fetched from outside. Roads are cut into cells so that what is out of sight costs nothing.
 */

import { svg } from "./svg.js";

const CELLS = 12;
/** Weight -> widest view (metres a pixel) in which it is drawn, and its width in pixels. */
const WEIGHTS = { 1: [Infinity, 2.4], 2: [200, 1.8], 3: [70, 1.3], 4: [18, 1] };

const minMax = (box, x, y) => {
  box.left = Math.min(box.left, x);
  box.right = Math.max(box.right, x);
  box.top = Math.min(box.top, y);
  box.bottom = Math.max(box.bottom, y);
};
export const emptyBox = () => ({ left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
export const isEmpty = (box) => box.right < box.left;

/** One line as relative whole metres, and its box. */
function linePath(line, projection, box) {
  let lastX = 0;
  let lastY = 0;
  let d = "";
  for (const [lat, lon] of line) {
    const x = Math.round(projection.x(lon));
    const y = Math.round(projection.y(lat));
    minMax(box, x, y);
    d += d ? `l${x - lastX} ${y - lastY}` : `M${x} ${y}`;
    lastX = x;
    lastY = y;
  }
  return d;
}

const cellOf = (box, whole) => {
  const part = (low, high, value) =>
    Math.min(CELLS - 1, Math.max(0, Math.floor(((value - low) / Math.max(1, high - low)) * CELLS)));
  const x = part(whole.left, whole.right, (box.left + box.right) / 2);
  const y = part(whole.top, whole.bottom, (box.top + box.bottom) / 2);
  return y * CELLS + x;
};

const join = (box, other) => {
  minMax(box, other.left, other.top);
  minMax(box, other.right, other.bottom);
};

function cellsOf(lines, projection, whole) {
  const cells = new Map();
  for (const line of lines) {
    const box = emptyBox();
    const d = linePath(line, projection, box);
    if (isEmpty(box)) continue;
    const key = cellOf(box, whole);
    if (!cells.has(key)) cells.set(key, { d: "", box: emptyBox() });
    const cell = cells.get(key);
    cell.d += d;
    join(cell.box, box);
  }
  return [...cells.values()];
}

const meets = (a, b) =>
  a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;

export function wholeBox(basemap, projection) {
  const box = emptyBox();
  const lines = [...(basemap.coast ?? []), ...Object.values(basemap.roads ?? {}).flat()];
  for (const line of lines) {
    for (const [lat, lon] of line) minMax(box, projection.x(lon), projection.y(lat));
  }
  return box;
}

const isRing = (line) => line.length > 3 && `${line[0]}` === `${line.at(-1)}`;

/** Closed coasts are land to be filled; a piece of a coast is drawn as a line only. */
function coastPaths(basemap, projection) {
  const lines = basemap.coast ?? [];
  const draw = (some, end) => some.map((line) => linePath(line, projection, emptyBox()) + end).join("");
  return {
    land: draw(lines.filter(isRing), "z"),
    shore: draw(lines.filter((line) => !isRing(line)), ""),
  };
}

/** Without a closed coast everything is land. */
export const hasSea = (basemap) => (basemap.coast ?? []).some(isRing);

/** Draws the base map into `group`; answers `show(view)`, to be called when the view has moved. */
export function drawBase(group, basemap, projection, whole) {
  const { land, shore } = coastPaths(basemap, projection);
  group.append(svg("path", { class: "m-land", d: land }), svg("path", { class: "m-shore", d: shore }));
  const layers = Object.entries(WEIGHTS)
    .reverse()
    .map(([weight, [widest, width]]) => {
      const layer = svg("g", { class: `m-road m-road-${weight}` });
      const cells = cellsOf(basemap.roads?.[weight] ?? [], projection, whole).map((cell) => ({
        box: cell.box,
        path: layer.appendChild(svg("path", { d: cell.d })),
      }));
      group.append(layer);
      return { layer, cells, widest, width };
    });
  const coastlines = group.querySelectorAll(".m-land, .m-shore");

  return function show(view) {
    const { x, y, scale } = view.at;
    const dx = view.size.width / 2 - x * scale;
    const dy = view.size.height / 2 - y * scale;
    group.setAttribute("transform", `translate(${dx} ${dy}) scale(${scale})`);
    for (const line of coastlines) line.setAttribute("stroke-width", 1 / scale);
    const seen = view.box();
    for (const { layer, cells, widest, width } of layers) {
      const drawn = view.metresAPixel() <= widest;
      layer.classList.toggle("off", !drawn);
      if (!drawn) continue;
      const closer = Math.min(1.6, Math.max(1, 20 / view.metresAPixel()));
      layer.setAttribute("stroke-width", (width * closer) / scale);
      for (const cell of cells) cell.path.classList.toggle("off", !meets(cell.box, seen));
    }
  };
}

/** The outline for the inset: coast and the heaviest roads. */
export function overviewPaths(basemap, projection) {
  const roads = (basemap.roads?.[1] ?? []).map((line) => linePath(line, projection, emptyBox()));
  return { land: coastPaths(basemap, projection).land, roads: roads.join("") };
}
