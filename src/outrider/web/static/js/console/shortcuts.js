/** The desk's keys. */

import { bindKeys } from "../lib/keys.js";
import { PRESSES } from "../lib/presses.js";
import { locked } from "../lib/sending.js";
import { shout } from "../lib/speak.js";
import { ask, mayAsk, nextUnit } from "./ask-panel.js";
import { doPress } from "./do-press.js";
import { callPresses } from "./call-acts.js";
import {
  backToList, chosen, live, liveMissions, mapShown, openDialog, pickedUnit, rankedCandidates, step,
} from "./state.js";

export const KEYS = [
  ["J", "Next call"], ["K", "Previous call"], ["1 2 3 4 5 6 7 8 9", "Pick a unit"], ["A", "Ask for the picked unit, or the first"],
  ["P", "Ring police"], ["W", "Withdraw"], ["Y", "Agree (the unit’s own control)"], ["N", "Decline a request, else new call"],
  ["R", "Call back"], ["S", "Stand down"], ["H", "Hold off, or lift it"], ["M", "Map or list"], ["T", "Timeline"], ["U", "Units"],
  ["/", "Find"], ["?", "All keys"], ["Esc", "Close; never undoes"],
];

const LOCKED = "Not sent: this screen is not live. Use radio or telephone.";

function pick(_, key) {
  const one = rankedCandidates.peek()[Number(key) - 1];
  if (one) pickedUnit.value = one.unit_id;
}

function askNext() {
  const call = chosen.peek();
  const one = call && nextUnit();
  if (!one || !mayAsk(call)) return;
  if (locked.peek()) shout(LOCKED);
  else if (!call.ambulance?.live) shout("No ambulance is allocated and live. Allocate one first.");
  else ask(call, one);
}

/** The mission on which this press is possible now. */
const missionFor = (press) => liveMissions.peek().find((mission) => mission.can?.includes(press));

function pressed(_, key) {
  const presses = Object.keys(PRESSES).filter((press) => PRESSES[press].key === key);
  for (const press of presses) {
    const mission = missionFor(press);
    if (mission) return locked.peek() ? shout(LOCKED) : doPress(mission, press);
  }
  return onCall(key);
}

function onCall(key) {
  const call = chosen.peek();
  const wanted = { h: ["hold_off", "lift_hold_off"], s: ["stand_down"] }[key];
  const press = call && callPresses(call).find((one) => wanted?.includes(one));
  if (press) openDialog("call-press", { callId: call.id, press });
  else if (key === "n" && live.may("take-call")) openDialog("new-call");
}

function ring() {
  const mission = liveMissions.peek().find((one) => one.phase === "asking_owner");
  if (mission && live.may("ask-for-unit")) openDialog("ring", { missionId: mission.id });
}

const focus = (selector) => () => document.querySelector(selector)?.focus();

export const bindShortcuts = () =>
  bindKeys(() => [
    { keys: ["j"], run: () => step(1) },
    { keys: ["k"], run: () => step(-1) },
    { keys: [..."123456789"], run: pick },
    { keys: ["a"], run: askNext },
    { keys: ["p"], run: ring },
    { keys: ["y", "n", "w", "r", "s", "h"], run: pressed },
    { keys: ["m"], run: () => (mapShown.value = !mapShown.value) },
    { keys: ["t"], run: focus("#timeline") },
    { keys: ["u"], run: () => openDialog("units") },
    { keys: ["/"], run: focus("#find") },
    { keys: ["?"], run: () => openDialog("keys") },
    { keys: ["Escape"], run: backToList },
  ]);
