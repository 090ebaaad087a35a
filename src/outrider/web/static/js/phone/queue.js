/**
 * Presses: stored first, then sent in order, each until the server has answered.
 *
 * kept: not confirmed, control does not know. sent: the server answered, with the time it took as
 * the real one. refused: the server said no, with its words. Nothing else is ever claimed.
 */

import { batch, computed, signal } from "@preact/signals";
import { uuid } from "../lib/ids.js";
import { agoMs, stamp } from "./stamp.js";

const BACKOFF_MS = [1000, 2000, 4000, 8000, 15_000];
const FINAL = new Set([400, 403, 404, 405, 409, 410, 413, 415, 422]);
const SHOWN_FOR_MS = 24 * 3600 * 1000;
const LOCK = "outrider-phone-presses";

/** A job opened without signal has no id yet: its later presses wait for the first one's answer. */
export const LOCAL = "local:";
export const isLocal = (id) => id?.startsWith(LOCAL) ?? false;

const withLock = (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work());

export function createQueue({ store, send, who, onAnswer = () => {} }) {
  const items = signal([]);
  const blocked = signal(null); // null, "no-signal", "signed-out"
  let draining = false;
  let again = false;
  let failures = 0;
  let timer = null;

  const replace = (item) => {
    items.value = items.value.map((one) => (one.n === item.n ? item : one));
  };

  async function save(item) {
    await store.put(item);
    replace(item);
    return item;
  }

  const mine = (item) => !item.who || !who() || item.who === who();

  /** The id by which the server knows the mission; null while its opening press is not answered. */
  const missionOf = (item) => {
    if (!isLocal(item.mission)) return item.mission;
    const opener = items.value.find((one) => LOCAL + one.press_id === item.mission);
    return opener?.answer?.mission ?? null;
  };

  const openerRefused = (item) =>
    isLocal(item.mission) &&
    items.value.find((one) => LOCAL + one.press_id === item.mission)?.state === "refused";

  const refuse = (item, problem) =>
    save({
      ...item,
      state: "refused",
      answered_at: new Date().toISOString(),
      problem: {
        title: problem.title,
        detail: problem.detail,
        wayOn: problem.wayOn ?? null,
        rule: problem.rule ?? null,
        status: problem.status,
      },
    });

  const confirm = (item, answer) =>
    save({
      ...item,
      state: "sent",
      answered_at: new Date().toISOString(),
      effective_at: answer?.effective_at ?? null,
      answer: { mission: answer?.mission?.id ?? null },
    });

  /** Answers whether the next one may be tried. */
  async function sendOne(item) {
    if (openerRefused(item)) {
      const detail = "The job that this belongs to was not opened.";
      await refuse(item, { title: "Not counted", detail, wayOn: "Tell control by radio.", status: 409 });
      return true;
    }
    const path = item.path.replace("{mission}", missionOf(item) ?? "");
    const body = {
      ...item.body,
      press_id: item.press_id,
      pressed_at: item.stamp.at,
      ago_ms: agoMs(item.stamp),
    };
    try {
      const answer = await send(path, body);
      failures = 0;
      blocked.value = null;
      // the new picture before the press leaves the queue, on the screen and on the phone: else the
      // screen would step back, at once or when the app is opened again without signal
      let keeping = null;
      batch(() => {
        replace({ ...item, answer: { mission: answer?.mission?.id ?? null } });
        keeping = onAnswer(item, answer);
      });
      await keeping;
      await confirm(item, answer);
      return true;
    } catch (problem) {
      // a 403 without words is a session or a token that has gone, not an answer about the press
      const session = problem.status === 401 || (problem.status === 403 && !problem.body);
      if (FINAL.has(problem.status) && !session) {
        failures = 0;
        blocked.value = null;
        await refuse(item, problem);
        onAnswer(item, null);
        return true;
      }
      blocked.value = session ? "signed-out" : "no-signal";
      return false;
    }
  }

  const nextKept = () => items.value.find((item) => item.state === "kept" && mine(item));

  const later = () => {
    clearTimeout(timer);
    const wait = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)];
    failures += 1;
    timer = setTimeout(drain, wait);
  };

  async function drainLocked() {
    for (let item = nextKept(); item; item = nextKept()) {
      const stored = await store.one(item.n);
      // another tab was quicker
      if (stored && stored.state !== "kept") replace(stored);
      else if (!(await sendOne(item))) return later();
    }
    return undefined;
  }

  async function drain() {
    if (draining) {
      again = true;
      return;
    }
    draining = true;
    clearTimeout(timer);
    try {
      await withLock(drainLocked);
    } finally {
      draining = false;
      if (again) {
        again = false;
        void drain();
      }
    }
  }

  async function load() {
    const all = await store.all();
    const old = all.filter(
      (item) => item.state !== "kept" && Date.now() - item.stamp.wall > SHOWN_FOR_MS,
    );
    if (old.length) await store.drop(old.map((item) => item.n));
    items.value = all.filter((item) => !old.includes(item));
    void drain();
  }

  /**
   * Store a press, then send it. Resolves when it is stored: only then may the screen move on.
   * `label` is what the list says; `mission` and `press` say what it does; `about` stays here.
   */
  async function press({ path, body = {}, label, mission = null, press: name, about = null }) {
    const item = {
      press_id: uuid(),
      path,
      body,
      label,
      mission,
      press: name,
      about,
      who: who(),
      stamp: stamp(),
      state: "kept",
    };
    item.n = await store.add(item);
    items.value = [...items.value, item];
    failures = 0;
    void drain();
    return item;
  }

  return {
    items,
    blocked,
    /** Not answered yet: control does not know. */
    unsent: computed(() => items.value.filter((item) => item.state === "kept")),
    load,
    press,
    drain,
    missionOf,
    /** Presses of a mission in the order in which they were made. */
    of: (mission) =>
      items.value.filter((item) => item.mission === mission || missionOf(item) === mission),
    async forget() {
      await store.drop(items.value.filter((item) => item.state !== "kept").map((item) => item.n));
      items.value = items.value.filter((item) => item.state === "kept");
    },
  };
}
