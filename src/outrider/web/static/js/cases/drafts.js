/**
 * Words that are not sent yet, kept in this tab until they are: a reload, a lost network or an
 * ended session loses none. Another person at the same tab never sees them.
 */

const PREFIX = "outrider-draft:";
const OURS = new Set(["csrfmiddlewaretoken", "press", "form", "press_id", "parts"]);

const viewer = () => document.querySelector("[data-viewer]")?.dataset.viewer ?? "";
const keyOf = (form) => `${PREFIX}${viewer()}:${location.pathname}:${form.dataset.form}`;
const forms = () => document.querySelectorAll("form.step[data-form]");

const typed = (form) => [...new FormData(form)].filter(([name, value]) => !OURS.has(name) && typeof value === "string");

/** `tried`: it may have arrived, so that the next try has to be the same press. */
export function keep(form, { tried = false } = {}) {
  const before = read(form);
  const pressId = tried ? form.elements.press_id.value : before?.pressId;
  const draft = { fields: typed(form), pressId };
  if (before && JSON.stringify(before.fields) !== JSON.stringify(draft.fields) && !tried) draft.pressId = undefined;
  sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
}

function read(form) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

export const forget = (form) => sessionStorage.removeItem(keyOf(form));

export function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** At a shared computer, what another person typed goes as soon as somebody else is here. */
export function forgetOthers() {
  const mine = `${PREFIX}${viewer()}:`;
  if (!viewer()) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !key.startsWith(mine)) sessionStorage.removeItem(key);
  }
}

function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || OURS.has(control.name)) continue;
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (values.length && control.type !== "submit") control.value = values[0];
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function tell(form) {
  if (form.querySelector(".restored")) return;
  const note = document.createElement("p");
  note.className = "note restored";
  note.append("Restored: you typed this before and it has not been sent. ");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = "Throw it away";
  button.addEventListener("click", () => {
    forget(form);
    form.reset();
    note.remove();
  });
  note.append(button);
  form.prepend(note);
}

/** A try whose form has gone had arrived: nothing of it is left to send. */
function forgetArrived() {
  const here = `${PREFIX}${viewer()}:${location.pathname}:`;
  const shown = new Set([...forms()].map(keyOf));
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(here) && !shown.has(key) && sessionStorage.getItem(key).includes("pressId")) sessionStorage.removeItem(key);
  }
}

/** Put back what was typed; say so. */
export function restore() {
  forgetArrived();
  for (const form of forms()) {
    const draft = read(form);
    if (!draft || same(draft.fields, typed(form))) continue;
    fill(form, draft.fields);
    if (draft.pressId) form.elements.press_id.value = draft.pressId;
    tell(form);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
}
