/** Which dialog is open. */

import { Dialog } from "../lib/dialog.js";
import { html } from "../lib/html.js";
import { PressDialog } from "../lib/press-dialogs.js";
import { Consequence, inCare } from "../lib/recall.js";
import { AmbulanceDialog } from "./ambulance-dialog.js";
import { AskByRadio, CallPressDialog, RingDialog, WhyDialog } from "./small-dialogs.js";
import { KeysDialog } from "./keys-dialog.js";
import { NewCallDialog } from "./new-call.js";
import { WhyNot } from "./candidates.js";
import { StateDialog } from "../lib/state-dialog.js";
import { closeDialog, dialog, live } from "./state.js";
import { UnitDialog, UnitsDialog } from "./unit-dialogs.js";

function Press({ missionId, press }) {
  const mission = live.one("mission", missionId);
  if (!mission) return null;
  const call = live.one("call", mission.call_id);
  const leaves = press === "recall";
  const consequence = leaves && html`<${Consequence} mission=${mission} call=${call} now=${live.now()} />`;
  const authority = leaves && inCare(mission);
  return html`<${PressDialog} mission=${mission} press=${press} live=${live} consequence=${consequence} authority=${authority} onClose=${closeDialog} />`;
}

function State({ unitId }) {
  const unit = live.one("unit", unitId);
  return unit ? html`<${StateDialog} unit=${unit} live=${live} onClose=${closeDialog} />` : null;
}

const KNOWN = {
  state: State,
  press: Press,
  ring: RingDialog,
  why: WhyDialog,
  "call-press": CallPressDialog,
  "ask-by-radio": AskByRadio,
  "new-call": NewCallDialog,
  ambulance: AmbulanceDialog,
  keys: KeysDialog,
  units: UnitsDialog,
  unit: UnitDialog,
  "why-not": ({ one }) => html`<${Dialog} title=${`Why not ${one.call_sign}?`} onClose=${closeDialog}><${WhyNot} one=${one} /></${Dialog}>`,
};

export function Dialogs() {
  const open = dialog.value;
  if (!open) return null;
  return html`<${KNOWN[open.name]} key=${`${open.name}${open.unitId ?? open.missionId ?? ""}${open.press ?? ""}`} ...${open} />`;
}
