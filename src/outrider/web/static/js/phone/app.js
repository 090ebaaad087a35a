/** Which screen: an alert first, then the job, then what the officer opened. */

import { useEffect } from "preact/hooks";
import { html } from "../lib/html.js";
import { LiveRegions, shout } from "../lib/speak.js";
import { call, hideRefusal, markSeen, mission, refusal, screen, sheet, state } from "./app-state.js";
import { stayAwake, tellLockedScreen } from "./device.js";
import { Icon } from "./icon.js";
import { Button } from "./parts.js";
import { TestAlert, testAlert } from "./screens/alert.js";
import { Card, CardList, OnsetSheet, Patient, RecordSheet, SourceSheet } from "./screens/cards.js";
import { Clear } from "./screens/clear.js";
import { ComeAcross } from "./screens/come-across.js";
import { Duty, Gates, StateSheet } from "./screens/duty.js";
import { Ended, QUIET } from "./screens/ended.js";
import { Correct, Handover, QrSheet } from "./screens/handover.js";
import { Kept, RadioSheet } from "./screens/kept.js";
import { HelpSheet, Mission, UnableSheet } from "./screens/mission.js";
import { NotPicked } from "./screens/not-picked.js";
import { DeclineSheet, Offer } from "./screens/offer.js";
import { Settings } from "./screens/settings.js";
import { VitalsSheet } from "./screens/vitals.js";

const SHEETS = {
  decline: DeclineSheet,
  help: HelpSheet,
  onset: OnsetSheet,
  qr: QrSheet,
  radio: RadioSheet,
  record: RecordSheet,
  source: SourceSheet,
  state: StateSheet,
  unable: UnableSheet,
  vitals: VitalsSheet,
};
const ANYWHERE = {
  cards: CardList,
  "come-across": ComeAcross,
  gates: Gates,
  kept: Kept,
  "not-picked": NotPicked,
  settings: Settings,
};
const IN_CARE = { handover: Handover, correct: Correct, clear: Clear };
const CARE = new Set(["with_patient", "handover"]);

function current() {
  const now = state.value;
  if (now?.phase === "offered" || (now && mission.value.phase === "offered" && now.phase === "declined")) return Offer;
  if (now && mission.value.phase === "offered" && now.waiting[0]?.press === "accept") {
    return ANYWHERE[screen.value] ?? Offer;
  }
  const over = ended(now);
  if (over) return over;
  const name = screen.value;
  if (ANYWHERE[name]) return ANYWHERE[name];
  if (name.startsWith("card:")) return Card;
  if (!now || now.ended) return Duty;
  if (CARE.has(now.phase)) {
    if (IN_CARE[name]) return IN_CARE[name];
    return now.phase === "handover" ? Handover : Patient;
  }
  return Mission;
}

/** Ends that somebody else made are shown until they are seen; one's own go back to duty. */
function ended(now) {
  const job = mission.value;
  if (!now?.ended || now.waiting.length || QUIET.has(now.phase)) return null;
  return job.phase === now.phase ? Ended : null;
}

/** The server said no: its words, what to do, and a press that puts it away. */
function Refusal() {
  const item = refusal.value;
  useEffect(() => {
    if (item) shout(`${item.label}: not counted. ${item.problem.detail}`);
  }, [item?.n]);
  if (!item) return null;
  const { title, detail, wayOn } = item.problem;
  return html`<aside class="refusal" aria-label="Not counted">
    <${Icon} name="barred-circle" />
    <div><p><b>${item.label}: not counted.</b> ${detail || title}</p>${wayOn ? html`<p>${wayOn}</p>` : null}</div>
    <${Button} onPress=${() => hideRefusal(item)}>OK</${Button}>
  </aside>`;
}

function useJob() {
  const job = mission.value;
  const phase = state.value?.phase ?? null;
  const running = Boolean(job) && !state.value.ended;
  // a new phase takes the screen: what was open belongs to the one before
  useEffect(() => {
    if (running && phase !== "handover") screen.value = "";
  }, [phase, running]);
  useEffect(() => void stayAwake(running), [running]);
  useEffect(() => {
    if (job && job.phase === phase && phase === "offered") void tellLockedScreen();
    if (job && QUIET.has(job.phase)) markSeen(job.id);
  }, [job?.id, job?.phase]);
  useEffect(() => {
    if (call.value?.alarm) shout("No ambulance is on its way. Control has the alarm.");
  }, [call.value?.alarm?.since]);
}

export function App() {
  useJob();
  const Shown = testAlert.value && !(state.value && !state.value.ended) ? TestAlert : current();
  const Over = sheet.value && SHEETS[sheet.value.name];
  return html`<${Shown} /><${Refusal} />${Over ? html`<${Over} />` : null}<${LiveRegions} />`;
}
