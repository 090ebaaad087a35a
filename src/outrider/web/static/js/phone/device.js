/** The phone itself: dark or light, screen awake, position, a word on the locked screen. */

import { signal } from "@preact/signals";
import { theme as shownTheme } from "../lib/theme.js";

const THEME = "outrider-phone-theme";
const DARK_FROM = 18;
const DARK_TO = 7;
const root = document.documentElement;

/** "auto", "dark" or "light". Auto: dark at night and where the phone is set to dark. */
export const themeChoice = signal(localStorage.getItem(THEME) ?? "auto");

const night = (hour) => hour >= DARK_FROM || hour < DARK_TO;
const wantsDark = () =>
  night(new Date().getHours()) || matchMedia("(prefers-color-scheme: dark)").matches;

function applyTheme() {
  const name = themeChoice.value === "auto" ? (wantsDark() ? "dark" : "light") : themeChoice.value;
  root.dataset.theme = name;
  shownTheme.value = name;
  const bar = getComputedStyle(root).getPropertyValue("--bg").trim();
  document.querySelector("meta[name=theme-color]")?.setAttribute("content", bar);
}

export function chooseTheme(name) {
  themeChoice.value = name;
  localStorage.setItem(THEME, name);
  applyTheme();
}

export function followNight() {
  applyTheme();
  setInterval(applyTheme, 60_000);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);
}

let awake = null;

/** Keep the screen on while there is a job. The browser lets go when the page is hidden. */
export async function stayAwake(wanted) {
  try {
    if (wanted && !awake && !document.hidden) {
      awake = await navigator.wakeLock?.request("screen");
      awake?.addEventListener("release", () => (awake = null));
    } else if (!wanted && awake) {
      await awake.release();
    }
  } catch {
    awake = null; // low battery: the phone says no, and that is its right
  }
}

/** Where the phone is: `{lat, lon, metres}`. Rejects with a sentence that says what to do. */
export function whereAmI() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) {
      reject(new Error("This phone gives no position. Type the place."));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lat: coords.latitude, lon: coords.longitude, metres: Math.round(coords.accuracy) }),
      () => reject(new Error("No position from this phone. Type the place.")),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 15_000 },
    );
  });
}

export const mayNotify = signal("Notification" in window ? Notification.permission : "unsupported");

export async function askToNotify() {
  if ("Notification" in window) mayNotify.value = await Notification.requestPermission();
}

/** A locked phone shows this and nothing more: no place, no patient. */
export async function tellLockedScreen() {
  if (!document.hidden || mayNotify.peek() !== "granted") return;
  const worker = await navigator.serviceWorker?.ready;
  await worker?.showNotification("Outrider: open", { tag: "outrider", renotify: true });
}
