/** The phone's own store. A press is in it before anything else happens to it. */

import { openDB } from "idb";

const NAME = "outrider-phone";
let opening = null;

function open() {
  opening ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("presses", { keyPath: "n", autoIncrement: true });
      db.createObjectStore("kept");
    },
    // another tab with a newer version must not wait for this one
    blocking: (_now, _next, event) => event.target.close(),
    terminated: () => (opening = null),
  });
  return opening;
}

export const presses = {
  all: async () => (await open()).getAll("presses"),
  one: async (n) => (await open()).get("presses", n),
  /** Answers the number that orders it. Durable before it resolves. */
  async add(item) {
    const work = (await open()).transaction("presses", "readwrite", { durability: "strict" });
    const n = await work.store.add(item);
    await work.done;
    return n;
  },
  async put(item) {
    const work = (await open()).transaction("presses", "readwrite", { durability: "strict" });
    await work.store.put(item);
    await work.done;
  },
  async drop(numbers) {
    const work = (await open()).transaction("presses", "readwrite");
    await Promise.all([...numbers.map((n) => work.store.delete(n)), work.done]);
  },
};

export const kept = {
  get: async (key) => (await open()).get("kept", key),
  set: async (key, value) => (await open()).put("kept", value, key),
  /** The new value of a key from its old one, with nobody between. */
  async replace(key, change) {
    const work = (await open()).transaction("kept", "readwrite");
    const value = change(await work.store.get(key));
    await work.store.put(value, key);
    await work.done;
    return value;
  },
  drop: async (key) => (await open()).delete("kept", key),
  keys: async () => (await open()).getAllKeys("kept"),
  clear: async () => (await open()).clear("kept"),
};

/** One more in a kept list, durable before it resolves with the whole; the oldest leave it. */
export const keepOneMore = (key, one, most) =>
  kept.replace(key, (before = []) => [...before.filter((each) => each !== one), one].slice(-most));

/** Ask the browser not to throw the store away when space runs short. */
export async function askToStay() {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
