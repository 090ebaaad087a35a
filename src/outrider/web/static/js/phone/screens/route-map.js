/** The route on the product's own roads. Kept, so that it is there without signal. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "../../lib/html.js";
import { get } from "../../lib/api.js";
import { createMap } from "../../lib/map.js";
import { call, live, mission, unit } from "../app-state.js";
import { kept } from "../db.js";
import { basemap } from "../reference.js";

const KEY = "routes";

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

export function RouteMap() {
  const box = useRef(null);
  const map = useRef(null);
  const routes = useRef({});
  const one = call.value;
  const here = live.fixes.value.get(unit.value?.id);
  const drawn = () => {
    const list = marks(one, here);
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
    if (one) map.current.fit(drawn());
  }, [basemap.value]);
  useEffect(() => {
    if (!one || one.local) return;
    void routesOf(one.id).then((found) => {
      if (!found || !map.current) return;
      routes.current = found;
      map.current.fit(drawn());
    });
  }, [one?.id, mission.value?.id]);
  useEffect(() => void drawn(), [one, here]);
  return html`<div class="map-box" ref=${box}></div>`;
}
