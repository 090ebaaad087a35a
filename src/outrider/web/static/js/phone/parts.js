/** Parts of every screen: status bar, thumb bar, big button, sheets, notes. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "../lib/html.js";
import { hourMinute, names, running } from "../lib/format.js";
import { call, link, live, open, queue, sheet, unit } from "./app-state.js";
import { Icon } from "./icon.js";

const LINKS = {
  live: ["signal", "ok", () => "Live"],
  starting: ["signal", "", () => "Connecting"],
  "no-signal": ["no-signal", "off", (silent) => (silent == null ? "No signal" : `No signal ${running(silent)}`)],
  "signed-out": ["padlock", "off", () => "Signed out"],
  forbidden: ["padlock", "off", () => "Not your phone page"],
};

function Link() {
  const { state, silent } = link.value;
  const [icon, tone, text] = LINKS[state];
  const waiting = queue.unsent.value.length;
  return html`<button type="button" class=${`link ${tone}`} onClick=${() => open("kept")}>
    <${Icon} name=${icon} />${text(silent)}${waiting ? html` · ${waiting} kept` : null}
    <span class="vh">: what is kept and what is sent</span>
  </button>`;
}

/** `title` stands where the call sign does. */
export function StatusBar({ title, sub }) {
  const number = call.value?.number;
  return html`<header class="sb">
    <span class="who"><b>${title ?? unit.value?.call_sign ?? "Outrider"}</b>${" "}
      ${sub ?? (number ? `Call ${number}` : names(unit.value?.officers))}</span>
    <${Link} />
    <span class="time">${hourMinute(live.second.value * 1000)}</span>
  </header>`;
}

export const Button = ({ icon, kind = "", onPress, children, ...rest }) =>
  html`<button type="button" class=${`btn ${kind}`.trim()} onClick=${onPress} ...${rest}>
    ${icon ? html`<${Icon} name=${icon} />` : null}<span>${children}</span>
  </button>`;

export const Big = (props) => html`<${Button} ...${props} kind=${`big ${props.kind ?? "go"}`} />`;

export const Thumb = ({ children, label = "Actions" }) =>
  html`<section class="thumb" aria-label=${label}>${children}</section>`;

export const Fact = ({ icon, tone = "", children }) =>
  html`<li class=${tone}><${Icon} name=${icon} /><span>${children}</span></li>`;

/** A screen under the status bar: what to know, then what to press. Focus goes to its heading. */
export function Screen({ title, sub, heading, lead, children, thumb, name }) {
  const head = useRef(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [name]);
  return html`<div class=${`screen ${name}`}>
    <${StatusBar} title=${title} sub=${sub} />
    <main id="main" class="grow">
      ${heading
        ? html`<div class="h"><h1 ref=${head} tabindex="-1">${heading}</h1>${lead ? html`<p>${lead}</p>` : null}</div>`
        : null}
      ${children}
    </main>
    ${thumb}
  </div>`;
}

/** To the record, with the job's time, place and number filled in. */
export const Assaulted = ({ job }) =>
  html`<a class="btn" href=${job && !job.local ? `/phone/record?mission=${job.id}` : "/phone/record"}><span>I was assaulted</span></a>`;

export const Back = ({ to = "", children = "Back" }) =>
  html`<${Button} icon="back" onPress=${() => open(to)}>${children}</${Button}>`;

export const closeSheet = () => (sheet.value = null);

/** A choice from the bottom of the screen, in reach of a thumb. */
export function Sheet({ heading, children }) {
  const box = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    if (!box.current.open) box.current.showModal();
    return () => opener?.isConnected && opener.focus();
  }, []);
  return html`<dialog ref=${box} class="sheet" aria-labelledby="sheet-title" onClose=${closeSheet}>
    <h2 id="sheet-title">${heading}</h2>
    ${children}
    <${Button} icon="cross" onPress=${() => box.current.close()}>Close</${Button}>
  </dialog>`;
}

/** Buttons one under the other: a list of reasons, states, helps. */
export const Choices = ({ items, onChoose, icon }) =>
  html`<ul class="choices">
    ${items.map(
      (item) =>
        html`<li key=${item.code}>
          <${Button} icon=${item.icon ?? icon} onPress=${() => onChoose(item)}>${item.text}</${Button}>
        </li>`,
    )}
  </ul>`;
