/**
 * The live picture: a snapshot with a cursor, then the stream after it.
 *
 *   const live = startLive();
 *   live.all("call"); live.one("unit", id); live.fixes.value; live.status.value.live
 *
 * `status.live` is false when nothing was heard for 8 seconds: pages say so in red and lock sending.
 */

import { batch, computed, signal } from "@preact/signals";
import { BASE, get } from "./api.js";
import { LEADER_SILENT_MS, createElection } from "./leader.js";
import { createServerClock } from "./server-clock.js";
import { createStore } from "./store.js";
import { createStream } from "./stream.js";

export const NOT_LIVE_AFTER_MS = 8000;
const STALE_CURSOR_MS = 60_000;
const CHANNEL = "outrider-live";

export function startLive({ base = BASE, onViewerChange = () => location.reload() } = {}) {
  const store = createStore();
  const time = createServerClock();
  const viewer = signal(null);
  const phase = signal("starting"); // starting, following, signed-out, forbidden
  const heardAt = signal(null); // this computer's clock, in ms
  const retryAt = signal(null);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;

  let cursor = 0;
  let leading = false;
  let leaderSeen = Date.now();
  let pending = null; // messages that came while a snapshot was under way
  let patience = null;

  const heard = () => {
    heardAt.value = Date.now();
    retryAt.value = null;
  };

  const handlers = {
    change(data) {
      if (data.cursor <= cursor) return;
      cursor = data.cursor;
      store.change(data);
    },
    fixes: (data) => store.moved(data.fixes ?? []),
    beat(data) {
      cursor = Math.max(cursor, data.cursor ?? 0);
      time.learn(data.server_time);
    },
    reset() {
      store.forgetCursors();
      void snapshot();
    },
    "signed-out"() {
      phase.value = "signed-out";
      stream.stop();
    },
  };

  const take = (kind, data) => {
    const orders = kind === "reset" || kind === "signed-out";
    if (!orders) heard();
    if (pending && !orders) pending.push([kind, data]);
    else handlers[kind]?.(data);
  };

  const install = (picture) => {
    const known = viewer.peek();
    if (known && (known.role !== picture.viewer.role || known.name !== picture.viewer.name)) {
      onViewerChange(picture.viewer);
    }
    batch(() => {
      cursor = picture.cursor;
      time.learn(picture.server_time);
      viewer.value = picture.viewer;
      store.replace(picture.entities, cursor);
      if (picture.fixes) store.moved(picture.fixes);
      phase.value = "following";
      heard();
    });
    const waiting = pending ?? [];
    pending = null;
    waiting.forEach(([kind, data]) => handlers[kind]?.(data));
  };

  const refused = { 401: "signed-out", 403: "forbidden" };

  /** Take a new snapshot; messages that come meanwhile wait for it. Answers whether it came. */
  async function snapshot() {
    clearTimeout(patience);
    pending ??= [];
    const wasLeading = leading;
    if (wasLeading) stream.stop();
    try {
      install(await get(`${base}/snapshot`));
    } catch (problem) {
      pending = null;
      phase.value = refused[problem.status] ?? phase.peek();
      if (refused[problem.status]) return false;
      retryAt.value = Date.now() + 2000;
      patience = setTimeout(snapshot, 2000);
      return false;
    }
    if (leading) stream.open();
    return true;
  }

  const stream = createStream({
    address: () => `${base}/stream?after=${cursor}&scope=${encodeURIComponent(viewer.peek()?.scope ?? "")}`,
    onEvent(kind, data) {
      channel?.postMessage({ kind, data });
      take(kind, data);
    },
    onRetry: (at) => (retryAt.value = at),
    onLost(open, failures) {
      // a long silence, or perhaps a session that has ended: only a snapshot says which
      const silent = Date.now() - (heardAt.peek() ?? 0);
      if (silent > STALE_CURSOR_MS || failures > 2) void snapshot();
      else open();
    },
  });

  const election = createElection({
    onLead() {
      leading = true;
      if (phase.peek() === "following") stream.open();
    },
    onFollow() {
      leading = false;
      stream.stop();
    },
  });

  channel?.addEventListener("message", ({ data: message }) => {
    if (message.kind === "hello") {
      if (leading) channel.postMessage({ kind: "fixes", data: { fixes: store.allFixes() } });
      return;
    }
    leaderSeen = Date.now();
    if (!leading && message.kind !== "leader") take(message.kind, message.data);
  });

  const ticking = setInterval(time.tick, 200);
  const watch = setInterval(() => {
    const now = Date.now();
    const silent = now - (heardAt.peek() ?? 0);
    if (leading) {
      channel?.postMessage({ kind: "leader" });
      const hung = phase.peek() === "following" && silent > NOT_LIVE_AFTER_MS;
      if (hung && !stream.waiting() && !pending) stream.again();
    } else if (now - leaderSeen > LEADER_SILENT_MS) {
      leaderSeen = now;
      election.relieve();
    }
  }, 1000);

  const status = computed(() => {
    time.second.value;
    const silentMs = heardAt.value == null ? null : Math.max(0, Date.now() - heardAt.value);
    return {
      phase: phase.value,
      live: phase.value === "following" && silentMs != null && silentMs <= NOT_LIVE_AFTER_MS,
      silentSeconds: silentMs == null ? null : Math.floor(silentMs / 1000),
      pictureAt: heardAt.value == null ? null : heardAt.value + time.offset(),
      retrySeconds: retryAt.value ? Math.max(0, Math.ceil((retryAt.value - Date.now()) / 1000)) : null,
    };
  });

  snapshot().finally(() => {
    channel?.postMessage({ kind: "hello" });
    election.start();
  });

  return {
    all: store.all,
    one: store.one,
    peek: store.peek,
    fixes: store.fixes,
    viewer,
    status,
    /** The server's time in ms; `second` ticks with it. */
    now: time.now,
    second: time.second,
    cursor: () => cursor,
    /** The newest cursor of anything shown: an answer may be ahead of the stream. */
    newest: () => Math.max(cursor, store.newest()),
    may: (permission) => viewer.value?.may?.includes(permission) ?? false,
    /** Show an answer at once; the stream brings the same again. Older answers are left out. */
    accept(answerCursor, entities) {
      if (answerCursor >= cursor) store.change({ upsert: entities.filter(Boolean), cursor: answerCursor });
    },
    retry: () => (leading ? stream.retryNow() : void snapshot()),
    stop() {
      clearInterval(watch);
      clearInterval(ticking);
      clearTimeout(patience);
      stream.stop();
      election.stop();
      channel?.close();
    },
  };
}
