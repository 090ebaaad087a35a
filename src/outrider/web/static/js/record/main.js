/** Starts the record: what is kept first, so that it opens without signal, then the server. */

import { html, mount } from "../lib/html.js";
import { followNight } from "../phone/device.js";
import { App } from "./app.js";
import { loadCases } from "./cases.js";
import { askToStay } from "./db.js";
import { ask, door, link, openKept } from "./door.js";
import { begin, leftOpen } from "./draft.js";
import { items, put } from "./items.js";
import { jobOf } from "./job.js";
import { loadLists } from "./lists.js";
import { refuseFiles } from "./media.js";
import { drain } from "./queue.js";
import { go, restored } from "./state.js";
import { registerWorker } from "./worker.js";

const box = document.querySelector("#app");

/** `?mission=` is used once: a reload must not begin another record. */
function takeMission() {
  const wanted = new URLSearchParams(location.search).get("mission") ?? "";
  if (location.search) history.replaceState(null, "", location.pathname);
  return wanted;
}

const draftOfJob = (mission) =>
  items.peek().find((item) => item.kind === "record" && item.state === "draft" && item.form.where.mission_id === mission);

async function openJob(mission) {
  const there = draftOfJob(mission);
  const item = there ?? (await begin({ job: await jobOf(mission) }));
  if (there) restored.value = there.id;
  go("draft", { id: item.id });
}

function openLeft() {
  const left = leftOpen(items.peek());
  if (!left) return;
  void put({ ...left, interrupted: true });
  restored.value = left.id;
  go("draft", { id: left.id });
}

let arrived = false;
/** Once, as soon as somebody's records are open. */
async function arrive(mission) {
  if (arrived || door.peek() !== "open") return;
  arrived = true;
  if (mission) await openJob(mission);
  else openLeft();
}

const SOON_MS = 1500;
const soon = () => new Promise((resolve) => setTimeout(resolve, SOON_MS));

async function start() {
  followNight();
  refuseFiles();
  const mission = takeMission();
  await Promise.all([openKept(), loadLists()]);
  const asked = ask({ opening: true, mission });
  // the job's place comes with the answer; without one soon, the phone's own knowledge must do
  if (mission) await Promise.race([asked, soon()]);
  await arrive(mission);
  mount(html`<${App} />`, box);
  await asked;
  await arrive(mission);
  void drain();
  void loadCases();
  await registerWorker();
  void askToStay();
}

async function back() {
  if (document.hidden) return;
  await ask();
  await arrive("");
  void drain();
  void loadCases();
}
addEventListener("online", back);
addEventListener("offline", () => (link.value = "no-signal"));
addEventListener("pageshow", (event) => event.persisted && back());
document.addEventListener("visibilitychange", back);

await start();
