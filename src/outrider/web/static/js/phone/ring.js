/** Sound and buzz: the ring of an offer or a test, and the metronome. They repeat what is shown. */

import { signal } from "@preact/signals";

const RING_EVERY_MS = 1600;
const RING = [[740, 0], [988, 0.16], [740, 0.32], [988, 0.48]];
const BUZZ = [300, 120, 300];
const LOOK_AHEAD_S = 0.25;

let context = null;
export const canSound = signal(false);

async function wake() {
  context ??= "AudioContext" in window ? new AudioContext() : null;
  await context?.resume().catch(() => {});
  canSound.value = context?.state === "running";
}

/** Browsers allow sound only after a press on the page. */
export function prepareSound() {
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => canSound.peek() || wake(), { passive: true });
  }
  // a phone that slept has stopped the sound
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && context) void wake();
  });
}

function tone(hertz, at, seconds, loud) {
  const source = context.createOscillator();
  const gain = context.createGain();
  source.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(loud, at + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
  source.connect(gain).connect(context.destination);
  source.start(at);
  source.stop(at + seconds + 0.02);
}

const running = () => context?.state === "running";
// a page that was never touched may not buzz: asking would only fill the log
const buzz = (pattern) => navigator.userActivation?.hasBeenActive && navigator.vibrate?.(pattern);

let ringing = null;

function ringOnce() {
  if (running()) RING.forEach(([hertz, after]) => tone(hertz, context.currentTime + after, 0.14, 0.4));
  buzz(BUZZ);
}

/** Ring until `stopRinging`. `cause` keeps one ring for one cause. */
export function ring(cause) {
  if (ringing?.cause === cause) return;
  stopRinging();
  ringOnce();
  ringing = { cause, timer: setInterval(ringOnce, RING_EVERY_MS) };
}

export function stopRinging(cause) {
  if (!ringing || (cause && ringing.cause !== cause)) return;
  clearInterval(ringing.timer);
  ringing = null;
  buzz(0);
}

/** Beats a minute, or null when it is still. */
export const beating = signal(null);
/** Ticks with each beat, for the eye. */
export const beat = signal(0);
let metronome = null;

/** Beats are placed ahead on the sound card's clock: timers of a page are not even enough. */
export function startBeat(perMinute) {
  stopBeat();
  beating.value = perMinute;
  const every = 60 / perMinute;
  const now = () => (running() ? context.currentTime : performance.now() / 1000);
  let next = now() + 0.05;
  metronome = setInterval(() => {
    while (next < now() + LOOK_AHEAD_S) {
      const wait = Math.max(0, (next - now()) * 1000);
      if (running()) tone(1000, next, 0.05, 0.5);
      setTimeout(() => {
        if (beating.peek() === null) return;
        beat.value += 1;
        buzz(30);
      }, wait);
      next += every;
    }
  }, 60);
}

export function stopBeat() {
  clearInterval(metronome);
  metronome = null;
  beating.value = null;
}
