/** The new call as the API wants it, and what is missing before it may be sent. */

import { nameOf, readPlace } from "./place-words.js";

const LONGEST_NAME = 160;

export function bodyOf(entry) {
  const body = {
    sender_id: entry.sender_id,
    connected_at: new Date(entry.opened_at - (Number(entry.minutes_ago) || 0) * 60_000).toISOString(),
    category: entry.category,
    complaint: entry.complaint,
    place: placeOf(entry),
  };
  for (const field of ["age_band", "sex", "note", "access_note"]) {
    if (entry[field]?.trim()) body[field] = entry[field].trim();
  }
  if (entry.flags.length) body.flags = entry.flags;
  if (entry.exercise) body.exercise = true;
  return body;
}

function placeOf(entry) {
  const typed = entry.place_text.trim();
  const place = entry.place
    ? { lat: entry.place.lat, lon: entry.place.lon, name: nameOf(entry.place).slice(0, LONGEST_NAME) }
    : (readPlace(typed) ?? { name: typed });
  if (entry.what3words.trim()) place.what3words = entry.what3words.trim();
  if (entry.uprn.trim()) place.uprn = entry.uprn.trim();
  return place;
}

/** [{ field, message }] in the order of the form. */
export function mistakesIn(entry) {
  const found = [];
  const miss = (field, message) => found.push({ field, message });
  if (!entry.complaint) miss("complaint", "Choose what has happened.");
  if (!entry.category) miss("category", "Choose a category.");
  if (!entry.place_text.trim()) miss("place", "Say where it is: a place, a grid reference, or latitude, longitude.");
  const ago = Number(entry.minutes_ago);
  if (!(ago >= 0 && ago <= 240)) miss("connected_at", "Give the minutes since the call connected, 0 to 240.");
  if (entry.uprn.trim() && !/^\d{1,12}$/.test(entry.uprn.trim())) miss("uprn", "A UPRN is up to 12 figures, such as 100060000001.");
  return found;
}

const KNOWN = ["category", "complaint", "age_band", "sex", "place", "what3words", "uprn", "note", "access_note", "flags", "connected_at"];

/** The server's field names ("place.os_grid") as the form's. */
export const formField = (field) => KNOWN.find((known) => (field ?? "").split(/[.[]/).includes(known)) ?? "place";
