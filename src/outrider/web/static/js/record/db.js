/** The record's own store. Whatever somebody entered is in it only sealed. */

import { openDB } from "idb";

const NAME = "outrider-record";
let opening = null;

function open() {
  opening ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("items", { keyPath: "id" });
      db.createObjectStore("phone");
    },
    // another tab with a newer version must not wait for this one
    blocking: (_now, _next, event) => event.target.close(),
    terminated: () => (opening = null),
  });
  return opening;
}

/** Resolves when it is on the disk, as far as the browser can know. */
async function durably(store, work) {
  const change = (await open()).transaction(store, "readwrite", { durability: "strict" });
  await Promise.all([work(change.store), change.done]);
}

export const rows = {
  all: async () => (await open()).getAll("items"),
  one: async (id) => (await open()).get("items", id),
  put: (row) => durably("items", (store) => store.put(row)),
  drop: (id) => durably("items", (store) => store.delete(id)),
};

export const phone = {
  get: async (key) => (await open()).get("phone", key),
  set: (key, value) => durably("phone", (store) => store.put(value, key)),
  drop: (key) => durably("phone", (store) => store.delete(key)),
  /** What is there already, or else `value`: two tabs that start at once agree. */
  async getOrSet(key, value) {
    const change = (await open()).transaction("phone", "readwrite", { durability: "strict" });
    const there = await change.store.get(key);
    if (there === undefined) await change.store.put(value, key);
    await change.done;
    return there ?? value;
  },
};

/** Ask the browser not to throw the store away when space runs short. */
export async function askToStay() {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
