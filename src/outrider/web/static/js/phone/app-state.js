/** The app's one state: the live picture, the queue, and which mission and screen they make. */

import { computed, signal } from "@preact/signals";
import { post, postSafely } from "../lib/api.js";
import { startLive } from "../lib/live.js";
import { moveCare } from "./care.js";
import { keepOneMore, kept, presses } from "./db.js";
import { ENDED, project } from "./phases.js";
import { lastHeard, lastViewer, savePicture } from "./picture.js";
import { LOCAL, createQueue } from "./queue.js";

const SEEN = "seen-ends";
const END_SHOWN_MS = 30 * 60_000;

export const live = startLive({ base: "/api/v1", onViewerChange: () => {} });

export const viewer = computed(() => live.viewer.value ?? lastViewer.value);
const whoIsThis = () => {
  const one = viewer.peek();
  return one ? `${one.user_id ?? one.name}` : null;
};

export const queue = createQueue({
  store: presses,
  who: whoIsThis,
  // one try: the queue itself tries again, in order
  send: (path, body) => post(path, body),
  onAnswer(item, answer) {
    if (!answer) return;
    const entities = [answer.mission, answer.call, answer.unit, answer.alert].filter((one) => one?.type);
    if (answer.cursor != null) live.accept(answer.cursor, entities);
    if (item.press === "come_across" && answer.mission) {
      void moveCare(LOCAL + item.press_id, answer.mission.id);
    }
    // a full store must not hold the press back: the server has counted it
    return savePicture(live).catch(() => {});
  },
});

const networkOn = signal(navigator.onLine);
for (const kind of ["online", "offline"]) {
  addEventListener(kind, () => (networkOn.value = navigator.onLine));
}

/** A press that could not leave the phone is no signal, whatever else still trickles in. */
const cutOff = () =>
  !networkOn.value || (queue.blocked.value === "no-signal" && queue.unsent.value.length > 0);

/** Seconds since the server was last heard, and what to call it. */
export const link = computed(() => {
  const { live: isLive, phase } = live.status.value;
  live.second.value;
  const heard = lastHeard.value;
  const silent = heard == null ? null : Math.max(0, Math.floor((Date.now() - heard) / 1000));
  if (phase === "signed-out" || phase === "forbidden") return { state: phase, silent, heard };
  if (isLive && !cutOff()) return { state: "live", silent: 0, heard };
  const starting = phase === "starting" && navigator.onLine && performance.now() < 4000;
  return { state: starting ? "starting" : "no-signal", silent, heard };
});

export const unit = computed(() => live.one("unit", viewer.value?.unit_id));

/** Ends that the officer has seen, so that each is shown once, also after a restart. */
export const seenEnds = signal(new Set());

export async function loadSeen() {
  seenEnds.value = new Set((await kept.get(SEEN)) ?? []);
}

export async function markSeen(id) {
  // kept before it leaves the screen: else it comes back when the app is opened again at once
  await keepOneMore(SEEN, id, 50).catch(() => {});
  seenEnds.value = new Set([...seenEnds.value, id]);
}

const latest = (missions) =>
  missions.reduce((best, one) => (best && startOf(best) > startOf(one) ? best : one), null);
const startOf = (mission) => mission.times?.offered ?? mission.phase_since ?? "";

const mine = computed(() => {
  const id = unit.value?.id ?? viewer.value?.unit_id;
  return live.all("mission").filter((one) => one.unit_id === id && one.phase !== "asking_owner");
});

const endedLately = (one) =>
  Date.now() - Date.parse(one.times?.ended ?? one.phase_since) < END_SHOWN_MS;

/** A job opened on this phone that the server has not answered yet. */
const localJob = computed(() => {
  const opener = queue.items.value.findLast(
    (item) => item.press === "come_across" && item.state === "kept",
  );
  if (!opener) return null;
  const id = LOCAL + opener.press_id;
  return {
    type: "mission",
    id,
    local: true,
    call_id: id,
    call_number: null,
    unit_id: viewer.value?.unit_id,
    phase: "at_scene",
    phase_since: opener.stamp.at,
    times: { at_scene: opener.stamp.at },
    origin: "came-across",
    about: opener.about,
  };
});

/** The job on this phone: a running one first, else the last end that was not seen yet. */
export const mission = computed(() => {
  const running = mine.value.filter((one) => !ENDED.has(one.phase));
  if (running.length) return latest(running);
  if (localJob.value) return localJob.value;
  return latest(mine.value.filter((one) => !seenEnds.value.has(one.id) && endedLately(one)));
});

const localCall = (job) => ({
  type: "call",
  id: job.id,
  number: null,
  complaint_text: job.about.text,
  condition: job.about.condition,
  connected_at: job.phase_since,
  place: { label: job.about.place ?? "Where you are", town: "", os_grid: "" },
  ambulance: { state: "not-told", live: false },
  local: true,
});

export const call = computed(() => {
  const job = mission.value;
  if (!job) return null;
  return job.local ? localCall(job) : live.one("call", job.call_id);
});

/** The mission moved on by the presses that wait, and those presses. */
export const state = computed(() => {
  const job = mission.value;
  if (!job) return null;
  const waiting = queue.of(job.id).filter((item) => item.state === "kept");
  return { ...project(job, waiting), waiting };
});

const TIME_OF = {
  accept: "accepted",
  mobile: "mobile",
  at_scene: "at_scene",
  with_patient: "with_patient",
  handover: "handover",
  clear: "clear",
};

/** Refused only because control had recorded the same step already, told by radio: no harm done. */
export const hadAlready = (item) =>
  item.state === "refused" &&
  ["mission.order", "mission.ended"].includes(item.problem.rule) &&
  Boolean(live.one("mission", queue.missionOf(item))?.times?.[TIME_OF[item.press]]);

/** The last refusal of this job that was not put away. */
export const hiddenRefusals = signal(new Set());
export const refusal = computed(() =>
  queue.items.value.findLast(
    (item) => item.state === "refused" && !hiddenRefusals.value.has(item.n) && !hadAlready(item),
  ),
);
export const hideRefusal = (item) => {
  const before = queue.items.value.filter((one) => one.state === "refused" && one.n <= item.n);
  hiddenRefusals.value = new Set([...hiddenRefusals.value, ...before.map((one) => one.n)]);
};

/** "", "cards", "card:<id>", "handover", "clear", "kept", "settings", "come-across", "kit", ... */
export const screen = signal("");
/** A sheet over the screen: { name, ...what it needs } or null. */
export const sheet = signal(null);

export const open = (name) => {
  sheet.value = null;
  screen.value = name;
};

export const receipt = (alert, what) => postSafely(`alerts/${alert}/receipt`, { what });
