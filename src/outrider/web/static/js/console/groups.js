/** The call list: what needs this room first, then what is running, then the rest of the night. */

import { isLive } from "../lib/words.js";

const newest = (a, b) => b.connected_at.localeCompare(a.connected_at);
const urgency = (call) => (call.alarm ? 0 : 1);
const urgent = (a, b) =>
  urgency(a) - urgency(b) || a.category.localeCompare(b.category) || newest(b, a);

export const needsRoom = (call, agency) =>
  call.status === "open" && (Boolean(call.alarm) || call.needs?.who === agency);

/** [{ id, title, calls, empty }] */
export function grouped(calls, missions, agency) {
  const busy = new Set(missions.filter(isLive).map((mission) => mission.call_id));
  const needs = calls.filter((call) => needsRoom(call, agency));
  const rest = calls.filter((call) => !needsRoom(call, agency));
  const running = rest.filter((call) => call.status === "open" && (busy.has(call.id) || call.needs));
  const without = rest.filter((call) => !running.includes(call));
  return [
    { id: "needs", title: "Needs you", calls: needs.sort(urgent), empty: "No calls need you." },
    { id: "running", title: "Running", calls: running.sort(newest), empty: null },
    { id: "without", title: "No co-responder", calls: without.sort(newest), empty: null },
  ];
}

const squash = (text) => (text ?? "").toLowerCase().replace(/[\s.]/g, "");

/** Number, reference, place, words of the complaint, call signs of its units. */
export function matches(call, missions, text) {
  const wanted = squash(text);
  if (!wanted) return true;
  const signs = missions.filter((m) => m.call_id === call.id).map((m) => m.call_sign);
  const fields = [call.number, call.reference, call.complaint_text, call.place?.town, call.place?.label, ...signs];
  return fields.some((field) => squash(field).includes(wanted));
}
