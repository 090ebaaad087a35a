/** All keys, and the switch that turns them off. */

import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { keysOn, switchKeys } from "../lib/keys.js";
import { closeDialog } from "./state.js";
import { KEYS } from "./shortcuts.js";

export function KeysDialog() {
  return html`<${Dialog} title="All keys" onClose=${closeDialog}>
    <label class="radio"><input type="checkbox" checked=${keysOn.value} onChange=${(event) => switchKeys(event.target.checked)} />Single-key shortcuts are on</label>
    <table class="keys-table"><thead><tr><th>Key</th><th>Does</th></tr></thead><tbody>
      ${KEYS.map(([keys, text]) => html`<tr key=${text}><td>${keys.split(" ").map((key) => html`<span class="kbd">${key}</span> `)}</td><td>${text}</td></tr>`)}
    </tbody></table>
    <p class="t2">Nothing that cannot be taken back is one key: those ask first. Keys do nothing while you type.</p>
  </${Dialog}>`;
}
