/** The live map of the desk. Everything on it is in a list as well. */

import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { age, clock, minutes } from "../lib/format.js";
import { html } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { createMap } from "../lib/map.js";
import { fixed } from "../lib/resource.js";
import { CARE_PHASES, isLive } from "../lib/words.js";
import {
  barredCandidates, candidates, choose, chosen, liveMissions, live, pickedUnit, rankedCandidates, routes,
} from "./state.js";
import { townOf } from "./titles.js";

const ageOf = (fix, now) => age((now - Date.parse(fix.fixed_at)) / 1000);

function unitKind(unit, fix, mission, picked) {
  if (fix.state === "stale" || fix.state === "stuck") return "old";
  if (mission && CARE_PHASES.has(mission.phase)) return "on-job";
  if (unit.id === picked) return "chosen";
  if (mission?.call_id === chosen.value?.id) return "chosen";
  if (mission) return "on-job";
  return unit.available?.ok ? "askable" : "not-askable";
}

function unitMark(fix, now, picked) {
  const unit = live.one("unit", fix.unit_id);
  if (!unit) return null;
  const mission = live.all("mission").find((one) => one.unit_id === unit.id && isLive(one));
  const kind = unitKind(unit, fix, mission, picked);
  const old = fix.state === "stuck" ? `stuck ${ageOf(fix, now)}` : `${ageOf(fix, now)} old`;
  const phase = mission && mission.call_id !== chosen.value?.id ? mission.phase_word.toLowerCase() : null;
  const sub = kind === "old" ? old : (phase ?? ageOf(fix, now));
  return { id: `unit:${unit.id}`, kind, lat: fix.lat, lon: fix.lon, label: unit.call_sign, sub, important: kind === "chosen" };
}

function ambulanceMark(fix, now) {
  return {
    id: `ambulance:${fix.ambulance_id}`, kind: "ambulance", lat: fix.lat, lon: fix.lon,
    label: fix.call_sign, sub: ageOf(fix, now), important: fix.call_sign === chosen.value?.ambulance?.call_sign,
  };
}

function callKind(call) {
  if (call.hold_off) return "hold-off";
  if (call.id !== chosen.value?.id) return "call-other";
  return liveMissions.value.some((m) => m.times?.accepted) ? "call" : "call-unanswered";
}

function callMark(call) {
  const mine = call.id === chosen.value?.id;
  const label = mine ? `${call.number} ${townOf(call)}` : call.number;
  const sub = call.hold_off ? "hold off" : mine ? call.category : "";
  return { id: `call:${call.id}`, kind: callKind(call), lat: call.place.lat, lon: call.place.lon, label, sub, important: mine };
}

const located = (call) => call.place?.lat != null && call.status === "open";

function marks(now, picked) {
  const fixes = [...live.fixes.value.values()].filter((fix) => fix.lat != null && fix.state !== "none");
  const moving = fixes.map((fix) => (fix.ambulance_id ? ambulanceMark(fix, now) : unitMark(fix, now, picked)));
  return [...live.all("call").filter(located).map(callMark), ...moving].filter(Boolean);
}

function lines() {
  const data = routes.value.data;
  if (!data) return { routes: [], isochrone: null };
  const call = chosen.value;
  const first = rankedCandidates.value[0];
  const toGo = liveMissions.value[0]?.estimate?.arrives_seconds ?? first?.arrives_seconds;
  const eta = call?.ambulance?.eta_at ? (Date.parse(call.ambulance.eta_at) - live.now()) / 1000 : null;
  return {
    routes: [
      { kind: "ambulance", points: data.ambulance ?? [], label: eta == null ? "" : minutes(Math.max(0, eta)) },
      { kind: "police", points: data.unit ?? [], label: toGo == null ? "" : minutes(toGo) },
    ],
    isochrone: data.isochrone?.length ? data.isochrone : null,
  };
}

function describe() {
  const call = chosen.value;
  const first = rankedCandidates.value[0];
  const parts = ["Map of calls and units. The same is in the lists."];
  if (call) parts.push(`Call ${call.number} at ${townOf(call)}.`);
  if (first) parts.push(`${first.call_sign}, ${minutes(first.arrives_seconds)}.`);
  return parts.join(" ");
}

function picksFrom(id) {
  const [type, key] = id.split(":");
  if (type === "call") choose(key);
  const known = [...rankedCandidates.peek(), ...barredCandidates.peek()].some((one) => one.unit_id === key);
  if (type === "unit" && known) pickedUnit.value = key;
}

const around = (call) => {
  const points = [[call.place.lat, call.place.lon]];
  const shown = routes.peek().data;
  points.push(...(shown?.unit ?? []), ...(shown?.ambulance ?? []));
  return points;
};

export function MapView() {
  const box = useRef(null);
  useEffect(() => {
    const map = createMap(box.current, { label: "Map of calls and units", onPick: picksFrom });
    let fittedTo = null;
    const stop = [
      effect(() => {
        const { data } = fixed("basemap").value;
        if (data) map.setBase(data);
      }),
      effect(() => {
        map.draw({ marks: marks(live.now(live.second.value), pickedUnit.value), ...lines() });
        map.describe(describe());
      }),
      effect(() => {
        const call = chosen.value;
        if (call?.place?.lat == null || !fixed("basemap").value.data) return;
        // once for the call, and once more when its routes are known, unless somebody moved the map
        const shown = routes.value.data;
        const key = `${call.id}${shown?.unit?.length ? "u" : ""}${shown?.ambulance?.length ? "a" : ""}`;
        const sameCall = fittedTo?.startsWith(call.id);
        if (fittedTo === key || (sameCall && map.touched())) return;
        fittedTo = key;
        map.fit(around(call));
      }),
    ];
    return () => {
      stop.forEach((end) => end());
      map.destroy();
    };
  }, []);
  const { live: on, pictureAt, phase } = live.status.value;
  return html`<div class="map-frame">
    <div class=${on ? "mapbox" : "mapbox stale"} ref=${box} role="group" aria-label="Map: arrow keys move it, plus and minus zoom"></div>
    ${routes.value.data?.isochrone?.length > 0 && on && html`<p class="isokey" data-over-map><svg width="30" height="10" aria-hidden="true"><path class="iso-sample" d="M1 5h28" /></svg>
      From inside, blue lights beat the ambulance by ${minutes(candidates.value.data?.cut_off?.gained_seconds ?? 120)} or more</p>`}
    ${!on && phase !== "starting" && pictureAt && html`<p class="stalemap" data-over-map><${Icon} name="diamond" />Last known picture, ${clock(pictureAt)}</p>`}
    ${fixed("basemap").value.problem && html`<p class="stalemap" data-over-map><${Icon} name="triangle" />No base map: units and calls are in the lists</p>`}
  </div>`;
}
