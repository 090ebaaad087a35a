/** A GET that follows signals: asked again when its key changes; the old answer stays meanwhile. */

import { effect, signal } from "@preact/signals";
import { get } from "./api.js";

const SETTLE_MS = 150;

/**
 * `ask`: () => ({ path, key }) or null. A new path drops the old answer; a new key only refreshes.
 * The signal's value: { path, data, problem, loading }.
 */
export function resource(ask) {
  const state = signal({ path: null, data: null, problem: null, loading: false });
  let running = null;
  let timer = null;

  const load = async (path) => {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const data = await get(path, { signal: mine.signal });
      if (!mine.signal.aborted) state.value = { path, data, problem: null, loading: false };
    } catch (problem) {
      if (mine.signal.aborted) return;
      state.value = { ...state.peek(), path, problem, loading: false };
    }
  };

  effect(() => {
    const wanted = ask();
    clearTimeout(timer);
    if (!wanted) {
      running?.abort();
      state.value = { path: null, data: null, problem: null, loading: false };
      return;
    }
    const same = state.peek().path === wanted.path;
    if (!same) state.value = { path: wanted.path, data: null, problem: null, loading: true };
    timer = setTimeout(() => load(wanted.path), same ? SETTLE_MS : 0);
  });

  return state;
}

const kept = new Map();

/** A GET whose answer holds for the whole visit (reasons, complaints, base map). */
export function fixed(path) {
  if (!kept.has(path)) {
    const state = signal({ data: null, problem: null });
    const load = (wait) =>
      get(path).then(
        (data) => (state.value = { data, problem: null }),
        (problem) => {
          state.value = { data: state.peek().data, problem };
          if (problem.unanswered || problem.status >= 500) setTimeout(load, wait, Math.min(wait * 2, 30_000));
        },
      );
    kept.set(path, { state, load });
    load(2000);
  }
  return kept.get(path).state;
}

/** Ask again for what `fixed` gave, where it may have changed meanwhile; the old answer stays till then. */
export const renew = (path) => (kept.has(path) ? kept.get(path).load(2000) : fixed(path));
