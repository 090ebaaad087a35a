/** Registers the service worker and says when the app is on the phone, ready without signal. */

import { signal } from "@preact/signals";

/** "starting", "ready", "unsupported" (plain HTTP on a local network), "failed". */
export const offlineReady = signal("starting");

export async function registerWorker() {
  if (!("serviceWorker" in navigator)) {
    offlineReady.value = "unsupported";
    return;
  }
  try {
    const registered = await navigator.serviceWorker.register("/phone/sw.js", { scope: "/phone" });
    await navigator.serviceWorker.ready;
    offlineReady.value = "ready";
    registered.update().catch(() => {});
  } catch {
    offlineReady.value = navigator.serviceWorker.controller ? "ready" : "failed";
  }
}
