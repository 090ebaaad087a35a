/** Case pages: read as they are; with script they stay fresh, send once and lose no word. */

import { forgetAll, forgetOthers, keep, restore } from "./drafts.js";
import { follow, refresh } from "./fresh.js";
import { focusOnAnswer, openNamed } from "./page.js";
import { sendForms } from "./send.js";

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form.step[data-form]");
  if (form) keep(form);
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
  if (event.target.closest?.("[data-show]")) void refresh({ force: true });
});

document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/sign-out")) forgetAll();
});

addEventListener("hashchange", openNamed);
addEventListener("popstate", () => location.reload());
document.addEventListener("outrider:fresh", restore);

forgetOthers();
restore();
openNamed();
if (document.querySelector("#main [data-focus]")) focusOnAnswer();
sendForms();
follow();
