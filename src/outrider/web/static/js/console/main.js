/** The desk: calls, map, decision. */

import { html, mount } from "../lib/html.js";
import { Icon } from "../lib/icons.js";
import { prepareSound } from "../lib/sound.js";
import { LiveRegions } from "../lib/speak.js";
import { NotLive, TopBar } from "../lib/topbar.js";
import { Alarms, watchAlarms } from "./alarms.js";
import { CallList } from "./calls.js";
import { Decision } from "./decision.js";
import { Dialogs } from "./dialogs.js";
import { MapView } from "./map-view.js";
import { bindShortcuts } from "./shortcuts.js";
import { live, mapShown, openDialog, pane } from "./state.js";
import { Timeline } from "./timeline.js";
import { UnitList } from "./unit-list.js";

const Tools = () => html`
  <button type="button" class="btn small quiet" aria-label="Units" onClick=${() => openDialog("units")}><${Icon} name="people" /><span class="wide-only">Units</span></button>
  ${live.may("print-handover-sheet") && html`<a class="btn small quiet" aria-label="Handover sheet" href="/console/handover"><${Icon} name="document" /><span class="wide-only">Handover</span></a>`}
  <button type="button" class="btn small quiet" onClick=${() => openDialog("keys")}><span class="kbd" aria-hidden="true">?</span><span class="vh">All keys</span></button>`;

function Middle() {
  return html`<section class="mid" aria-label="Map and timeline">
    <div class="mid-switch" role="group" aria-label="Show"><button type="button" class="btn small" aria-pressed=${mapShown.value ? "true" : "false"} onClick=${() => (mapShown.value = true)}><${Icon} name="map" />Map</button>
      <button type="button" class="btn small" aria-pressed=${mapShown.value ? "false" : "true"} onClick=${() => (mapShown.value = false)}><${Icon} name="list" />List</button></div>
    ${mapShown.value ? html`<${MapView} />` : html`<${UnitList} />`}
    <${Timeline} />
  </section>`;
}

function Desk() {
  return html`
    <${TopBar} live=${live} page="Co-response desk"><${Tools} /></${TopBar}>
    <div class="banners"><${NotLive} live=${live} /><${Alarms} /></div>
    <main class="desk" data-pane=${pane.value} data-live=${live.status.value.live || live.status.value.phase === "starting" ? "yes" : "no"}>
      <${CallList} /><${Middle} /><${Decision} />
    </main>
    <${Dialogs} /><${LiveRegions} />`;
}

prepareSound();
watchAlarms();
bindShortcuts();
mount(html`<${Desk} />`, document.querySelector("#app"));
