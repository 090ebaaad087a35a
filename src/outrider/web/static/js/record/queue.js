/**
 * What waits: sent in the order in which it was made, each until the server has answered. Nothing
 * counts as recorded before that. A refusal stays at its item, and the item stays.
 */

import { computed, signal } from "@preact/signals";
import { uuid } from "../lib/ids.js";
import { post } from "../lib/api.js";
import { agoMs, stamp } from "../phone/stamp.js";
import { ask, link, sameSession } from "./door.js";
import { byId, items, owner, put, stored } from "./items.js";

const BACKOFF_MS = [1000, 2000, 4000, 8000, 15_000, 60_000];
const FINAL = new Set([400, 403, 404, 405, 409, 410, 413, 415, 422]);
const LOCK = "outrider-record-queue";
const TIMEOUT_MS = 20_000;

/** null, "no-signal", "signed-out" */
export const blocked = signal(null);
export const waiting = computed(() => items.value.filter((item) => item.state === "queued"));

let draining = false;
let again = false;
let failures = 0;
let timer = null;

const withLock = (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work());
const madeFirst = (a, b) => (a.pressed.at < b.pressed.at ? -1 : 1);

/** The case that an addition belongs to; null while its record was not answered. */
export const caseOf = (item) => item.case ?? byId(item.record)?.answer?.case?.id ?? null;

const RECORD = { path: () => "safety/records", body: (item) => withTime(item, item.body) };
const ROUTES = {
  record: RECORD,
  details: {
    path: (item) => `safety/cases/${caseOf(item)}/details`,
    body: (item) => ({ press_id: item.id, ...item.parts }),
  },
  press: {
    path: (item) => `safety/cases/${caseOf(item)}/press`,
    body: (item) => ({ press_id: item.id, ...item.parts }),
  },
};

const withTime = (item, body) => ({ ...body, pressed_at: item.pressed.at, ago_ms: agoMs(item.pressed) });

const problemOf = ({ title, detail, wayOn, rule, status, errors }) => ({
  title,
  detail,
  way_on: wayOn ?? null,
  rule: rule ?? null,
  status,
  errors: (errors ?? []).map(({ field, message }) => ({ field, message })),
});

/** Of a case only what this app shows again: the rest is on the server's pages. */
const keptCase = (one) => ({
  id: one.id,
  number: one.number,
  title: one.title,
  mine: one.mine,
  can: one.can ?? [],
  supervisor: one.supervisor?.name ?? null,
  next: one.next ?? null,
  points: (one.plan?.points ?? []).map(({ n, title, promise, word, text }) => ({ n, title, promise, word, text })),
  classification: one.classification ?? null,
  facts: one.facts ?? null,
  injury: one.injury ?? null,
  hate: one.hate ?? null,
  own_characteristic: one.own_characteristic ?? null,
  suspects: one.suspects ?? null,
  investigation: one.investigation ?? null,
});

function answerOf(item, answer) {
  if (item.kind !== "record") return { case: answer?.case ? keptCase(answer.case) : null };
  const mine = answer.cases.find((one) => one.mine) ?? answer.cases[0] ?? null;
  return {
    case: mine ? keptCase(mine) : null,
    decision: answer.decision,
    duplicates: answer.duplicates,
    help: answer.help ?? null,
  };
}

async function confirm(item, answer) {
  const told = answerOf(item, answer);
  await put({ ...item, state: "sent", answered_at: new Date().toISOString(), answer: told, problem: null });
  const parent = item.record ? byId(item.record) : null;
  if (parent && told.case) await put({ ...parent, answer: { ...parent.answer, case: told.case } });
}

const refuse = (item, problem) =>
  put({ ...item, state: "refused", answered_at: new Date().toISOString(), problem: problemOf(problem) });

/** What can be sent now: an addition waits for its record. */
const nextOne = (tried) =>
  [...waiting.value]
    .sort(madeFirst)
    .find((item) => !tried.has(item.id) && (item.kind === "record" || caseOf(item)));

/** Answers whether the next one may be tried. */
async function sendOne(item) {
  const { path, body } = ROUTES[item.kind];
  try {
    const answer = await post(path(item), body(item), { timeout: TIMEOUT_MS });
    failures = 0;
    blocked.value = null;
    link.value = "live";
    await confirm(item, answer);
    return true;
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    // a 403 without words is a session or a token that has gone, not an answer about the record
    const session = problem.status === 401 || (problem.status === 403 && !problem.body);
    if (FINAL.has(problem.status) && !session) {
      await refuse(item, problem);
      return true;
    }
    blocked.value = session ? "signed-out" : "no-signal";
    link.value = session ? "signed-out" : "no-signal";
    return false;
  }
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(drain, BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)]);
  failures += 1;
};

/** Somebody signed in or out on this phone meanwhile: ask who it is before anything leaves it. */
async function stillThem() {
  if (!owner.peek()) return false;
  if (sameSession()) return true;
  const whose = owner.peek().tag;
  await ask();
  return owner.peek()?.tag === whose && sameSession() && link.peek() === "live";
}

async function drainLocked() {
  const tried = new Set();
  for (let item = nextOne(tried); item; item = nextOne(tried)) {
    if (!(await stillThem())) return later();
    tried.add(item.id);
    const there = await stored(item.id);
    // another tab was quicker
    if (there && there.state !== "queued") items.value = items.value.map((one) => (one.id === there.id ? there : one));
    else if (!(await sendOne(item))) return later();
  }
  return undefined;
}

export async function drain() {
  if (draining) {
    again = true;
    return;
  }
  draining = true;
  clearTimeout(timer);
  try {
    if (waiting.peek().length) await withLock(drainLocked);
  } finally {
    draining = false;
    if (again) {
      again = false;
      void drain();
    }
  }
}

/** By a person's press: at once, whatever was waited for. */
export const sendNow = () => {
  failures = 0;
  return drain();
};

/** An addition to a record or a case, kept and then sent. */
export async function add({ kind, target, parts, label }) {
  const item = { id: uuid(), kind, ...target, parts, label, state: "queued", pressed: stamp() };
  await put(item);
  void sendNow();
  return item;
}

/** Kept as a draft until now: from now on it waits for the server. */
export async function queueUp(id, more = {}) {
  await put({ ...byId(id), ...more, state: "queued", pressed: stamp(), problem: null });
  void sendNow();
}
