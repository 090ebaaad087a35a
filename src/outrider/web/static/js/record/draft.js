/** A record as it grows: every tap is kept at once, and what will be sent is made from it. */

import { uuid } from "../lib/ids.js";
import { stamp } from "../phone/stamp.js";
import { about, aboutAt } from "./door.js";
import { byId, drop, isEmpty, put } from "./items.js";

const STILL_NOW_MS = 10 * 60_000;
const FIX_GOOD_MS = 30 * 60_000;
const JOB_GOOD_MS = 12 * 3600_000;
const MOST_SECONDS = 86_400;
const DAY_MS = 24 * 3600_000;

export const STEPS = ["what", "hurt", "where"];

const younger = (at, ms) => at != null && Date.now() - Date.parse(at) < ms;

/** Places that can be had with one tap, the likeliest first. */
export function knownPlaces() {
  const me = about.value;
  const job = me?.mission && younger(aboutAt.value, JOB_GOOD_MS) ? [fromJob(me.mission)] : [];
  const fix = me?.fix && younger(me.fix.at, FIX_GOOD_MS) ? [fromFix(me.fix)] : [];
  return [...job, ...fix];
}

export const fromJob = ({ id, call_number, label, lat, lon }) => ({
  kind: "mission",
  mission_id: id,
  label: label ?? "",
  lat: lat ?? null,
  lon: lon ?? null,
  call_number: call_number ?? "",
});

const fromFix = ({ label, lat, lon, at }) => ({ kind: "place", label, lat, lon, from: "fix", at });

export const UNKNOWN = { kind: "unknown", label: "" };

const fresh = (where, behalf) => ({
  what: [],
  hurt: null,
  safe: null,
  where,
  when: { kind: "now", at: null },
  in_a_home: null,
  answers: {},
  behalf,
  also: [],
});

/** A new one. Nothing has been entered, so nothing is lost if it ends here. */
export async function begin({ job = null, behalf = null } = {}) {
  const where = job ? fromJob(job) : (knownPlaces()[0] ?? UNKNOWN);
  const item = {
    id: uuid(),
    kind: "record",
    state: "draft",
    step: "what",
    form: fresh(where, behalf),
    started: stamp(),
    interrupted: false,
    on_screen: true,
  };
  await put(item);
  return item;
}

/** One tap. */
export const change = (id, part) => {
  const item = byId(id);
  return put({ ...item, form: { ...item.form, ...part } });
};

export const toggled = (list, code) =>
  list.includes(code) ? list.filter((one) => one !== code) : [...list, code];

export const toStep = (id, step) => put({ ...byId(id), step, on_screen: true });

/** Left for now; an empty one is gone. */
export async function leave(id) {
  const item = byId(id);
  if (item?.state !== "draft") return;
  await (isEmpty(item) ? drop(id) : put({ ...item, on_screen: false, interrupted: true }));
}

/** The draft that was on the screen when the app was closed or killed. */
export const leftOpen = (all) =>
  all
    .filter((item) => item.kind === "record" && item.state === "draft" && item.on_screen)
    .filter((item) => younger(item.changed_at, DAY_MS))
    .at(-1);

/** When it happened, as the record says it. "Just now" is when it was begun. */
export function whenOf(item) {
  const { kind, at } = item.form.when;
  if (kind !== "now") return { kind, at };
  const late = Date.now() - item.started.wall > STILL_NOW_MS;
  return { kind, at: late ? item.started.at : null };
}

function whereOf({ where }) {
  if (where.kind === "unknown") return { kind: "unknown" };
  const { kind, label, lat = null, lon = null, mission_id } = where;
  return { kind, label: label.slice(0, 160), lat, lon, ...(mission_id ? { mission_id } : {}) };
}

const secondsOf = (item) => {
  const ran = Math.round((Date.now() - item.started.wall) / 1000);
  return item.interrupted || ran < 0 || ran > MOST_SECONDS ? null : ran;
};

/** What is sent, word for word the same however often it is sent. */
export function bodyOf(item) {
  const { what, hurt, safe, in_a_home, answers, behalf, also } = item.form;
  return {
    draft_id: item.id,
    what,
    ...(hurt ? { hurt } : {}),
    ...(safe ? { safe } : {}),
    when: whenOf(item),
    where: whereOf(item.form),
    in_a_home,
    answers,
    on_behalf_of: behalf?.number ?? "",
    also: also.map((one) => one.number),
    seconds: secondsOf(item),
  };
}

/** Recorded: from now on it waits for the server. Resolves when that is on the disk. */
export function record(id) {
  const item = byId(id);
  const body = bodyOf(item);
  const queued = {
    ...item,
    state: "queued",
    step: "done",
    on_screen: false,
    body,
    seconds: body.seconds,
    pressed: stamp(),
    problem: null,
  };
  return put(queued);
}

/** The server said no to it: back to the form, as it was. */
export const reopen = (id, step = "what") =>
  put({ ...byId(id), state: "draft", step, on_screen: true, interrupted: true });
