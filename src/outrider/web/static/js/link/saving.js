/**
 * Words that are kept as they are written. Until the server has answered they stay on the page and
 * are sent again: after a while, and as soon as the network is back. Each text carries one press id
 * until it is answered, so that it counts once.
 */

import { post } from "../lib/api.js";
import { uuid } from "../lib/ids.js";

const AFTER_TYPING_MS = 1500;
const TRY_AGAIN_MS = 8000;

const unsaved = new Set();

/** Is anything on this page not kept yet? */
export const anythingUnsaved = () => unsaved.size > 0;

/** Send everything that is not kept yet; answers whether it is now. */
export async function saveAll() {
  const kept = await Promise.all([...unsaved].map((one) => one.send()));
  return kept.every(Boolean);
}

addEventListener("online", () => unsaved.forEach((one) => one.send()));
addEventListener("beforeunload", (event) => {
  if (anythingUnsaved()) event.preventDefault();
});

const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** What the page says about a text that was not kept. */
function why(problem) {
  if (problem.unanswered) {
    return "Not saved: no network. Your words stay on this page and are saved when it is back.";
  }
  if (problem.status === 401) {
    return "Not saved: you’re signed out. Sign in in another tab; your words stay on this page.";
  }
  const told = problem.errors?.[0]?.message ?? problem.detail ?? "";
  return `Not saved. ${told} ${problem.wayOn ?? ""}`.trim();
}

const passing = (problem) =>
  problem.unanswered || problem.status === 401 || problem.status >= 500 || problem.status === undefined;

export class Saving {
  /** `read` gives the parts to send, or null for nothing to save; `tell(state, words)` shows it. */
  constructor({ caseId, press, read, tell }) {
    Object.assign(this, { caseId, press, read, tell, timer: 0, pending: null, running: null });
    this.kept = JSON.stringify(read());
  }

  get dirty() {
    return JSON.stringify(this.read()) !== this.kept;
  }

  /** Something was typed: save it after a pause. */
  changed() {
    clearTimeout(this.timer);
    if (!this.dirty) return this.settled();
    unsaved.add(this);
    this.tell("not-yet", "Not saved yet");
    this.timer = setTimeout(() => this.send(), AFTER_TYPING_MS);
  }

  settled() {
    unsaved.delete(this);
    this.tell("saved", "Saved");
  }

  /** Answers whether what is on the page now is kept. */
  async send() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.dirty) {
      unsaved.delete(this);
      return true;
    }
    this.running = this.once();
    const kept = await this.running;
    this.running = null;
    return kept && (this.dirty ? this.send() : true);
  }

  async once() {
    const parts = this.read();
    const text = JSON.stringify(parts);
    if (this.pending?.text !== text) this.pending = { text, id: uuid() };
    this.tell("sending", "Saving…");
    try {
      if (parts) await post(`safety/cases/${this.caseId}/press`, { press_id: this.pending.id, press: this.press, ...parts });
    } catch (problem) {
      unsaved.add(this);
      this.tell("not", why(problem));
      if (passing(problem)) this.timer = setTimeout(() => this.send(), TRY_AGAIN_MS);
      return false;
    }
    this.kept = text;
    this.pending = null;
    unsaved.delete(this);
    this.tell("saved", parts ? `Saved ${clock()}` : "Empty: take the note out to remove what was saved");
    return true;
  }
}
