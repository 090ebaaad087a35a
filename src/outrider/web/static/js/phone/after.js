/** After a job with a patient: was it too much? One press, kept like any other until it is sent. */

import { computed, signal } from "@preact/signals";
import { live, queue, viewer } from "./app-state.js";
import { keepOneMore, kept } from "./db.js";

const KEY = "after-jobs";
const ASKED_FOR_MS = 12 * 3600_000;
const MOST = 50;

const putAway = signal(new Set());

export async function loadAfter() {
  putAway.value = new Set((await kept.get(KEY)) ?? []);
}

/** Not asked about again. It stays on this phone: nobody hears that it was pressed. */
export async function putAwayAfter(id) {
  // kept before it leaves the screen: who closes the app at once is not asked again
  await keepOneMore(KEY, id, MOST).catch(() => {});
  putAway.value = new Set([...putAway.value, id]);
}

const asked = (id) => queue.items.value.find((item) => item.press === "too_much" && item.body.mission_id === id);

/** The last job of this unit that was with a patient and is over, with what was said of it. */
export const after = computed(() => {
  const unit = viewer.value?.unit_id;
  const over = live
    .all("mission")
    .filter((one) => one.unit_id === unit && one.times?.with_patient && one.times?.ended && !putAway.value.has(one.id))
    .filter((one) => live.second.value * 1000 - Date.parse(one.times.ended) < ASKED_FOR_MS)
    .sort((a, b) => b.times.ended.localeCompare(a.times.ended));
  return over.length ? { job: over[0], asked: asked(over[0].id) } : null;
});

export const tooMuch = (job) =>
  queue.press({ path: "support/too-much", body: { mission_id: job.id }, label: "A call for you", press: "too_much" });
