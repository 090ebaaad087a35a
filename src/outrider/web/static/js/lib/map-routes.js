/** Routes, each with its minutes in a lozenge, and one isochrone. */

import { lineBoxes } from "./map-labels.js";
import { svg, textWidth } from "./svg.js";

const path = (points, closed = false) =>
  points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("") + (closed ? "z" : "");

const onScreen = (points, view, projection) =>
  points.map(([lat, lon]) => [view.px(projection.x(lon)), view.py(projection.y(lat))]);

function lozenge(route, points) {
  const [x, y] = points[Math.floor(points.length / 2)];
  const width = textWidth(route.label, 700) + 18;
  const group = svg("g", { class: `lozenge ${route.kind}`, transform: `translate(${x} ${y})` }, [
    svg("rect", { x: -width / 2, y: -11, width, height: 22, rx: route.kind === "ambulance" ? 4 : 11 }),
    svg("text", { y: 4.5, "text-anchor": "middle" }, route.label),
  ]);
  return { group, box: { left: x - width / 2, right: x + width / 2, top: y - 11, bottom: y + 11 } };
}

const asRings = (rings) => (typeof rings?.[0]?.[0] === "number" ? [rings] : (rings ?? []));

/** Draws into `group`; answers the boxes that names must not cover. */
export function drawRoutes(group, { routes = [], isochrone }, view, projection) {
  const parts = [];
  const boxes = [];
  const rings = asRings(isochrone).map((ring) => path(onScreen(ring, view, projection), true));
  if (rings.length) parts.push(svg("path", { class: "m-iso", d: rings.join("") }));
  const labels = [];
  for (const route of routes) {
    if (route.points.length < 2) continue;
    const points = onScreen(route.points, view, projection);
    const d = path(points);
    parts.push(svg("path", { class: "m-case", d }));
    parts.push(svg("path", { class: route.kind === "ambulance" ? "m-route-amb" : "m-route", d }));
    boxes.push(...lineBoxes(points));
    if (!route.label) continue;
    const { group: label, box } = lozenge(route, points);
    labels.push(label);
    boxes.push(box);
  }
  group.replaceChildren(...parts, ...labels);
  return boxes;
}
