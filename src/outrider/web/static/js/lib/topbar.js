/** The bar on top of a live page: what it is, is it live, what time it is; and the red bar below. */

import { clock, shortDay, zone } from "./format.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { isMuted, mute, mutedUntil, soundReady, unmute } from "./sound.js";
import { setTheme, theme } from "./theme.js";

function LiveState({ live }) {
  const { live: on, silentSeconds, phase } = live.status.value;
  if (phase === "starting") return html`<span class="live">Opening<span class="whole">${" the live picture"}</span>…</span>`;
  const ago = silentSeconds == null ? "nothing heard yet" : `heard ${silentSeconds} s ago`;
  return on
    ? html`<span class="live"><${Icon} name="tick-filled" />Live <span class="t2 ago">${ago}</span></span>`
    : html`<span class="live no"><${Icon} name="diamond" />NOT LIVE <span class="t2 ago">${ago}</span></span>`;
}

function Sound({ live }) {
  live.second.value;
  if (!soundReady.value) {
    return html`<span class="chip warn" title="Browsers play no sound before a first press on the page">
      <${Icon} name="bell-off" />Sound: press any key</span>`;
  }
  if (isMuted()) {
    const left = Math.max(0, Math.ceil((mutedUntil.value - Date.now()) / 1000));
    return html`<button type="button" class="btn small muted" onClick=${unmute}>
      <${Icon} name="bell-off" />Muted ${left} s: press for sound</button>`;
  }
  return html`<button type="button" class="btn small quiet" onClick=${mute} title="Sound comes back by itself after 2 minutes">
    <${Icon} name="bell" /><span class="wide-only">Sound on</span><span class="vh">: mute for 2 minutes</span></button>`;
}

const ThemeSwitch = () => {
  const other = theme.value === "dark" ? "light" : "dark";
  return html`<button type="button" class="btn small quiet" onClick=${() => setTheme(other)} title=${`Switch to ${other}`}>
    <${Icon} name=${other === "light" ? "sun" : "moon"} /><span class="vh">Switch to ${other}</span></button>`;
};

const Brand = () => html`<a class="brand" href="/">
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 18 10 6h4L8 18z" fill="currentColor" stroke="none" opacity=".5" />
    <path d="M11 18 17 6h4l-6 12z" fill="currentColor" stroke="none" /></svg>Outrider</a>`;

export function TopBar({ live, page, children, withSound = true }) {
  const now = live.second.value * 1000;
  const viewer = live.viewer.value;
  const demo = document.body.dataset.demo === "yes";
  return html`<header class="topbar">
    <${Brand} /><span class="sep"></span>
    <h1 class="page-name">${page}</h1>${viewer && html`<a class="where" href="/account" title="Your rooms, your roles, sign out">${viewer.role_label} <span class="t2">· ${viewer.name}</span><span class="vh">: your account</span></a>`}
    ${demo && html`<span class="chip demo"><${Icon} name="flask" />Demo force</span>`}
    <span class="tools push">${children}${withSound && html`<${Sound} live=${live} />`}<${ThemeSwitch} /></span>
    <span class="sep"></span><${LiveState} live=${live} /><span class="sep"></span>
    <span class="date t2">${shortDay(now)}</span>
    <time class="now" datetime=${new Date(now).toISOString()}>${clock(now)}</time>
    <span class="date t2">${zone(now)}</span>
  </header>`;
}

const LOST = {
  "signed-out": ["You’re signed out.", "This picture is old. Sign in again: nothing that you typed is lost."],
  forbidden: ["Not yours any more.", "Your role no longer opens this page. Ask your duty manager."],
};

/** Red, after 8 seconds unheard. Says what may be wrong, what to use instead, when it tries again. */
export function NotLive({ live }) {
  const { live: on, phase, silentSeconds, retrySeconds, pictureAt } = live.status.value;
  if (on || phase === "starting") return null;
  const [title, text] = LOST[phase] ?? [
    "Not live.",
    pictureAt
      ? `Nothing heard for ${silentSeconds} seconds. Positions and states may be wrong. Use radio and telephone.`
      : "The server has not answered. Use radio and telephone.",
  ];
  const signIn = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
  return html`<div class="banner" role="alert">
    <${Icon} name="barred-signal" /><b>${title}</b><span class="banner-text" aria-live="off">${text}</span>
    <span class="push">${phase === "following" && retrySeconds ? `Trying again in ${retrySeconds} s` : ""}</span>
    ${phase === "signed-out"
      ? html`<a class="btn" href=${signIn}>Sign in</a>`
      : html`<button type="button" class="btn" onClick=${() => live.retry()}>Try now</button>`}
  </div>`;
}
