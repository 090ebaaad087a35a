/** The board's picture: requests to answer, units on, missions that run. */

import { computed, effect, signal } from "@preact/signals";
import { startLive } from "../lib/live.js";
import { locked } from "../lib/sending.js";
import { isLive } from "../lib/words.js";

export const live = startLive();
export const dialog = signal(null);
export const openDialog = (name, props = {}) => (dialog.value = { name, ...props });
export const closeDialog = () => (dialog.value = null);

export const liveMissions = computed(() => live.all("mission").filter(isLive));
export const missionOf = (unitId) => liveMissions.value.find((mission) => mission.unit_id === unitId);
export const callOf = (mission) => live.one("call", mission.call_id);

const due = (mission) => mission.timer?.due_at ?? "";
export const requests = computed(() =>
  liveMissions.value
    .filter((mission) => mission.phase === "asking_owner" && mission.can?.includes("agree"))
    .sort((a, b) => due(a).localeCompare(due(b))),
);

const rank = { emergency: 0, may: 1, "on-job": 2, never: 3, off: 9 };
export const policeUnits = computed(() =>
  live
    .all("unit")
    .filter((unit) => unit.owner === "police" && unit.active !== false)
    .sort((a, b) => (rank[a.state?.may] ?? 5) - (rank[b.state?.may] ?? 5) || a.call_sign.localeCompare(b.call_sign)),
);
export const isOn = (unit) => unit.state && unit.state.may !== "off" && unit.officers?.length > 0;
export const isFree = (unit) => isOn(unit) && unit.state.may === "may" && !unit.lease;
export const policeSchemes = computed(() => live.all("scheme").filter((scheme) => scheme.owner === "police"));

effect(() => {
  locked.value = !live.status.value.live;
});
