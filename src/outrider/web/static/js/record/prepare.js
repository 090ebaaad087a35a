/**
 * For the co-response app: puts the record on the phone while there is signal, so that "I was
 * assaulted" opens without it, also when the record was never opened before.
 */

import { ask, openKept } from "./door.js";
import { loadLists } from "./lists.js";
import { registerWorker } from "./worker.js";

export async function prepareRecord() {
  try {
    await openKept();
    await Promise.all([registerWorker(), ask({ opening: true }), loadLists()]);
  } catch {
    // the record's own page says what is missing
  }
}
