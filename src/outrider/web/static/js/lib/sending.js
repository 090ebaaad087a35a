/**
 * Presses on their way. While the screen is not live nothing is sent. One press at a time for each
 * thing pressed on; a refusal or a failure stays on screen until it is closed or tried again.
 */

import { signal } from "@preact/signals";
import { postSafely, press } from "./api.js";
import { uuid } from "./ids.js";
import { say, shout } from "./speak.js";

export const locked = signal(false);
export const busy = signal(new Set());
export const trouble = signal(null); // { about, problem, again }

const mark = (about, on) => {
  const next = new Set(busy.value);
  if (on) next.add(about);
  else next.delete(about);
  busy.value = next;
};

/**
 * Send a press. `about` names what it is pressed on; `done` is a sentence for when it counted.
 * `fact`: what is sent says how things are, so that saying it twice changes nothing (no press id).
 * `quiet` leaves the refusal to the caller (a form that shows it itself). Answers the server's answer.
 */
export async function send(about, path, body, { done, live, quiet = false, fact = false } = {}) {
  if (locked.value) {
    shout("Not sent: this screen is not live. Use radio or telephone.");
    return undefined;
  }
  if (busy.value.has(about)) return undefined;
  const whole = fact ? body : { press_id: uuid(), ...body };
  mark(about, true);
  trouble.value = null;
  try {
    const answer = await (fact ? postSafely : press)(path, whole);
    if (live && answer?.cursor != null) live.accept(answer.cursor, [answer.mission, answer.call, answer.unit]);
    if (done) say(done);
    return answer;
  } catch (problem) {
    if (quiet) throw problem;
    trouble.value = {
      about,
      problem,
      again: problem.refused ? null : () => send(about, path, whole, { done, live, fact }),
    };
    shout(`${problem.title}. ${problem.detail}`);
    return undefined;
  } finally {
    mark(about, false);
  }
}
