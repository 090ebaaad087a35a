/** A form's entries kept in this tab until the server has accepted them: nothing entered is lost. */

import { signal } from "@preact/signals";
import { uuid } from "../lib/ids.js";

const KEY = "outrider-new-call";

const blank = () => ({
  sender_id: uuid(),
  opened_at: Date.now(),
  minutes_ago: "0",
  category: "",
  complaint: "",
  age_band: "",
  sex: "",
  flags: [],
  place_text: "",
  place: null,
  what3words: "",
  uprn: "",
  note: "",
  access_note: "",
  exercise: false,
});

const stored = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
};

export const draft = signal({ ...blank(), ...stored() });
export const isStarted = () => ["complaint", "place_text", "note"].some((field) => draft.value[field]);

export function enter(changes) {
  draft.value = { ...draft.value, ...changes };
  sessionStorage.setItem(KEY, JSON.stringify(draft.value));
}

/** The form is opened: the clock of an untouched one starts now. */
export const begin = () => isStarted() || enter(blank());

export function discard() {
  sessionStorage.removeItem(KEY);
  draft.value = blank();
}
