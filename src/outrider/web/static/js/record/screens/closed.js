/** When nothing can be opened: signed out, no permission, no HTTPS, not yet here. */

import { html } from "../../lib/html.js";
import { ask, door, link, trouble } from "../door.js";
import { Icon } from "../icons.js";
import { Main, Screen, Thumb } from "../parts.js";

const SIGN_IN = html`<a class="btn main mid" href="/sign-in?next=/phone/record"><span>Sign in</span></a>`;
const again = html`<${Main} onPress=${() => ask({ opening: true })}>Try again</${Main}>`;

const SAYS = {
  "signed-out": ["padlock", "You’re signed out", "What you entered on this phone is kept, sealed. Sign in to open it and to record.", SIGN_IN],
  forbidden: ["barred-circle", "This role does not record assaults", null, html`<a class="btn main mid" href="/account"><span>Change your role</span></a>`],
  "no-signal": ["no-signal", "No signal, and signed out here", "What was entered on this phone is kept, sealed. It opens when you have signed in with signal once. Hurt or not safe? Use your radio, and tell your supervisor, who can record it for you.", again],
  error: ["alert", "The server has a fault", "Nothing on this phone is lost. Try again in a minute; tell your supervisor, who can record it for you, if it cannot wait.", again],
  unsupported: ["padlock", "This address is not safe enough", "Records are sealed on the phone, and browsers do that over HTTPS only. Ask whoever runs Outrider for its https address. Your supervisor can record it for you meanwhile.", null],
};

export function Closed() {
  if (door.value === "starting") return html`<main id="main" class="starting"><h1 class="vh">Record an assault</h1><p>Opening…</p></main>`;
  const [icon, heading, text, action] = SAYS[door.value === "unsupported" ? "unsupported" : link.value] ?? SAYS.error;
  return html`<${Screen} name="closed" thumb=${action ? html`<${Thumb}>${action}</${Thumb}>` : null}>
    <div class="end"><${Icon} name=${icon} /><h1 tabindex="-1">${heading}</h1><p>${text ?? trouble.value?.detail}</p></div>
  </${Screen}>`;
}
