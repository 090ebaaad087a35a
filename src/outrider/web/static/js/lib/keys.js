/**
 * Single-key shortcuts (WCAG 2.1.4: they can be switched off). Never while typing, never with a
 * modifier, never behind an open dialog. A key that is not available now does nothing.
 */

import { signal } from "@preact/signals";

const STORED = "outrider-keys-off";
export const keysOn = signal(localStorage.getItem(STORED) !== "yes");

export function switchKeys(on) {
  keysOn.value = on;
  if (on) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, "yes");
}

const TYPING = "input, textarea, select, [contenteditable='true']";
const typing = (target) => target instanceof Element && target.closest(TYPING) !== null;
const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;
const inDialog = () => document.querySelector("dialog[open]") !== null;

/**
 * `bindings`: () => [{ keys: ["j"], run, text }]. Answers a function that unbinds.
 */
export function bindKeys(bindings) {
  const onKey = (event) => {
    if (event.defaultPrevented || event.isComposing || modified(event)) return;
    if (!keysOn.value || typing(event.target) || inDialog()) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const bound = bindings().find((binding) => binding.keys.includes(key));
    if (!bound) return;
    event.preventDefault();
    bound.run(event, key);
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
