/** Light, sound, locked screen, signing out. */

import { signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { open, queue, viewer } from "../app-state.js";
import { forgetCare } from "../care.js";
import { kept } from "../db.js";
import { askToNotify, chooseTheme, mayNotify, themeChoice } from "../device.js";
import { Icon } from "../icon.js";
import { Button, Fact, Screen, Thumb } from "../parts.js";
import { canSound, ring, stopRinging } from "../ring.js";
import { offlineReady } from "../worker.js";

const THEMES = [["auto", "Dark at night"], ["dark", "Dark"], ["light", "Light"]];
const OFFLINE = {
  ready: ["tick-filled", "ok", "This phone works without signal"],
  starting: ["clock", "", "Getting ready to work without signal"],
  unsupported: ["triangle", "warn", "Without signal this page will not reopen: it needs HTTPS here"],
  failed: ["triangle", "warn", "Not ready to work without signal. Open this page again with signal"],
};
const NOTIFY = {
  granted: ["tick-filled", "ok", "A locked phone shows “Outrider: open”"],
  denied: ["triangle", "warn", "Alerts on the locked screen are switched off in this phone’s settings"],
  unsupported: ["triangle", "warn", "This phone shows no alerts of web apps"],
};
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const refused = signal("");
const TEST_MS = 2500;

async function signOut() {
  const waiting = queue.unsent.value.length;
  if (waiting) {
    refused.value = `${waiting} ${waiting === 1 ? "press is" : "presses are"} kept on this phone and control does not have ${waiting === 1 ? "it" : "them"} yet. Wait for signal, or sign out after they are sent.`;
    return;
  }
  await forgetCare();
  await queue.forget();
  await Promise.all(["picture", "routes", "seen-ends", "after-jobs"].map((key) => kept.drop(key)));
  const form = document.querySelector("#sign-out");
  form.elements.csrfmiddlewaretoken.value = csrf();
  form.requestSubmit();
}

function testRing() {
  ring("test-sound");
  setTimeout(() => stopRinging("test-sound"), TEST_MS);
}

export function Settings() {
  const [icon, tone, text] = OFFLINE[offlineReady.value];
  const notify = NOTIFY[mayNotify.value];
  return html`<${Screen} name="settings" heading="Settings" lead=${`Signed in as ${viewer.value?.name ?? "nobody"}`}
    thumb=${html`<${Thumb}>
      ${refused.value ? html`<p class="note stop" role="alert"><b>Not signed out.</b> ${refused.value}</p>` : null}
      <${Button} icon="padlock" onPress=${signOut}>Sign out</${Button}>
      <${Button} icon="back" onPress=${() => open("")}>Back</${Button}>
    </${Thumb}>`}>
    <fieldset class="ask"><legend>Screen</legend><div class="opts">
      ${THEMES.map(([code, name]) => html`<${Button} key=${code} aria-pressed=${themeChoice.value === code ? "true" : "false"}
        onPress=${() => chooseTheme(code)}>${name}</${Button}>`)}
    </div></fieldset>
    <div class="ask"><p><b>Sound</b> ${canSound.value ? "is on" : "starts with your first press"}</p>
      <div class="pair"><${Button} icon="bell" onPress=${testRing}>Try the ring</${Button}>
      <a class="btn" href="/support"><${Icon} name="heart" /><span>Support for you</span></a></div></div>
    <div class="ask">${notify
      ? html`<ul class="facts"><${Fact} icon=${notify[0]} tone=${notify[1]}>${notify[2]}</${Fact}></ul>`
      : html`<${Button} icon="bell" onPress=${askToNotify}>Allow alerts on the locked screen</${Button}>`}</div>
    <ul class="facts"><${Fact} icon=${icon} tone=${tone}>${text}</${Fact}></ul>
    <div class="ask last-ask"><${Button} icon="queue" onPress=${() => open("kept")}>What is kept, what is sent</${Button}></div>
  </${Screen}>`;
}
