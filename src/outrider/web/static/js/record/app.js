/** Which screen: closed, or the one that was opened. */

import { useEffect } from "preact/hooks";
import { html } from "../lib/html.js";
import { LiveRegions, shout } from "../lib/speak.js";
import { door } from "./door.js";
import { byId, items } from "./items.js";
import { lists } from "./lists.js";
import { go, screen, sheet } from "./state.js";
import { Closed } from "./screens/closed.js";
import { Details, Section } from "./screens/details.js";
import { DifferentlySheet, Done } from "./screens/done.js";
import { Draft } from "./screens/draft.js";
import { Help } from "./screens/help.js";
import { Home, NotMeSheet } from "./screens/home.js";
import { MediaSheet } from "./media.js";
import { Settings, SignOutSheet } from "./screens/settings.js";
import { ColleagueSheet, PlaceSheet } from "./screens/where.js";

const SCREENS = { details: Details, done: Done, draft: Draft, help: Help, home: Home, section: Section, settings: Settings };
const SHEETS = {
  also: ColleagueSheet,
  colleague: ColleagueSheet,
  differently: DifferentlySheet,
  media: MediaSheet,
  "not-me": NotMeSheet,
  place: PlaceSheet,
  "sign-out": SignOutSheet,
};

/** A refusal that has just come in is told once, wherever one is. */
function useRefusals() {
  const refused = items.value.filter((item) => item.state === "refused").length;
  useEffect(() => {
    if (refused) shout("Something was not recorded. It is kept, with what to put right.");
  }, [refused]);
}

/** What is open may have gone: sent away by another tab, or it was somebody else's. */
function useThere() {
  const { id, record, name } = screen.value;
  const gone = (id && !byId(id)) || (record && !byId(record));
  useEffect(() => {
    if (gone && name !== "home") go("home");
  }, [gone]);
  return gone;
}

export function App() {
  useRefusals();
  const gone = useThere();
  const open = door.value === "open" && lists.value;
  const Shown = open ? (gone ? Home : SCREENS[screen.value.name]) : Closed;
  const Over = open && sheet.value && SHEETS[sheet.value.name];
  return html`<${Shown} />${Over ? html`<${Over} />` : null}<${LiveRegions} />`;
}
