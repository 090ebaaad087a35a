/** The route on the product's own roads. Kept, so that it is there without signal. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "../../lib/html.js";
import { get } from "../../lib/api.js";
import { createMap } from "../../lib/map.js";
import { call, link, live, mission, unit } from "../app-state.js";
import { kept } from "../db.js";
import { basemap } from "../reference.js";

const KEY = "routes";
const MARGIN = 40;
const FOOT = 0.45; // of the height of what is shown

/** The unit's and the ambulance's way to a call: fresh if there is signal, else as kept. */
async function routesOf(id) {
  const old = await kept.get(KEY);
  try {
    const fresh = await get(`calls/${id}/routes`);
    await kept.set(KEY, { call: id, ...fresh });
    return fresh;
  } catch {
    return old?.call === id ? old : null;
  }
}

function marks(one, here) {
  const list = [];
  if (one?.place?.lat != null) {
    list.push({ id: "call", kind: one.hold_off ? "hold-off" : "call", lat: one.place.lat, lon: one.place.lon, label: one.place.town ?? "" });
  }
  if (here?.lat != null) {
    const old = here.state === "stale" || here.state === "stuck";
    list.push({ id: "me", kind: old ? "old" : "chosen", lat: here.lat, lon: here.lon, label: unit.value?.call_sign ?? "You" });
  }
  if (one?.ambulance?.lat != null) {
    list.push({ id: "amb", kind: "ambulance", lat: one.ambulance.lat, lon: one.ambulance.lon, label: one.ambulance.call_sign ?? "" });
  }
  return list;
}

/** Room at the foot of the map, where the buttons are: as if there were one more point there. */
function withFoot(points) {
  if (points.length < 2) return points;
  const lats = points.map(([lat]) => lat);
  const low = Math.min(...lats);
  return [...points, [low - FOOT * (Math.max(...lats) - low), points[0][1]]];
}

export function RouteMap() {
  const box = useRef(null);
  const map = useRef(null);
  const routes = useRef({});
  const one = call.value;
  const here = live.fixes.value.get(unit.value?.id);
  // what is known when it draws, not when it was asked to: an answer may come late
  const drawn = () => {
    const list = marks(call.peek(), live.fixes.peek().get(unit.peek()?.id));
    const lines = [
      { kind: "unit", points: routes.current.unit ?? [] },
      { kind: "ambulance", points: routes.current.ambulance ?? [] },
    ].filter(({ points }) => points.length > 1);
    map.current.draw({ marks: list, routes: lines });
    return [...list.map(({ lat, lon }) => [lat, lon]), ...(routes.current.unit ?? [])];
  };
  useEffect(() => {
    map.current = createMap(box.current, { label: `Route to ${one?.place?.town ?? "the call"}` });
    return () => map.current.destroy();
  }, []);
  useEffect(() => {
    if (basemap.value) map.current.setBase(basemap.value);
    if (one) map.current.fit(withFoot(drawn()), MARGIN);
  }, [basemap.value]);
  useEffect(() => {
    if (!one || one.local) return;
    map.current.fit(withFoot(drawn()), MARGIN);
    void routesOf(one.id).then((found) => {
      if (!found || !map.current) return;
      routes.current = found;
      map.current.fit(withFoot(drawn()), MARGIN);
    });
  }, [one?.id, one?.place?.lat, mission.value?.id, link.value.state]);
  useEffect(() => void drawn(), [one, here]);
  return html`<div class="map-box" ref=${box}></div>`;
}
