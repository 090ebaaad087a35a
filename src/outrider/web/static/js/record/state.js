/** Which screen is on, and moving between them. */

import { computed, signal } from "@preact/signals";
import { items } from "./items.js";
import { leave } from "./draft.js";

/** `{name, id, ...}`: home, draft, done, details, section, settings, help */
export const screen = signal({ name: "home" });
/** A sheet over the screen: `{name, ...what it needs}` or null. */
export const sheet = signal(null);
/** The draft that was brought back after the app had been closed or killed. */
export const restored = signal(null);

export function go(name, more = {}) {
  sheet.value = null;
  screen.value = { name, ...more };
}

export async function goHome() {
  const { name, id } = screen.peek();
  if (name === "draft") await leave(id);
  restored.value = null;
  go("home");
}

const newestFirst = (a, b) => (a.changed_at < b.changed_at ? 1 : -1);
export const records = computed(() => items.value.filter((item) => item.kind === "record").sort(newestFirst));
export const additions = computed(() => items.value.filter((item) => ["details", "press"].includes(item.kind)).sort(newestFirst));
