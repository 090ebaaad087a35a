/**
 * The key to one person's records on this phone. It is made of two parts: one that the browser
 * keeps and does not hand out, and the server's share for this person and phone. The made key is
 * kept, not readable by any script, until whoever signed in is gone. See docs/adr/0006.
 */

import { uuid } from "../lib/ids.js";
import { phone } from "./db.js";

const TEXT = new TextEncoder();
const FOR_KEY = TEXT.encode("outrider record: key 1");
const FOR_TAG = TEXT.encode("outrider record: whose 1");
const PART_BYTES = 32;

/** Without HTTPS browsers have no ciphers for pages. */
export const canSeal = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

const hex = (bytes) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** The phone's id, and its part of the key: not extractable, so no script reads its bytes. */
async function partOfPhone() {
  const raw = crypto.getRandomValues(new Uint8Array(PART_BYTES));
  const part = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey", "deriveBits"]);
  return phone.getOrSet("part", { id: uuid(), part });
}

export const phoneId = async () => (await partOfPhone()).id;

const hkdf = (share, info) => ({ name: "HKDF", hash: "SHA-256", salt: unhex(share), info });

/** `{tag, key}`: the key, and a name for its owner that says nothing without the share. */
async function made(share) {
  const { part } = await partOfPhone();
  const cipher = { name: "AES-GCM", length: 256 };
  const [key, tag] = await Promise.all([
    crypto.subtle.deriveKey(hkdf(share, FOR_KEY), part, cipher, false, ["encrypt", "decrypt"]),
    crypto.subtle.deriveBits(hkdf(share, FOR_TAG), part, 128),
  ]);
  return { tag: hex(tag), key };
}

export const cookieNow = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

const markOf = async (cookie) => hex(await crypto.subtle.digest("SHA-256", TEXT.encode(cookie)));

/**
 * The key as it was left, or null when it is not good any more: its time has run out, or somebody
 * signed in or out on this phone since (the server changes the form token at both).
 */
export async function keptKey() {
  const kept = await phone.get("session");
  if (!kept) return null;
  const good = Date.now() < kept.until && kept.mark === (await markOf(cookieNow()));
  if (!good) await forgetKey();
  return good ? { tag: kept.tag, key: kept.key, older: [] } : null;
}

/** Make the key from the server's shares, newest first, and keep it for the session. */
export async function makeKey({ shares, until }) {
  const [now, ...older] = await Promise.all(shares.map(made));
  const mark = await markOf(cookieNow());
  await phone.set("session", { ...now, until: Date.parse(until), mark });
  return { ...now, older };
}

export const forgetKey = () => phone.drop("session");

/** Signed out here, while the server may not know it yet. */
export const noteLeaving = async () => phone.set("leaving", await markOf(cookieNow()));
export const noteLeft = () => phone.drop("leaving");

/** Whether a sign-out still has to reach the server; not when somebody signed in since. */
export async function isLeaving() {
  const mark = await phone.get("leaving");
  if (!mark) return false;
  const still = mark === (await markOf(cookieNow()));
  if (!still) await noteLeft();
  return still;
}
