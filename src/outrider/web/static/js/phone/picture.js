/** The last known picture, kept on the phone, so that a reopened app shows it with its age. */

import { effect, signal } from "@preact/signals";
import { kept } from "./db.js";

const KEY = "picture";
const TYPES = ["unit", "mission", "call", "alert", "scheme"];
const SAVE_AFTER_MS = 400;

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

/** From now on, keep what the server says. */
export function keepPicture(live) {
  let timer = null;
  return effect(() => {
    const entities = TYPES.flatMap((type) => live.all(type));
    const viewer = live.viewer.value;
    const heardAt = live.status.value.live ? Date.now() : null;
    if (!viewer) return;
    lastViewer.value = viewer;
    if (heardAt) lastHeard.value = heardAt;
    clearTimeout(timer);
    timer = setTimeout(
      () => kept.set(KEY, { viewer, entities, heardAt: lastHeard.peek() }),
      SAVE_AFTER_MS,
    );
  });
}
