/**
 * When a press was made. The wall clock may be wrong and may be set between press and sending; the
 * time that has run since the press cannot. That running time is lost with a reload: then only the
 * wall clock is sent and the server says how sure it is.
 */

import { uuid } from "../lib/ids.js";

const BOOT = uuid();
const SLEPT_MS = 5000;

export const stamp = () => ({
  at: new Date().toISOString(),
  wall: Date.now(),
  running: performance.now(),
  boot: BOOT,
});

/** Milliseconds since the stamp, or null when nothing on this phone can say so honestly. */
export function agoMs(made, here = { boot: BOOT, wall: Date.now(), running: performance.now() }) {
  if (made.boot !== here.boot) return null;
  const ran = here.running - made.running;
  // some phones stop the running clock while they sleep: then it says too little
  if (here.wall - made.wall - ran > SLEPT_MS) return null;
  return Math.max(0, Math.round(ran));
}
