/** Not safe: one sentence, as loud as a screen can be. The phone calls nobody and says so. */

import { useEffect } from "preact/hooks";
import { html } from "../../lib/html.js";
import { shout } from "../../lib/speak.js";
import { Icon } from "../icons.js";
import { Main, Screen, Thumb } from "../parts.js";
import { go, screen } from "../state.js";

export function Help() {
  const { id } = screen.value;
  useEffect(() => shout("Press the emergency button of your radio now. This phone calls nobody."), []);
  return html`<${Screen} name="help" title="Not safe"
    thumb=${html`<${Thumb}><${Main} icon="forward" onPress=${() => go("draft", { id })}>Go on recording</${Main}></${Thumb}>`}>
    <div class="end stop loud" role="alert">
      <${Icon} name="radio" />
      <h1>Press your radio’s emergency button</h1>
      <p class="why">Now. Or ring 999.</p>
      <p>This phone calls nobody. What you have tapped is kept: come back to it when you are safe.</p>
    </div>
  </${Screen}>`;
}
