/**
 * A form is sent once, however often it is pressed. The server's answer is a page: it says what
 * happened, or what is in the way. Without an answer the words stay and the same press is tried.
 */

import { forget, keep } from "./drafts.js";
import { focusOnAnswer, parsed, putIn, say, signedOut } from "./page.js";

const TIMEOUT_MS = 15_000;
const token = () => document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="))?.slice(10);

const said = (form, text) => {
  const place = form.querySelector("[data-said]");
  if (place) place.textContent = text;
};

/** What went wrong on the way, inside the form, with the focus on it. */
function complain(form, title, text, link) {
  form.querySelector(".way")?.remove();
  const box = document.createElement("div");
  box.className = "note stop way";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const strong = document.createElement("b");
  strong.textContent = title;
  box.append(strong, ` ${text} `);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    box.append(anchor);
  }
  form.prepend(box);
  box.focus();
}

const noAnswer = (form) =>
  complain(
    form,
    "Not sent: no answer from the server.",
    "Your words are kept here, also if you reload. Press again when you have signal: it counts once.",
  );

const ourFault = (form) =>
  complain(form, "That did not work, and it is our fault.", "Your words are kept here. Try again: it counts once.");

function signInAgain(form) {
  const href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
  complain(form, "You’re signed out.", "Nothing was sent. Your words are kept in this tab.", { href, text: "Sign in again" });
}

function answered(form, response, text) {
  if (signedOut(response)) return signInAgain(form);
  const fresh = parsed(text);
  if (!fresh || response.status >= 500) return ourFault(form);
  if (response.ok) {
    forget(form);
    const path = new URL(response.url).pathname;
    const here = path === location.pathname;
    if (!here) history.pushState(null, "", path);
    putIn(fresh, { close: form.closest("details")?.id });
    if (!here) scrollTo(0, 0);
  } else {
    putIn(fresh);
  }
  focusOnAnswer();
  return undefined;
}

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  if (token()) body.set("csrfmiddlewaretoken", token());
  form.querySelector(".way")?.remove();
  keep(form, { tried: true });
  let response;
  try {
    response = await fetch(form.getAttribute("action") ?? location.pathname, {
      method: "POST",
      body,
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    answered(form, response, text);
  } catch {
    noAnswer(form);
  }
}

export function sendForms() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form.step[data-form]")) return;
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    said(form, "Sending…");
    say("Sending");
    try {
      await send(form, event.submitter);
    } finally {
      delete form.dataset.sending;
      said(form, "");
    }
  });
}
