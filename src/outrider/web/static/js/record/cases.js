/** One's own cases as the server last told them: what waits for a word, and what can be added to. */

import { computed } from "@preact/signals";
import { get } from "../lib/api.js";
import { byId, items, owner, put } from "./items.js";
import { link } from "./door.js";

const KEPT = 20;

const shown = ({ id, number, title, told, recorded_at, on_behalf, status, mine, can, facts, injury, hate, own_characteristic, suspects, investigation }) => ({
  id, number, title, told, recorded_at, on_behalf, status, mine, can, facts, injury, hate, own_characteristic, suspects, investigation,
});

export const cases = computed(() => byId("cases")?.cases ?? []);
export const caseById = (id) => cases.value.find((one) => one.id === id);

const answered = computed(
  () => new Set(items.value.filter((one) => ["confirm", "not-me"].includes(one.parts?.press) && one.state !== "refused").map((one) => one.case)),
);

/** Recorded by somebody else and not confirmed yet. */
export const toConfirm = computed(() =>
  cases.value.filter((one) => one.on_behalf && one.status === "awaiting-confirmation" && one.can.includes("confirm") && !answered.value.has(one.id)),
);

export async function loadCases() {
  if (!owner.peek() || link.peek() !== "live") return;
  const whose = owner.peek().tag;
  try {
    const answer = await get("safety/cases?mine=true");
    if (owner.peek()?.tag === whose && answer?.cases) {
      await put({ id: "cases", kind: "cases", cases: answer.cases.filter((one) => one.mine).slice(0, KEPT).map(shown) });
    }
  } catch {
    // what is kept stays good
  }
}
