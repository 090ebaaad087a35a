/** A place as the caller says it: suggestions from our own gazetteer, or a point, or a grid reference. */

import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "../lib/api.js";
import { html } from "../lib/html.js";
import { nameOf, readPlace } from "./place-words.js";

const WAIT_MS = 180;

function useSuggestions(text, settled) {
  const [found, setFound] = useState({ list: [], problem: null });
  useEffect(() => {
    const abort = new AbortController();
    const wanted = text.trim();
    if (settled || wanted.length < 2 || readPlace(wanted)) return setFound({ list: [], problem: null });
    const timer = setTimeout(async () => {
      try {
        const list = await get(`places?q=${encodeURIComponent(wanted)}`, { signal: abort.signal });
        setFound({ list: list.slice(0, 8), problem: null });
      } catch (problem) {
        if (!abort.signal.aborted) setFound({ list: [], problem });
      }
    }, WAIT_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [text, settled]);
  return found;
}

export function PlaceSearch({ text, place, onText, onPlace, error }) {
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const input = useRef(null);
  const { list, problem } = useSuggestions(text, Boolean(place));
  const shown = open && list.length > 0;
  const pick = (one) => {
    onPlace(one);
    setOpen(false);
    setAt(-1);
    input.current?.focus();
  };
  const onKey = (event) => {
    if (event.key === "ArrowDown" && list.length) setAt((at + 1) % list.length);
    else if (event.key === "ArrowUp" && list.length) setAt((at - 1 + list.length) % list.length);
    else if (event.key === "Enter" && shown && at >= 0) pick(list[at]);
    else if (event.key === "Escape" && shown) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hint = "Village, street, pub, school or junction; or a grid reference (SZ 483 795); or latitude, longitude";
  return html`<div class="field combo">
    <label for="place">Where is it?</label>
    <p class="hint" id="place-hint">${hint}</p>
    ${error && html`<p class="error-text" id="place-error">${error}</p>`}
    <input id="place" ref=${input} class="input" role="combobox" autocomplete="off" maxlength="160" value=${text}
      aria-expanded=${shown ? "true" : "false"} aria-controls="place-list" aria-autocomplete="list"
      aria-activedescendant=${shown && at >= 0 ? `place-${at}` : undefined}
      aria-invalid=${error ? "true" : undefined} aria-describedby=${error ? "place-hint place-error" : "place-hint"}
      onInput=${(event) => { onText(event.target.value); setOpen(true); setAt(-1); }}
      onFocus=${() => setOpen(true)} onBlur=${() => setTimeout(() => setOpen(false), 150)} onKeyDown=${onKey} />
    <ul class=${shown ? "suggestions" : "suggestions off"} role="listbox" id="place-list" aria-label="Places">
      ${list.map((one, i) => html`<li role="option" id=${`place-${i}`} key=${`${one.name}${one.lat}${one.lon}`} aria-selected=${i === at ? "true" : "false"}
        onMouseDown=${(event) => { event.preventDefault(); pick(one); }}><b>${one.name}</b> <span class="t2">${[one.context, one.kind].filter(Boolean).join(" · ")}</span></li>`)}
    </ul>
    ${problem && html`<p class="error-text">Place search did not answer. A grid reference or latitude, longitude still works.</p>`}
    ${place && html`<p class="found-place">Found: <b>${nameOf(place)}</b>${place.os_grid ? ` · ${place.os_grid}` : ""}</p>`}
  </div>`;
}
