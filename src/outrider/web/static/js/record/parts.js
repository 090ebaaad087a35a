/** Parts of every screen: status bar, thumb bar, choices, sheets, notes. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { html } from "../lib/html.js";
import { hourMinute } from "../lib/format.js";
import { link } from "./door.js";
import { Icon } from "./icons.js";
import { saving } from "./items.js";
import { waiting } from "./queue.js";
import { go, goHome, sheet } from "./state.js";

export const minute = signal(Date.now());
setInterval(() => (minute.value = Date.now()), 1000);

const LINKS = {
  live: ["signal", "ok", "Online"],
  starting: ["signal", "", "Connecting"],
  "no-signal": ["no-signal", "off", "No signal"],
  "signed-out": ["padlock", "off", "Signed out"],
  forbidden: ["padlock", "off", "Not open to you"],
  error: ["alert", "off", "No answer"],
};

/** What the server knows, and whether the last tap is on the disk. */
function Status() {
  const [icon, tone, text] = LINKS[link.value];
  const count = waiting.value.length;
  return html`<button type="button" class=${`link ${tone}`} onClick=${() => go("settings")}>
    <${Icon} name=${icon} />${text}${count ? ` · ${count}` : ""}
    <span class="vh">${count ? " to send" : ""}: this phone and signing out</span>
  </button>`;
}

export const Kept = () =>
  html`<span class="kept-mark" data-saving=${saving.value ? "yes" : "no"}>${saving.value ? "Keeping…" : "Kept"}</span>`;

export const StatusBar = ({ title, sub, kept }) => html`<header class="sb">
  <span class="who"><b>${title}</b> ${sub}</span>
  ${kept ? html`<${Kept} />` : null}
  <${Status} />
  <span class="time">${hourMinute(minute.value)}</span>
</header>`;

export const Button = ({ icon, kind = "", onPress, children, ...rest }) =>
  html`<button type="button" class=${`btn ${kind}`.trim()} onClick=${onPress} ...${rest}>
    ${icon ? html`<${Icon} name=${icon} />` : null}<span>${children}</span>
  </button>`;

export const Main = (props) => html`<${Button} ...${props} kind=${`main mid ${props.kind ?? ""}`} />`;

export const Thumb = ({ children }) => html`<section class="thumb" aria-label="Actions">${children}</section>`;

/** A screen under the status bar. Focus goes to its heading whenever `name` changes. */
export function Screen({ name, title = "Record an assault", sub = "", heading, lead, above, children, thumb, kept = false }) {
  const head = useRef(null);
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    document.querySelector("#main")?.scrollTo(0, 0);
  }, [name]);
  return html`<div class=${`screen rec-${name.split(" ")[0]}`}>
    <${StatusBar} title=${title} sub=${sub} kept=${kept} />
    <main id="main" class="grow" tabindex="0">
      ${above}
      ${heading ? html`<div class="h"><h1 ref=${head} tabindex="-1">${heading}</h1>${lead ? html`<p>${lead}</p>` : null}</div>` : null}
      ${children}
    </main>
    ${thumb}
  </div>`;
}

export const Note = ({ tone = "", icon, children, role }) =>
  html`<div class=${`note ${tone} with-icon`} role=${role}><${Icon} name=${icon} /><div>${children}</div></div>`;

/** Tiles of which several may be on. */
export const Tiles = ({ legend, options, chosen, onToggle, css = "grid", icons = true }) => html`<fieldset class=${css}>
  <legend class="vh">${legend}</legend>
  ${options.map(({ code, text }) => html`<label key=${code}>
    <input type="checkbox" checked=${chosen.includes(code)} onChange=${() => onToggle(code)} />
    ${icons ? html`<${Icon} name=${code} />` : null}<span>${text}</span></label>`)}
</fieldset>`;

/** One of several, as rows with an icon, or as segments side by side. */
export const OneOf = ({ legend, name, options, chosen, onChoose, css = "pick", visible = false }) => html`<fieldset class=${css}>
  <legend class=${visible ? "" : "vh"}>${legend}</legend>
  ${options.map(({ code, text, hint, icon }) => html`<label key=${String(code)}>
    <input type="radio" name=${name} checked=${chosen === code} onChange=${() => onChoose(code)}
      onClick=${() => chosen === code && onChoose(code)} />
    ${icon ? html`<${Icon} name=${icon} />` : null}<span>${text}${hint ? html`<small>${hint}</small>` : null}</span></label>`)}
</fieldset>`;

export const YES_NO = [{ code: true, text: "Yes" }, { code: false, text: "No" }];

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

export const Home = ({ children = "Back" }) => html`<${Button} icon="back" onPress=${goHome}>${children}</${Button}>`;

/** A field that is typed into: label above, hint, error beside it. */
export function Field({ id, label, hint, wrong, value, onInput, ...rest }) {
  const told = [hint ? `${id}-hint` : "", wrong ? `${id}-wrong` : ""].filter(Boolean).join(" ");
  return html`<div class=${wrong ? "field bad" : "field"}>
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : null}
    ${wrong ? html`<p class="wrong" id=${`${id}-wrong`} role="alert">${wrong}</p>` : null}
    <input id=${id} value=${value} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${told || undefined}
      autocomplete="off" onInput=${(event) => onInput(event.target.value)} ...${rest} />
  </div>`;
}

/** Buttons one under the other. */
export const Choices = ({ items, onChoose, icon }) => html`<ul class="choices">
  ${items.map((item) => html`<li key=${item.code}>
    <${Button} icon=${item.icon ?? icon} onPress=${() => onChoose(item)}>${item.text}</${Button}></li>`)}
</ul>`;
