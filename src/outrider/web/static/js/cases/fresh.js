/** The page follows its cases: when the stream says that one has changed, it is read again. */

import { effect } from "@preact/signals";
import { startLive } from "../lib/live.js";
import { parsed, putIn, say, signedOut } from "./page.js";

const AGAIN_MS = 300_000; // words such as "2 hours late" grow old by themselves
const FIELDS = "form.step input:not([type=hidden]), form.step textarea, form.step select";

const root = () => document.querySelector("[data-page]");
// a form on its way, or one that did not arrive, is not taken away either
const SENDING = "form[data-sending], form .way";
const busy = () => Boolean(document.activeElement?.matches(FIELDS) || document.querySelector(SENDING));
let reading = false;
let wanted = false;

function offer() {
  const box = document.querySelector("[data-changed]");
  if (box) box.hidden = false;
}

/** Read the page again; while somebody types or sends, only say that it has changed. */
export async function refresh({ told = true, force = false } = {}) {
  if (busy() && !force) return told ? offer() : undefined;
  if (reading) return void (wanted = true);
  reading = true;
  try {
    const response = await fetch(location.href, { headers: { "X-Outrider-Refresh": "1" }, credentials: "same-origin" });
    const fresh = signedOut(response) || response.status >= 500 ? null : parsed(await response.text());
    if (!fresh) return undefined;
    if (busy() && !force) return told ? offer() : undefined;
    putIn(fresh);
    if (told) say("This page has been brought up to date.");
  } catch {
    // no network: the line says that it is not live, and the next change asks again
  } finally {
    reading = false;
    if (wanted) {
      wanted = false;
      void refresh();
    }
  }
  return undefined;
}

/** Versions of what the page shows, and what the live picture says of the same. */
const shownVersion = () => Number(root()?.dataset.version);

function oneCase(live) {
  let seen = false;
  effect(() => {
    const id = root()?.dataset.case;
    const now = live.one("case", id);
    if (!live.viewer.value) return;
    if (now) {
      seen = true;
      if (now.version !== shownVersion()) void refresh();
    } else if (seen) {
      seen = false;
      void refresh(); // closed, taken back, or no longer ours
    }
  });
}

function aList(live) {
  let before = null;
  effect(() => {
    if (!live.viewer.value) return;
    const versions = new Map(live.all("case").map((one) => [one.id, one.version]));
    const mark = JSON.stringify([...versions]);
    const stale = [...document.querySelectorAll("[data-case][data-version]")].some(
      (row) => versions.has(row.dataset.case) && versions.get(row.dataset.case) !== Number(row.dataset.version),
    );
    if (before === null ? stale : mark !== before) void refresh();
    before = mark;
  });
}

let standing = null;

function showLine() {
  const line = document.querySelector("[data-live]");
  if (!line || standing === null) return;
  const place = line.querySelector(".live");
  const text = standing
    ? "Live: this page keeps itself up to date."
    : "Not live: what you see may be old. Carry on: what you send is kept until it arrives.";
  line.hidden = false;
  line.classList.toggle("no", !standing);
  line.setAttribute("role", standing ? "status" : "alert");
  if (place.textContent !== text) place.textContent = text;
}

export function follow() {
  if (!root()) return;
  const live = startLive();
  effect(() => {
    const { live: on, phase } = live.status.value;
    if (phase === "starting" && live.status.value.retrySeconds === null) return;
    if (on === standing) return;
    standing = on;
    showLine();
  });
  document.addEventListener("outrider:fresh", showLine);
  if (root().dataset.page === "list") aList(live);
  else oneCase(live);
  setInterval(() => document.visibilityState === "visible" && void refresh({ told: false }), AGAIN_MS);
}
