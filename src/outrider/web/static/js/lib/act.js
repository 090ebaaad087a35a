/** A button that sends: locked while the screen is not live, unless `keep`. */

import { html } from "./html.js";
import { Icon } from "./icons.js";
import { locked } from "./sending.js";
import { shout } from "./speak.js";

const LOCKED = "Locked: this screen isn’t live. Use radio or telephone.";

export function Act({ run, hint, icon, css = "", keep = false, working = false, why, children }) {
  const barred = (!keep && locked.value) || working || Boolean(why);
  const reason = why ?? (locked.value && !keep ? LOCKED : undefined);
  const onClick = () => (barred ? reason && shout(reason) : run());
  return html`<button
    type="button"
    class=${`btn ${css}`}
    aria-disabled=${barred ? "true" : undefined}
    title=${reason}
    onClick=${onClick}
  >
    ${hint && html`<span class="kbd" aria-hidden="true">${hint}</span>`}
    ${icon && html`<${Icon} name=${icon} />`}${working ? "Sending…" : children}
  </button>`;
}
