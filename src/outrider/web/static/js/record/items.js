/**
 * Everything that one person has on this phone: drafts, what waits, what was sent. On screen at
 * once, on the disk sealed; `saving` counts what is on its way there.
 */

import { signal } from "@preact/signals";
import { rows } from "./db.js";
import { open, seal } from "./seal.js";

const SHOWN_FOR_MS = 30 * 24 * 3600 * 1000;

/** `{tag, key}` of whoever is at the phone, or null while it is sealed. */
export const owner = signal(null);
export const items = signal([]);
export const saving = signal(0);
/** What went wrong with the phone's store, in words; null while all is well. */
export const storeTrouble = signal(null);

let line = Promise.resolve();

export const byId = (id) => items.value.find((item) => item.id === id);

function show(item) {
  const there = items.peek().some((one) => one.id === item.id);
  items.value = there
    ? items.peek().map((one) => (one.id === item.id ? item : one))
    : [...items.peek(), item];
}

/** One write after the other, in the order of the taps. Answers whether it was kept. */
function queued(work) {
  saving.value += 1;
  line = line.then(work).then(
    () => true,
    (error) => {
      storeTrouble.value = error?.name === "QuotaExceededError"
        ? "The phone is full. Free some space, and do not close this page."
        : "The phone did not keep the last tap. Do not close this page; send it now.";
      return false;
    },
  );
  return line.finally(() => (saving.value -= 1));
}

/** Keep it. It is on screen at once; the promise says when it is on the disk. */
export function put(item) {
  const whose = owner.peek();
  const changed = { ...item, changed_at: new Date().toISOString() };
  show(changed);
  return queued(async () => rows.put(await seal(whose, changed)));
}

export function drop(id) {
  items.value = items.peek().filter((item) => item.id !== id);
  return queued(() => rows.drop(id));
}

/** The stored state of one item: another tab may have been quicker. */
export async function stored(id) {
  const whose = owner.peek();
  const row = await rows.one(id);
  return row && row.tag === whose.tag ? open(whose, row) : undefined;
}

async function opened(row, keys) {
  const whose = keys.find((one) => one.tag === row.tag);
  try {
    return { item: await open(whose, row), old: whose !== keys[0] };
  } catch {
    return null; // changed or broken: it stays where it is, nobody can read it
  }
}

/** Open all that is theirs. What an earlier share sealed is sealed again with the present one. */
export async function openAll({ tag, key, older = [] }) {
  const keys = [{ tag, key }, ...older];
  const theirs = (await rows.all()).filter((row) => keys.some((one) => one.tag === row.tag));
  const found = (await Promise.all(theirs.map((row) => opened(row, keys)))).filter(Boolean);
  owner.value = { tag, key };
  items.value = found.map(({ item }) => item).sort((a, b) => (a.changed_at < b.changed_at ? -1 : 1));
  for (const { item, old } of found) if (old) await queued(async () => rows.put(await seal(owner.peek(), item)));
  await tidy();
}

/** What was sent long ago has its place on the server; an empty draft has none at all. */
async function tidy() {
  const cut = Date.now() - SHOWN_FOR_MS;
  for (const item of items.peek()) {
    const old = item.state === "sent" && Date.parse(item.changed_at) < cut;
    const empty = item.kind === "record" && item.state === "draft" && isEmpty(item);
    if (old || empty) await drop(item.id);
  }
}

export const isEmpty = ({ form }) =>
  !form.what.length && !form.behalf && !form.also.length && form.hurt === null && form.where.kind !== "mission";

/** Out of sight and out of memory; on the disk it stays sealed. */
export async function closeAll() {
  await line;
  owner.value = null;
  items.value = [];
}
