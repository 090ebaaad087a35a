/**
 * Alarm tones, made on the spot. Sound repeats sight and is never the only sign. A mute lasts two
 * minutes and then ends by itself, so that it cannot be forgotten.
 */

import { signal } from "@preact/signals";

export const MUTE_MS = 120_000;
const PATTERNS = {
  alarm: [[880, 0], [660, 0.22], [880, 0.44], [660, 0.66]],
  ask: [[660, 0], [880, 0.18]],
};

let context = null;
export const mutedUntil = signal(0);
export const soundReady = signal(false);

/** Browsers allow sound only after a first press on the page. */
export function prepareSound() {
  const wake = async () => {
    context ??= new AudioContext();
    await context.resume().catch(() => {});
    soundReady.value = context.state === "running";
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, wake, { once: true });
}

export const isMuted = () => Date.now() < mutedUntil.value;
export const mute = () => (mutedUntil.value = Date.now() + MUTE_MS);
export const unmute = () => (mutedUntil.value = 0);

export function sound(pattern) {
  if (!context || context.state !== "running" || isMuted()) return;
  for (const [hertz, after] of PATTERNS[pattern]) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    const start = context.currentTime + after;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(0.25, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18);
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.2);
  }
}
