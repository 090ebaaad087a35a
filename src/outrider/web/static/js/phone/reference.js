/** Lists that change rarely: reasons, cards, report forms. From the server, else as last kept. */

import { signal } from "@preact/signals";
import { get } from "../lib/api.js";
import { kept } from "./db.js";

export const reasons = signal({});
export const cards = signal([]);
export const forms = signal({});
export const kitItems = signal([]);
export const basemap = signal(null);

const LISTS = [
  ["reasons", reasons, "reasons"],
  ["cards", cards, "cards"],
  ["forms", forms, "/phone/forms.json"],
  ["kit", kitItems, "/phone/kit.json"],
  ["basemap", basemap, "basemap"],
];

const unwrap = (answer, name) => answer?.[name] ?? answer;

async function load([name, target, path]) {
  const old = await kept.get(name);
  if (old) target.value = old;
  try {
    const fresh = unwrap(await get(path), name);
    if (fresh == null) return Boolean(old); // a sign-in page is no list
    target.value = fresh;
    await kept.set(name, fresh);
  } catch {
    // no signal: what is kept stays good
    return Boolean(old);
  }
  return true;
}

/** Answers whether every list is on the phone. */
export async function loadReference() {
  const there = await Promise.all(LISTS.map(load));
  return there.every(Boolean);
}

export const cardFor = (condition) => cards.value.find((card) => card.condition === condition);
export const cardById = (id) => cards.value.find((card) => card.id === id);
export const formFor = (condition) => forms.value[condition] ?? forms.value[""] ?? [];
