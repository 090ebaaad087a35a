/** The page as the server drew it: put in a newer one without losing what is open or the focus. */

const main = () => document.querySelector("#main");
let region = null;

/** A sentence for screen readers, without moving the focus. */
export function say(text) {
  if (!region) {
    region = document.createElement("div");
    region.className = "vh";
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

export function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector("#main");
}

/** Replace the page's main part; folds stay open unless `close` names them. */
export function putIn(fresh, { close = null } = {}) {
  const open = new Set([...document.querySelectorAll("details[data-fold][open]")].map((one) => one.id));
  if (close) open.delete(close);
  main().replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const fold of document.querySelectorAll("details[data-fold]")) {
    if (open.has(fold.id)) fold.open = true;
  }
  document.dispatchEvent(new CustomEvent("outrider:fresh"));
}

/** To what was in the way, or to the sentence that says what happened. */
export function focusOnAnswer() {
  const target = document.querySelector("#main [data-focus], #main > .note");
  if (!target) return;
  target.tabIndex = -1;
  target.focus();
}

export const signedOut = (response) => response.redirected && new URL(response.url).pathname === "/sign-in";

/** Open the fold that an address names: a task, or the form with an error. */
export function openNamed() {
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const fold = named?.matches("details") ? named : (named?.querySelector("details") ?? named?.closest("details"));
  if (fold) fold.open = true;
}
