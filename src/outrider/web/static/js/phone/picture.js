/** The last known picture, kept on the phone, so that a reopened app shows it with its age. */

import { effect, signal } from "@preact/signals";
import { kept } from "./db.js";

const KEY = "picture";
const TYPES = ["unit", "mission", "call", "alert", "scheme"];
const SAVE_AFTER_MS = 400;
const ANOTHER_SERVER_MS = 10 * 60_000;

/** The viewer as last known, and when the picture was last heard of (this phone's clock, ms). */
export const lastViewer = signal(null);
export const lastHeard = signal(null);

/** Put the kept picture into the live store, unless the server was quicker. */
export async function showKept(live) {
  const picture = await kept.get(KEY);
  if (!picture || live.viewer.peek()) return;
  lastViewer.value = picture.viewer;
  lastHeard.value = picture.heardAt;
  live.accept(0, picture.entities);
}

/** Newer by the server's order. One that was heard long after another is newer whatever it counts. */
const isNewer = (mine, other) =>
  !other ||
  other.viewer?.user_id !== mine.viewer.user_id ||
  mine.cursor >= (other.cursor ?? 0) ||
  (mine.heardAt ?? 0) > (other.heardAt ?? 0) + ANOTHER_SERVER_MS;

/** Keep it now; an older picture, of another tab or of a slower moment, never replaces a newer one. */
export async function savePicture(live) {
  const viewer = live.viewer.peek();
  if (!viewer) return;
  const entities = TYPES.flatMap((type) => live.all(type));
  const picture = { viewer, entities, cursor: live.newest(), heardAt: lastHeard.peek() };
  await kept.replace(KEY, (before) => (isNewer(picture, before) ? picture : before));
}

/** From now on, keep what the server says. */
export function keepPicture(live) {
  let timer = null;
  return effect(() => {
    TYPES.forEach((type) => live.all(type)); // whatever of them changes
    const viewer = live.viewer.value;
    const heardAt = live.status.value.live ? Date.now() : null;
    if (!viewer) return;
    lastViewer.value = viewer;
    if (heardAt) lastHeard.value = heardAt;
    clearTimeout(timer);
    timer = setTimeout(() => void savePicture(live), SAVE_AFTER_MS);
  });
}
