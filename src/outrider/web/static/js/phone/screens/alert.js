/** A test alert: it rings like the real one; one press confirms that somebody heard it. */

import { useEffect } from "preact/hooks";
import { computed, signal } from "@preact/signals";
import { html } from "../../lib/html.js";
import { clock } from "../../lib/format.js";
import { live, receipt, unit } from "../app-state.js";
import { tellLockedScreen } from "../device.js";
import { Icon } from "../icon.js";
import { Big, Screen, Thumb } from "../parts.js";
import { ring, stopRinging } from "../ring.js";

const done = signal(new Set());

export const testAlert = computed(() =>
  live
    .all("alert")
    .findLast((one) => one.unit_id === unit.value?.id && !one.confirmed_at && !done.value.has(one.id)),
);

function confirm(alert) {
  stopRinging(alert.id);
  done.value = new Set([...done.value, alert.id]);
  // no answer: it rings again at the next picture, which is what a test should show
  receipt(alert.id, "confirmed").catch(
    () => (done.value = new Set([...done.value].filter((id) => id !== alert.id))),
  );
}

export function TestAlert() {
  const alert = testAlert.value;
  useEffect(() => {
    ring(alert.id);
    void tellLockedScreen();
    if (!alert.received_at) receipt(alert.id, "received").catch(() => {});
    return () => stopRinging(alert.id);
  }, [alert.id]);
  return html`<${Screen} name="alert"
    thumb=${html`<${Thumb}><${Big} icon="tick" onPress=${() => confirm(alert)}>I hear it</${Big}></${Thumb}>`}>
    <div class="end" role="alert"><${Icon} name="bell" /><h1>Test alert</h1>
      <p>A real offer rings like this. Nobody needs you now.</p>
      <p class="t2">Sent ${clock(alert.sent_at)}${alert.sent_by ? ` by ${alert.sent_by}` : ""}</p></div>
  </${Screen}>`;
}
