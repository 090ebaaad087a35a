/** Registers the record's own service worker and says when the app is ready without signal. */

import { signal } from "@preact/signals";

/** "starting", "ready", "unsupported" (plain HTTP on a local network), "failed" */
export const offlineReady = signal("starting");

const SCOPE = "/phone/record";

/** `navigator.serviceWorker.ready` would also be content with the worker of /phone. */
const active = (registered) =>
  new Promise((resolve, reject) => {
    if (registered.active) return resolve();
    const worker = registered.installing ?? registered.waiting;
    if (!worker) return reject(new Error("no worker"));
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("not installed"));
    });
    return undefined;
  });

export async function registerWorker() {
  if (!("serviceWorker" in navigator)) {
    offlineReady.value = "unsupported";
    return;
  }
  try {
    const registered = await navigator.serviceWorker.register("/phone/record/sw.js", { scope: SCOPE });
    await active(registered);
    offlineReady.value = "ready";
    registered.update().catch(() => {});
  } catch {
    const there = await navigator.serviceWorker.getRegistration(SCOPE);
    offlineReady.value = there?.active?.scriptURL.endsWith("/phone/record/sw.js") ? "ready" : "failed";
  }
}
