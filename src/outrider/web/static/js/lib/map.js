/**
 * The live map, drawn from the product's own roads. Pan: drag or arrow keys. Zoom: wheel, + and −.
 * It repeats what a list says; no task needs it.
 *
 *   const map = createMap(box, { label: "Map of calls and units" });
 *   map.setBase(basemap); map.draw({ marks, routes, isochrone }); map.fit([[lat, lon], …]);
 */

import { drawBase, emptyBox, hasSea, isEmpty, overviewPaths, wholeBox } from "./map-base.js";
import { createControls } from "./map-controls.js";
import { createLabels } from "./map-labels.js";
import { drawMarks } from "./map-marks.js";
import { createProjection, createView } from "./map-projection.js";
import { drawRoutes } from "./map-routes.js";
import { svg } from "./svg.js";

const HATCH = "outrider-hatch";
const ISLAND_METRES = 40_000;

const hatch = () =>
  svg("defs", {}, [
    svg(
      "pattern",
      { id: HATCH, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      [svg("rect", { width: 7, height: 7, class: "hatch-ground" }), svg("path", { d: "M0 0v7", class: "hatch-line" })],
    ),
  ]);

function skeleton(label) {
  const layers = Object.fromEntries(["base", "routes", "labels", "marks"].map((n) => [n, svg("g", { class: `l-${n}` })]));
  const sea = svg("rect", { class: "m-sea", width: "100%", height: "100%" });
  const root = svg("svg", { class: "map", role: "img", "aria-label": label }, [hatch(), sea, ...Object.values(layers)]);
  return { root, layers };
}

export function createMap(box, { label = "Map", onPick = () => {} } = {}) {
  const projection = createProjection();
  const { root, layers } = skeleton(label);
  const labels = createLabels(layers.labels);
  let picture = { marks: [], routes: [], isochrone: null };
  let showBase = () => {};
  let whole = null;
  let waiting = false;
  let placed = false;

  const redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      showBase(view);
      const routes = drawRoutes(layers.routes, picture, view, projection);
      const taken = drawMarks(layers.marks, picture.marks, view, projection, [...routes, ...controls.boxes()]);
      labels.show(view, taken);
      controls.show(view, whole);
    });
  };

  const view = createView(redraw);
  const controls = createControls(box, root, view, { home: () => home(), onPick });
  box.prepend(root);
  let byHand = false;
  for (const kind of ["pointerdown", "wheel", "keydown"]) box.addEventListener(kind, () => (byHand = true), { passive: true });

  const home = () => {
    if (whole && !isEmpty(whole)) view.fit(whole, 16, Infinity);
  };

  const boxOf = (points) => {
    const found = emptyBox();
    for (const [lat, lon] of points) {
      const x = projection.x(lon);
      const y = projection.y(lat);
      found.left = Math.min(found.left, x);
      found.right = Math.max(found.right, x);
      found.top = Math.min(found.top, y);
      found.bottom = Math.max(found.bottom, y);
    }
    return found;
  };

  const measure = () => view.resize(box.clientWidth, box.clientHeight);
  const observer = new ResizeObserver(measure);
  observer.observe(box);
  measure();

  return {
    /** The base map; an empty one leaves the live things on an empty ground. */
    setBase(basemap) {
      const [south, west, north, east] = basemap.bbox ?? [];
      if (north != null) projection.centreOn((south + north) / 2, (west + east) / 2);
      layers.base.replaceChildren();
      whole = wholeBox(basemap, projection);
      if (isEmpty(whole)) whole = null;
      else view.limit(Math.max(whole.right - whole.left, whole.bottom - whole.top) * 1.5);
      root.classList.toggle("all-land", !hasSea(basemap));
      showBase = drawBase(layers.base, basemap, projection, whole ?? emptyBox());
      labels.load(basemap.places, projection);
      controls.overview(whole && overviewPaths(basemap, projection), whole, basemap);
      if (!placed) home();
      redraw();
    },
    draw(next) {
      picture = { ...picture, ...next };
      const first = picture.marks[0];
      if (!whole && !placed && first) {
        projection.centreOn(first.lat, first.lon);
        view.limit(ISLAND_METRES);
        placed = true;
      }
      redraw();
    },
    /** `margin`: pixels kept free on each side. */
    fit(points, margin = 90) {
      if (!points.length) return;
      placed = true;
      byHand = false;
      view.fit(boxOf(points), margin);
    },
    /** Has somebody moved or zoomed it since it was last fitted? */
    touched: () => byHand,
    home,
    describe: (text) => root.setAttribute("aria-label", text),
    zoom: (factor) => view.zoom(factor),
    destroy() {
      observer.disconnect();
      box.replaceChildren();
    },
  };
}
