/** The server's clock on this computer: every countdown is drawn by it, whatever this one says. */

import { signal } from "@preact/signals";

const KEPT = 20;

export function createServerClock() {
  let samples = [];
  const second = signal(Math.floor(Date.now() / 1000));

  // travel only ever makes a server's time look earlier, so the largest difference is the best
  const offset = () => (samples.length ? Math.max(...samples) : 0);
  const now = () => Date.now() + offset();

  return {
    now,
    offset,
    /** The server's time in whole seconds, as a signal. */
    second,
    learn(serverTime) {
      const at = Date.parse(serverTime);
      if (Number.isNaN(at)) return;
      samples = [...samples, at - Date.now()].slice(-KEPT);
    },
    tick() {
      second.value = Math.floor(now() / 1000);
    },
  };
}
