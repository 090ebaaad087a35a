/**
 * What was seen and done with the patient: one-tap records, each with its time, from which the
 * handover builds itself. Kept on the phone at every tap; goes to control with the handover.
 */

import { signal } from "@preact/signals";
import { kept } from "./db.js";

const PREFIX = "care:";
const EMPTY = {
  age: "",
  time: "",
  mechanism: "",
  injuries: "",
  entries: [], // { at, text, code, goes }
  kit: [],
  answers: {},
  cycleFrom: null, // ms, when the arrest card's clock was started
  cycles: 0,
  readBackAt: null, // the officer heard it read back
};

const held = new Map(); // mission -> { care, waiting }

/** The care of one mission, as a signal. Reading it loads what was kept. */
export function careOf(mission) {
  return hold(mission).care;
}

function hold(mission) {
  if (!held.has(mission)) {
    const one = { care: signal(EMPTY), waiting: [] };
    held.set(mission, one);
    void load(mission, one);
  }
  return held.get(mission);
}

/** Taps that were quicker than the store are made again on what it held. */
async function load(mission, one) {
  const stored = await kept.get(PREFIX + mission);
  const early = one.waiting;
  one.waiting = null;
  let value = { ...EMPTY, ...stored };
  for (const edit of early) value = { ...value, ...edit(value) };
  one.care.value = value;
  if (early.length) await kept.set(PREFIX + mission, value);
}

function change(mission, edit) {
  const one = hold(mission);
  one.care.value = { ...one.care.value, ...edit(one.care.value) };
  if (one.waiting) one.waiting.push(edit);
  else void kept.set(PREFIX + mission, one.care.value);
  return one.care.value;
}

const counted = (record, entries) =>
  record.text.replace("{n}", entries.filter((entry) => entry.code === record.code).length + 1);

/** One tap: the record with the time of the tap. */
export function record(mission, one, at = new Date().toISOString()) {
  return change(mission, (care) => ({
    entries: [...care.entries, { at, text: counted(one, care.entries), code: one.code, goes: one.goes }],
    kit: one.kit && !care.kit.includes(one.kit) ? [...care.kit, one.kit] : care.kit,
  }));
}

export const removeEntry = (mission, entry) =>
  change(mission, (care) => ({ entries: care.entries.filter((one) => one !== entry) }));

export const setCare = (mission, values) => change(mission, () => values);

export const toggleKit = (mission, item) =>
  change(mission, (care) => ({
    kit: care.kit.includes(item) ? care.kit.filter((one) => one !== item) : [...care.kit, item],
  }));

export const answer = (mission, id, value) =>
  change(mission, (care) => ({ answers: { ...care.answers, [id]: value } }));

/** A job that was opened without signal now has its real id. */
export async function moveCare(from, to) {
  const stored = await kept.get(PREFIX + from);
  if (!stored || (await kept.get(PREFIX + to))) return;
  await kept.set(PREFIX + to, stored);
  await kept.drop(PREFIX + from);
  if (held.has(to)) held.get(to).care.value = { ...EMPTY, ...stored };
}

export async function forgetCare() {
  held.clear();
  const keys = (await kept.keys()).filter((key) => String(key).startsWith(PREFIX));
  await Promise.all(keys.map((key) => kept.drop(key)));
}

/** Answers of the short report that the taps have given already: nothing is asked twice. */
const TOLD = {
  cpr: { at: "cpr_at" },
  aed: { at: "aed_at" },
  shock: { at: "first_shock_at", count: "shocks" },
  breathing: { at: "breathing_at" },
  blows: { yes: "blows" },
  thrusts: { yes: "thrusts" },
  cleared: { at: "cleared_at" },
  tourniquet: { yes: "tourniquet", at: "tourniquet_at" },
  pen: { yes: "pen", at: "pen_at" },
  face: { yes: "face" },
  arms: { yes: "arms" },
  speech: { yes: "speech" },
  oxygen: { yes: "oxygen_given" },
  "oxygen-15": { yes: "oxygen_given" },
};

/** What was answered, and before that what the records say. `asked`: ids of the form's questions. */
export function answersOf(care, asked) {
  const told = {};
  for (const { code, at } of care.entries) {
    const { at: time, yes, count } = TOLD[code] ?? {};
    if (time) told[time] ??= at;
    if (yes) told[yes] = true;
    if (count) told[count] = (told[count] ?? 0) + 1;
  }
  const all = { ...told, ...care.answers };
  return Object.fromEntries(Object.entries(all).filter(([id, value]) => asked.has(id) && value != null));
}

const SEX = { male: "Man", female: "Woman", man: "Man", woman: "Woman", boy: "Boy", girl: "Girl" };

/** "Man, 60 to 69" from what the call says. */
export const who = (call) =>
  [SEX[call?.sex] ?? call?.sex, call?.age_band?.replace("-", " to ")].filter(Boolean).join(", ");

/** The handover as it would be given now. What nobody typed comes from the call. */
export function atmistOf(care, call, hourMinute) {
  const part = (goes) =>
    care.entries
      .filter((entry) => entry.goes === goes)
      .map(({ text, at, code }) => ({ text, at, code }));
  return {
    age: care.age || who(call),
    time: care.time || (call?.connected_at ? `999 call at ${hourMinute(call.connected_at)}` : ""),
    mechanism: care.mechanism || (call?.complaint_text ?? ""),
    injuries: care.injuries,
    signs: part("signs"),
    treatment: part("treatment"),
  };
}
