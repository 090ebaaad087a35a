/** How a call is named. The police and fire side read a medical call, never a complaint. */

export const titleOf = (call) => call.complaint_text ?? "Medical call";
export const townOf = (call) => call.place?.town || call.place?.label || "Place not shown";

const SEX = { female: "Woman", male: "Man", other: "Person", unknown: "Person" };

/** "Man, 60 to 69. Caller is giving compressions." */
export function personOf(call) {
  if (!call.age_band && !call.sex) return "";
  const known = call.age_band && call.age_band !== "unknown";
  const child = known && Number.parseInt(call.age_band, 10) < 16;
  const who = child ? "Child" : (SEX[call.sex] ?? "Person");
  return known ? `${who}, ${call.age_band}.` : `${who}, age not known.`;
}

/** "3 Chapel Cottages, Chale Green · SZ 483 795 · call 0417" */
export function placeLine(call) {
  const place = call.place ?? {};
  const parts = [place.label || place.town, place.os_grid, place.what3words && `///${place.what3words.replace(/^\/+/, "")}`];
  if (place.uprn) parts.push(`UPRN ${place.uprn}`);
  parts.push(`call ${call.number}`);
  return parts.filter(Boolean).join(" · ");
}
