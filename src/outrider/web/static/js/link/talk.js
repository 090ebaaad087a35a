/** The guided conversation: one heading at a time, each word kept as it is written. */

import { Saving, anythingUnsaved, saveAll } from "./saving.js";

const root = document.querySelector("[data-talk]");

const teller = (name) => {
  const line = root.querySelector(`[data-saved="${name}"]`);
  return (state, words) => {
    line.dataset.state = state;
    line.querySelector("span").textContent = words;
  };
};

/** Show one heading, as the address names it. */
function showHeading() {
  const named = location.hash.replace("#h-", "");
  const sections = [...root.querySelectorAll("[data-section]")];
  const known = sections.some((section) => section.dataset.section === named);
  const wrong = root.querySelector("[data-section] .wrong")?.closest("[data-section]").dataset.section;
  const shown = known ? named : (wrong ?? sections.find((one) => !one.hidden)?.dataset.section);
  for (const section of sections) section.hidden = section.dataset.section !== shown;
  for (const link of root.querySelectorAll("[data-heading]")) {
    if (link.dataset.heading === shown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function next(code) {
  const codes = [...root.querySelectorAll("[data-heading]")].map((link) => link.dataset.heading);
  const after = codes[codes.indexOf(code) + 1];
  if (!after) return;
  location.hash = `h-${after}`;
  showHeading(); // before the browser tells: what is hidden cannot have the focus
  root.querySelector(`#note-${after}`).focus();
}

function note(area) {
  const code = area.dataset.note;
  const mark = root.querySelector(`[data-heading="${code}"] .written`);
  const tell = teller(code);
  const saving = new Saving({
    caseId: root.dataset.talk,
    press: "save-talk",
    read: () => (area.value.trim() ? { heading: code, text: area.value } : null),
    tell: (state, words) => {
      tell(state, words);
      if (state === "saved") mark.classList.toggle("none", !area.value.trim());
    },
  });
  area.addEventListener("input", () => saving.changed());
  area.addEventListener("blur", () => saving.send());
  area.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await saving.send()) next(code);
  });
}

function lesson(area) {
  const boxes = [...area.form.querySelectorAll("input[name=codes]")];
  const codes = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const saving = new Saving({
    caseId: root.dataset.talk,
    press: "save-lesson",
    read: () => (area.value.trim() ? { text: area.value, codes: codes() } : null),
    tell: teller("lesson"),
  });
  for (const one of [area, ...boxes]) one.addEventListener("input", () => saving.changed());
  area.form.addEventListener("submit", async (event) => {
    // the page is drawn anew, to show who has agreed to these words
    event.preventDefault();
    if ((await saving.send()) && (await saveAll())) {
      location.hash = "lesson";
      location.reload();
    }
  });
}

// another form of the page leaves it: what is written is kept first
document.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || !anythingUnsaved()) return;
  event.preventDefault();
  if (await saveAll()) event.target.requestSubmit();
});

// what is wrong is read first
document.querySelector(".errors")?.focus();

if (root) {
  root.querySelectorAll("[data-note]").forEach(note);
  const words = root.querySelector("[data-lesson]");
  if (words) lesson(words);
  addEventListener("hashchange", showHeading);
  showHeading();
}
