/**
 * Dialogs on the browser's own <dialog>: it holds the focus and makes the page behind inert.
 * Focus goes back to where it was; if that has gone, to `#main`.
 */

import { useEffect, useRef } from "preact/hooks";
import { html } from "./html.js";

let serial = 0;
const FIRST = "[data-first], form input, form select, form .btn, .acts .btn";

function giveBack(opener) {
  const target = opener?.isConnected ? opener : document.querySelector("#main");
  target?.focus?.();
}

/** Escape closes and never undoes. `onClose` is told once, however it was closed. */
export function Dialog({ title, onClose, children, wide = false, role }) {
  const box = useRef(null);
  const heading = useRef(`dialog-${(serial += 1)}`);
  useEffect(() => {
    const opener = document.activeElement;
    const dialog = box.current;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector(FIRST)?.focus();
    return () => giveBack(opener);
  }, []);
  return html`<dialog
    ref=${box}
    class=${wide ? "dialog wide" : "dialog"}
    role=${role}
    aria-labelledby=${heading.current}
    onClose=${onClose}
  >
    <header class="dialog-head">
      <h2 id=${heading.current}>${title}</h2>
      <button type="button" class="btn quiet" onClick=${() => box.current.close()}>
        Close<span class="vh"> ${title}</span>
      </button>
    </header>
    ${children}
  </dialog>`;
}
