/**
 * Who is at the phone. The key of their session opens their records at once, with or without
 * signal; the server, when it is heard, says whether it is still them.
 */

import { computed, signal } from "@preact/signals";
import { get, post } from "../lib/api.js";
import { canSeal, cookieNow, forgetKey, isLeaving, keptKey, makeKey, noteLeaving, noteLeft, phoneId } from "./keys.js";
import { byId, closeAll, openAll, owner, put } from "./items.js";

const ME = "/phone/record/me.json";

/** "starting", "live", "no-signal", "signed-out", "forbidden", "error" */
export const link = signal("starting");
export const trouble = signal(null);

/** What the server last said about whoever this is; kept sealed with the rest. */
export const about = computed(() => byId("about")?.me ?? null);
/** When that was. */
export const aboutAt = computed(() => byId("about")?.changed_at ?? null);

/** "open": records can be made and read. "sealed": not without signing in. "unsupported": no HTTPS. */
export const door = computed(() => {
  if (!canSeal()) return "unsupported";
  if (owner.value) return "open";
  return link.value === "starting" ? "starting" : "sealed";
});

// the session's cookie as it was when this person was let in: another one is somebody else
let letIn = "";
export const sameSession = () => letIn !== "" && cookieNow() === letIn;

async function shut() {
  await forgetKey();
  await closeAll();
  letIn = "";
}

/** With what is on the phone, before anything is asked of the server. */
export async function openKept() {
  if (!canSeal()) return;
  const kept = await keptKey();
  if (!kept) return;
  await openAll(kept);
  letIn = cookieNow();
}

async function letInAs(me, before) {
  const { user } = me;
  const made = await makeKey(await post("/phone/record/share", { device: await phoneId() }));
  if (made.tag !== owner.peek()?.tag) {
    await closeAll();
    await openAll(made);
  }
  letIn = cookieNow();
  link.value = "live";
  await put({ id: "about", kind: "about", me });
  return before !== null && before !== user ? "another" : "same";
}

/** Ask the server who this is. `opening`: nothing has been entered since the app was opened. */
export async function ask({ opening = false, mission = "" } = {}) {
  if (!canSeal()) return;
  if (await isLeaving()) {
    link.value = (await finishLeaving()) ? "signed-out" : "no-signal";
    return;
  }
  const before = about.peek()?.user ?? null;
  try {
    const me = await get(mission ? `${ME}?mission=${mission}` : ME);
    if (!me?.user) throw Object.assign(new Error("no answer of ours"), { status: 0 });
    // never one person's records under another's name, not even while the share is on its way
    if (before !== null && before !== me.user) await closeAll();
    await letInAs(me, before);
    trouble.value = null;
  } catch (problem) {
    await refused(problem, opening);
  }
}

async function refused(problem, opening) {
  const { status = 0 } = problem;
  if (status === 401) {
    link.value = "signed-out";
    // what is on the screen stays until it is closed; what is on the disk is sealed now
    await (opening ? shut() : forgetKey());
  } else if (status === 403 && problem.body) {
    link.value = "forbidden";
    trouble.value = problem;
    await shut();
  } else if (status === 0 || status >= 502) {
    link.value = "no-signal";
  } else {
    link.value = "error";
    trouble.value = problem;
  }
}

/** Answers whether the server has ended the session. */
async function endSession() {
  try {
    const answer = await fetch("/sign-out", {
      method: "POST",
      headers: { "X-CSRFToken": cookieNow() },
      redirect: "manual",
      credentials: "same-origin",
    });
    return answer.ok || answer.type === "opaqueredirect";
  } catch {
    return false;
  }
}

async function finishLeaving() {
  if (!(await endSession())) return false;
  await noteLeft();
  return true;
}

/**
 * Sign out: sealed at once, with or without signal. Without it the server is told at the next
 * opening, before anything else. Answers whether the server knows.
 */
export async function leavePhone() {
  await noteLeaving();
  await shut();
  const known = await finishLeaving();
  link.value = known ? "signed-out" : "no-signal";
  return known;
}
