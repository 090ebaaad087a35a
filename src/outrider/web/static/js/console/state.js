/** What this desk looks at: the chosen call, the picked unit, the open dialog. */

import { computed, effect, signal } from "@preact/signals";
import { startLive } from "../lib/live.js";
import { resource } from "../lib/resource.js";
import { locked } from "../lib/sending.js";
import { isLive } from "../lib/words.js";
import { grouped } from "./groups.js";

const CANDIDATES_EVERY_S = 10;
const AGENCIES = {
  "police-control": "police",
  "duty-sergeant": "police",
  inspector: "police",
  "ambulance-control": "ambulance",
  "scheme-manager": "ambulance",
  "fire-control": "fire",
};

export const live = startLive();
export const agency = computed(() => AGENCIES[live.viewer.value?.role] ?? "");

const HASH = /^#call=([0-9a-f-]+)$/;
const asked = new URLSearchParams(location.search).get("call");
const fromHash = () => HASH.exec(location.hash)?.[1] ?? asked;
export const chosenId = signal(fromHash());
export const openedByHand = signal(chosenId.peek() !== null);
export const pickedUnit = signal(null);
export const dialog = signal(null); // { name, ...what it needs }
export const mapShown = signal(true);
export const pane = signal(chosenId.peek() ? "call" : "list"); // on narrow screens
export const searched = signal("");

export const openDialog = (name, props = {}) => (dialog.value = { name, ...props });
export const closeDialog = () => (dialog.value = null);

export const groups = computed(() => grouped(live.all("call"), live.all("mission"), agency.value));
export const listed = computed(() => groups.value.flatMap((group) => group.calls));
export const chosen = computed(() => (chosenId.value ? live.one("call", chosenId.value) : undefined));
export const missionsOfChosen = computed(() =>
  live
    .all("mission")
    .filter((mission) => mission.call_id === chosenId.value)
    .sort((a, b) => a.sequence - b.sequence),
);
export const liveMissions = computed(() => missionsOfChosen.value.filter(isLive));

export function choose(id) {
  pickedUnit.value = null;
  chosenId.value = id;
  openedByHand.value = true;
  pane.value = "call";
  history.replaceState(null, "", id ? `#call=${id}` : "#");
}

export function backToList() {
  pane.value = "list";
  document.querySelector("#calls [aria-current]")?.focus();
}

/** A call that has left the live list: its timeline can still be read. */
export const oldCall = signal(null); // { id, title, text } of the search

export function chooseOld(found) {
  oldCall.value = found;
  choose(found.id);
}

export function step(by) {
  const ids = listed.value.map((call) => call.id);
  const at = ids.indexOf(chosenId.value);
  const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))];
  if (next) choose(next);
}

window.addEventListener("hashchange", () => fromHash() && choose(fromHash()));

// Until somebody has chosen, the screen shows the call that needs this room most.
effect(() => {
  const first = listed.value[0];
  if (chosen.value || (openedByHand.value && chosenId.value)) return;
  if (first) chosenId.value = first.id;
});

effect(() => {
  locked.value = !live.status.value.live;
});

const changeKey = () =>
  `${chosen.value?.version ?? 0}:${missionsOfChosen.value.map((m) => `${m.phase}${m.phase_since}`).join()}`;

export const timeline = resource(() =>
  chosenId.value ? { path: `calls/${chosenId.value}/timeline`, key: changeKey() } : null,
);
const refreshing = computed(() => Math.floor(live.second.value / CANDIDATES_EVERY_S));
export const candidates = resource(() => {
  if (!chosen.value || chosen.value.status === "closed" || !live.may("see-why")) return null;
  return { path: `calls/${chosenId.value}/candidates`, key: `${changeKey()}@${refreshing.value}` };
});

export const rankedCandidates = computed(() =>
  (candidates.value.data?.candidates ?? []).filter((one) => one.ok).sort((a, b) => a.rank - b.rank),
);
export const barredCandidates = computed(() =>
  (candidates.value.data?.candidates ?? []).filter(
    (one) => !one.ok && !liveMissions.value.some((mission) => mission.unit_id === one.unit_id),
  ),
);

/** Without a mission the line of the picked unit, or of the first, is drawn. */
const drawnUnit = computed(() =>
  liveMissions.value.length ? null : (pickedUnit.value ?? rankedCandidates.value[0]?.unit_id ?? null),
);
export const routes = resource(() => {
  if (!chosen.value || chosen.value.status === "closed") return null;
  const unit = drawnUnit.value ? `?unit_id=${drawnUnit.value}` : "";
  return { path: `calls/${chosenId.value}/routes${unit}`, key: changeKey() };
});

export const searchResults = resource(() => {
  const text = searched.value.trim();
  return text.length < 2 || !live.may("search") ? null : { path: `search?q=${encodeURIComponent(text)}`, key: text };
});
