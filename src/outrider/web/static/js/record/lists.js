/** The words of the form and the decider's table. With the app on the phone; kept here as well. */

import { signal } from "@preact/signals";
import { get } from "../lib/api.js";
import { phone } from "./db.js";

export const lists = signal(null);

async function refresh() {
  try {
    const fresh = await get("/phone/record/lists.json");
    if (!fresh?.choices) return;
    lists.value = fresh;
    await phone.set("lists", fresh);
  } catch {
    // no signal: what is kept stays good
  }
}

/** Waits for the server only when the phone has no copy. */
export async function loadLists() {
  lists.value ??= (await phone.get("lists")) ?? null;
  const fresh = refresh();
  if (!lists.value) await fresh;
}

export const choices = (name) => lists.value?.choices[name] ?? [];
export const word = (name, code) => choices(name).find((one) => one.code === code)?.text ?? code;
export const words = (name, codes) => (codes ?? []).map((code) => word(name, code)).join(", ");
