/** The hazards that this viewer decides about: proposed and in force live, the others when asked. */

import { computed, effect, signal } from "@preact/signals";
import { startLive } from "../lib/live.js";
import { resource } from "../lib/resource.js";
import { locked } from "../lib/sending.js";

export const live = startLive();
export const defaults = JSON.parse(document.querySelector("#hazard-defaults").textContent);
export const dialog = signal(null); // { press, id }
export const closeDialog = () => (dialog.value = null);
export const shownOver = signal(false);

const by = (field) => (a, b) => (a[field] ?? "").localeCompare(b[field] ?? "");
const inState = (state) => live.all("hazard").filter((one) => one.state === state);

export const proposed = computed(() => inState("proposed").sort(by("proposed_at")));
export const inForce = computed(() => inState("in-force").sort(by("expires_on")));

/** Asked again whenever the live ones change: one of them may be over now. */
export const over = resource(() =>
  shownOver.value
    ? { path: "hazards?state=over", key: [...proposed.value, ...inForce.value].map((one) => `${one.id}${one.version}`).join() }
    : null,
);

export const placeOf = (one) => one.place || `${one.lat.toFixed(5)}, ${one.lon.toFixed(5)}`;

/** Others that stand within a proposed one's reach: confirming may not be needed. */
export const beside = (one) =>
  inForce.value.filter((other) => metres(one, other) <= Math.max(one.radius_metres, other.radius_metres));

const METRES_A_DEGREE = 111_195;
function metres(a, b) {
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return METRES_A_DEGREE * Math.hypot(a.lat - b.lat, east);
}

effect(() => {
  locked.value = !live.status.value.live;
});
