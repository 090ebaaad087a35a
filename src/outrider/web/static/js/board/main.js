/** The duty board. */

import { effect } from "@preact/signals";
import { clock } from "../lib/format.js";
import { html, mount } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { bindKeys } from "../lib/keys.js";
import { locked } from "../lib/sending.js";
import { prepareSound, sound } from "../lib/sound.js";
import { LiveRegions, say, shout } from "../lib/speak.js";
import { NotLive, TopBar } from "../lib/topbar.js";
import { CallBack } from "./call-back.js";
import { Dialogs } from "./dialogs.js";
import { startFind } from "./find.js";
import { MedicalTime } from "./medical.js";
import { Request, press } from "./request.js";
import { callOf, live, liveMissions, openDialog, requests } from "./state.js";
import { WhosOn } from "./whos-on.js";

const lost = () => liveMissions.value.filter((mission) => mission.owner === "police" && callOf(mission)?.alarm);

const Lost = () => lost().map((mission) => html`<div class="alarm" role="alert" key=${mission.id}><${Icon} name="triangle" /><b>AMBULANCE LOST</b>
  <span>Call ${mission.call_number}: ${mission.call_sign} goes on with no live ambulance behind it. Since ${clock(callOf(mission).alarm.since)}. Ambulance control has the same alarm.</span></div>`);

const find = (id) => {
  startFind(id);
  openDialog("find");
};

const Tools = () => html`
  ${live.may("search") && html`<button type="button" class="btn small quiet" onClick=${() => find()}><${Icon} name="search" />Find a call</button>`}
  ${live.may("print-handover-sheet") && html`<a class="btn small quiet" href="/console/handover"><${Icon} name="document" />Handover sheet</a>`}
  <button type="button" class="btn small quiet" onClick=${() => openDialog("keys")}><span class="kbd" aria-hidden="true">?</span><span class="vh">All keys</span></button>`;

const Board = () => html`
  <${TopBar} live=${live} page="Duty board"><${Tools} /></${TopBar}>
  <div class="banners"><${NotLive} live=${live} /><${Lost} /></div>
  <${Request} />
  <div class="two"><main id="main" tabindex="-1"><${MedicalTime} /><${WhosOn} /></main><aside aria-label="Call a unit back"><${CallBack} /></aside></div>
  <${Dialogs} /><${LiveRegions} />`;

function answer(name) {
  const mission = requests.peek()[0];
  if (!mission) return;
  if (locked.peek()) shout("Not sent: this screen is not live. Use radio or telephone.");
  else press(mission, name);
}

prepareSound();
bindKeys(() => [
  { keys: ["y"], run: () => answer("agree") },
  { keys: ["n"], run: () => answer("refuse") },
  { keys: ["/"], run: () => find() },
  { keys: ["?"], run: () => openDialog("keys") },
]);

const told = new Set();
effect(() => {
  for (const mission of requests.value) {
    if (told.has(mission.id)) continue;
    told.add(mission.id);
    sound("ask");
    say(`Ambulance control asks for ${mission.call_sign}. Y to agree, N to decline.`);
  }
  for (const mission of lost()) {
    const key = `lost:${mission.id}:${callOf(mission).alarm.since}`;
    if (told.has(key)) continue;
    told.add(key);
    sound("alarm");
    shout(`Ambulance lost, call ${mission.call_number}.`);
  }
});

const asked = new URLSearchParams(location.search).get("call");
if (asked) find(asked);

mount(html`<${Board} />`, document.querySelector("#app"));
