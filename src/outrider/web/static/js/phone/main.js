/** Starts the phone: what is kept first, so that it opens without signal, then the live picture. */

import { html, mount } from "../lib/html.js";
import { loadAfter } from "./after.js";
import { App } from "./app.js";
import { live, loadSeen, queue } from "./app-state.js";
import { askToStay } from "./db.js";
import { followNight, stayAwake } from "./device.js";
import { keepPicture, showKept } from "./picture.js";
import { loadReference } from "./reference.js";
import { prepareSound } from "./ring.js";
import { prepareRecord } from "../record/prepare.js";
import { registerWorker } from "./worker.js";

const box = document.querySelector("#app");

async function start() {
  followNight();
  prepareSound();
  await Promise.all([showKept(live), loadSeen(), loadAfter(), queue.load()]);
  keepPicture(live);
  mount(html`<${App} />`, box);
  await registerWorker();
  await loadReference();
  void askToStay();
  void prepareRecord();
}

const back = () => {
  live.retry();
  void queue.drain();
};
addEventListener("online", back);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  back();
  void stayAwake(live.all("mission").length > 0);
});
// heard again after a silence: what waits may go
let wasLive = false;
live.status.subscribe(({ live: now }) => {
  if (now && !wasLive) void queue.drain();
  wasLive = now;
});

await start();
