/** The job that a record belongs to: as the server says, else as the co-response app last knew it. */

import { kept } from "../phone/db.js";
import { about } from "./door.js";

const PICTURE = "picture";

async function fromPicture(id) {
  const entities = (await kept.get(PICTURE).catch(() => null))?.entities ?? [];
  const mission = entities.find((one) => one.type === "mission" && one.id === id);
  const call = entities.find((one) => one.type === "call" && one.id === mission?.call_id);
  return mission && { call_number: mission.call_number ?? call?.number, place: call?.place ?? {} };
}

export async function jobOf(id) {
  const told = about.peek()?.mission;
  if (told?.id === id) return told;
  const seen = await fromPicture(id);
  const { label, town, lat, lon } = seen?.place ?? {};
  return { id, call_number: seen?.call_number ?? "", label: label || town || "", lat, lon };
}
