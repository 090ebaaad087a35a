/**
 * How times, durations and chances read. Control rooms: 03:12:47 on the wall clock of London.
 * Durations come in seconds. An estimate is never shown without its interval.
 */

const ZONE = "Europe/London";
const formats = {
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  hm: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  shortDay: { weekday: "short", day: "numeric", month: "short" },
  zone: { hour: "2-digit", timeZoneName: "short" },
  iso: { year: "numeric", month: "2-digit", day: "2-digit" },
};
const made = Object.fromEntries(
  Object.entries(formats).map(([name, options]) => [
    name,
    new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options }),
  ]),
);

const asDate = (value) => (value instanceof Date ? value : new Date(value));

/** "03:12:47" */
export const clock = (value) => (value == null ? "" : made.clock.format(asDate(value)));

/** "03:12" */
export const hourMinute = (value) => (value == null ? "" : made.hm.format(asDate(value)));

/** "Sat 21 Nov 2026" */
export const day = (value) => made.day.format(asDate(value)).replace(",", "");

/** "Sat 21 Nov" */
export const shortDay = (value) => made.shortDay.format(asDate(value)).replace(",", "");

/** "GMT" or "BST" */
export function zone(value) {
  const part = made.zone.formatToParts(asDate(value)).find((p) => p.type === "timeZoneName");
  return part ? part.value : "";
}

/** "03:12:47" today, "Fri 20 Nov 03:12:47" on another day: a bare time never hides a date. */
export function when(value, now) {
  if (value == null) return "";
  const same = made.iso.format(asDate(value)) === made.iso.format(asDate(now));
  return same ? clock(value) : `${shortDay(value)} ${clock(value)}`;
}

const minus = (number) => (number < 0 ? `−${Math.abs(number)}` : `${number}`);
const wholeMinutes = (seconds) => Math.round(seconds / 60) || 0;

/** "6" from 361 seconds; "−1" with a true minus sign */
export const minuteNumber = (seconds) => (seconds == null ? "?" : minus(wholeMinutes(seconds)));

/** "6 min"; "under 1 min" */
export function minutes(seconds) {
  if (seconds == null) return "not known";
  if (seconds >= 0 && seconds < 30) return "under 1 min";
  return `${minuteNumber(seconds)} min`;
}

/** "5 to 8" */
export const range = (low, high) =>
  low == null || high == null ? "" : `${minuteNumber(low)} to ${minuteNumber(high)}`;

/** "6 min (5 to 8)" */
export function estimate(seconds, low, high) {
  const spread = range(low, high);
  return spread ? `${minutes(seconds)} (${spread})` : minutes(seconds);
}

/** "97%"; never 0% or 100%, which no estimate can say */
export function percent(chance) {
  if (chance == null) return "?";
  const whole = Math.round(chance * 100);
  if (whole >= 100) return ">99%";
  return whole <= 0 ? "<1%" : `${whole}%`;
}

/** How old: "4 s", "12 min", "3 h", "2 days" */
export function age(seconds) {
  if (seconds == null) return "no time";
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 5400) return `${Math.floor(s / 60)} min`;
  return s < 172800 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86400)} days`;
}

const twoDigits = (number) => `${number}`.padStart(2, "0");

/** A running clock: "0:43", "17:05", "1:02:09" */
export function running(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(s / 3600);
  const mins = Math.floor((s % 3600) / 60);
  const secs = twoDigits(s % 60);
  return hours ? `${hours}:${twoDigits(mins)}:${secs}` : `${mins}:${secs}`;
}

/** In lists: "0:43", "17:05", then "24 min", "3 h" */
export const elapsed = (seconds) => (seconds < 1200 ? running(seconds) : age(seconds));

/** Seconds from one time to another; null when a time is missing */
export const secondsBetween = (from, to) =>
  from == null || to == null ? null : (asDate(to) - asDate(from)) / 1000;

/** "1 unit", "2 units" */
export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** "SC Hale, SC Okafor" */
export const names = (people) => (people ?? []).map((person) => person.name ?? person).join(", ");
