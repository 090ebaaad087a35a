/**
 * What is added to a record later. One open draft for each record or case: every tap is kept in it;
 * "Add it" makes it wait for the server, also when the record itself was not sent yet.
 */

import { uuid } from "../lib/ids.js";
import { stamp } from "../phone/stamp.js";
import { caseById } from "./cases.js";
import { byId, items, put } from "./items.js";
import { caseOf, queueUp } from "./queue.js";
import { SECTIONS } from "./sections.js";

const SAME = (item, target) => (target.record ? item.record === target.record : item.case === target.case);

const mine = (target) => items.value.filter((item) => item.kind === "details" && SAME(item, target));
const madeFirst = (a, b) => (a.begun < b.begun ? -1 : 1);

/** The one that is being made, or that the server sent back. */
export const openOne = (target) => mine(target).find((item) => item.state === "draft" || item.state === "refused");

const caseFor = (target) => {
  const id = target.case ?? caseOf({ record: target.record });
  return caseById(id) ?? (target.record ? byId(target.record)?.answer?.case : null);
};

/** The server's case, by the names that additions have. */
function fromCase(one) {
  if (!one) return {};
  const { facts = {}, injury, investigation: inv, suspects } = one;
  const known = {
    weapon: facts?.weapon || null,
    activity: facts?.activity || null,
    location_type: facts?.location_type || null,
    in_a_home: facts?.in_a_home ?? null,
    single_crewed: facts?.single_crewed ?? null,
    public_view: facts?.public_view ?? null,
    impact_factors: facts?.impact_factors,
    footage: facts?.footage?.map((reference) => ({ reference })),
    hurt: injury?.hurt || null,
    body: injury?.body,
    injuries: injury?.injuries,
    medical: injury?.medical || null,
    fluid: injury?.fluid,
    hate: one.hate?.filter((code) => code !== "unspecified"),
    own_characteristic: one.own_characteristic,
    suspects: suspects?.map(({ reference }) => ({ reference })),
    crime_ref: inv?.crime_ref,
    hs_ref: inv?.hs_ref,
    uof_ref: inv?.uof_ref,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value != null));
}

/** From the fast part, while the server has said nothing. */
function fromRecord(item) {
  if (!item) return {};
  const { form } = item;
  const fluid = form.what.includes("bite") ? "bite" : form.what.includes("spit") ? "spit" : null;
  return {
    ...(form.hurt ? { hurt: form.hurt } : {}),
    ...(form.in_a_home == null ? {} : { in_a_home: form.in_a_home }),
    ...(fluid ? { fluid: { fluid } } : {}),
    ...(form.what.includes("hate-abuse") ? { hate: [] } : {}),
  };
}

/** Everything known of it: record, then server, then additions in their order. */
export function known(target) {
  const base = { ...fromRecord(byId(target.record)), ...fromCase(caseFor(target)) };
  return [...mine(target)]
    .filter((item) => item.state !== "sent" || !caseFor(target))
    .sort(madeFirst)
    .reduce((all, item) => ({ ...all, ...item.parts }), base);
}

/** Whether a part was tapped in the open draft. */
export const touched = (target, name) => name in (openOne(target)?.parts ?? {});

export function set(target, name, value) {
  const item = openOne(target) ?? {
    id: uuid(),
    kind: "details",
    ...target,
    label: "More about a record",
    begun: new Date().toISOString(),
    made: stamp(),
    parts: {},
  };
  return put({ ...item, state: "draft", problem: null, parts: { ...item.parts, [name]: value } });
}

const subjects = (parts) =>
  SECTIONS.filter(({ fields }) => fields.some(({ name }) => name in parts))
    .map(({ title }) => title.toLowerCase())
    .join(", ");

const empty = (one) => !one.reference?.trim();
const filled = (parts) =>
  Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [
      name,
      ["footage", "suspects"].includes(name) ? value.filter((one) => name === "suspects" || !empty(one)) : value,
    ]),
  );

/** Under the same id also after a refusal: what was refused was not taken. */
export async function addIt(target) {
  const item = openOne(target);
  if (!item) return;
  await queueUp(item.id, { parts: filled(item.parts), label: `More: ${subjects(item.parts)}` });
}

export const count = (target) => Object.keys(openOne(target)?.parts ?? {}).length;

/** The record's own description of this target, for headings. */
export const describe = (target) => {
  const item = byId(target.record);
  const one = caseFor(target);
  return one?.number ? `Case ${one.number}` : item?.state === "sent" ? "Recorded" : "Not sent yet";
};
