/** This phone: light, whether it works without signal, and signing out. */

import { signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { chooseTheme, themeChoice } from "../../phone/device.js";
import { about, leavePhone } from "../door.js";
import { Button, Home, Note, Screen, Sheet, Thumb } from "../parts.js";
import { drain, sendNow, waiting } from "../queue.js";
import { go, records, sheet } from "../state.js";
import { offlineReady } from "../worker.js";

const THEMES = [["auto", "Dark at night"], ["dark", "Dark"], ["light", "Light"]];
const OFFLINE = {
  ready: ["tick-filled", "ok", "This phone records without signal"],
  starting: ["clock", "", "Getting ready to record without signal"],
  unsupported: ["alert", "warn", "Without signal this page will not reopen: it needs HTTPS here"],
  failed: ["alert", "warn", "Not ready to work without signal. Open this page again with signal"],
};
const trying = signal(false);

async function leaveNow() {
  const known = await leavePhone();
  go("home");
  if (known) location.assign("/sign-in");
}

/** What waits is sent first; what cannot be sent is asked about. */
async function signOut() {
  trying.value = true;
  await Promise.race([drain(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  trying.value = false;
  if (waiting.value.length) sheet.value = { name: "sign-out" };
  else await leaveNow();
}

const unsent = (count) => (count === 1 ? "1 record or addition is" : `${count} records or additions are`);

export function SignOutSheet() {
  const count = waiting.value.length;
  return html`<${Sheet} heading="Not signed out">
    <p><b>${unsent(count)} not sent yet.</b> Nobody else knows of ${count === 1 ? "it" : "them"}: no supervisor has been told and no plan has started.</p>
    <p>If you sign out all the same, ${count === 1 ? "it stays" : "they stay"} sealed on this phone. Only you can open ${count === 1 ? "it" : "them"}, and ${count === 1 ? "it is" : "they are"} sent when you sign in here again.</p>
    <${Button} icon="arrows" kind="main" onPress=${sendNow}>Try to send now</${Button}>
    <${Button} icon="padlock" onPress=${leaveNow}>Leave ${count === 1 ? "it" : "them"} sealed and sign out</${Button}>
  </${Sheet}>`;
}

export function Settings() {
  const [icon, tone, text] = OFFLINE[offlineReady.value];
  const drafts = records.value.filter((item) => item.state === "draft").length;
  return html`<${Screen} name="settings" title="This phone" heading="This phone" lead=${`Signed in as ${about.value?.name ?? "somebody not known yet"}`}
    thumb=${html`<${Thumb}>
      <${Button} icon="padlock" aria-disabled=${trying.value ? "true" : undefined} onPress=${signOut}>${trying.value ? "Sending first…" : "Sign out"}</${Button}>
      <${Home} />
    </${Thumb}>`}>
    <fieldset class="ask"><legend>Screen</legend><div class="opts">
      ${THEMES.map(([code, name]) => html`<${Button} key=${code} aria-pressed=${themeChoice.value === code ? "true" : "false"}
        onPress=${() => chooseTheme(code)}>${name}</${Button}>`)}
    </div></fieldset>
    <${Note} tone=${tone} icon=${icon}><p>${text}</p></${Note}>
    <${Note} icon="padlock"><p>What you enter is sealed on this phone. It opens for you alone, while you are signed in here.</p>
      ${drafts ? html`<p>${drafts === 1 ? "Your draft stays" : `Your ${drafts} drafts stay`} sealed if you sign out, until you sign in here again.</p>` : null}</${Note}>
  </${Screen}>`;
}
