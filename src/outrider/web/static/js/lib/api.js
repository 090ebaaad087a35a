/**
 * Requests to `/api/v1`. A refusal or a failure is a `Problem` that says what is wrong and what to
 * do. A press carries an id of its own, so that sending it twice does one thing.
 */

import { uuid } from "./ids.js";

export const BASE = "/api/v1";
const TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = [400, 1200, 3000];
const WORTH_RETRYING = new Set([502, 503, 504]);

/** What the server (or the lack of one) said, as the page shows it. */
export class Problem extends Error {
  constructor({ title, detail = "", status = 0, rule, wayOn, whoCanOverride, errors = [], body }) {
    super(detail ? `${title}: ${detail}` : title);
    Object.assign(this, { title, detail, status, rule, wayOn, whoCanOverride, errors, body });
  }

  /** No answer at all: it may or may not have arrived, and sending again is safe. */
  get unanswered() {
    return this.status === 0;
  }

  /** A rule or another person got in the way; not a fault. */
  get refused() {
    return this.status === 409;
  }
}

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const csrf = () => cookie("csrftoken") ?? document.querySelector("meta[name=csrf-token]")?.content;

async function bodyOf(response) {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return null;
  return response.json().catch(() => null);
}

const TITLES = {
  401: ["You’re signed out", "Sign in again. What you typed is still here."],
  403: ["Not yours to do", "Your role doesn’t include this."],
  404: ["Nothing here that you can open", "It may have ended or passed to another desk."],
  413: ["Too long to send", "Shorten the text and send it again."],
};

function problemOf(response, body) {
  const [title, detail] = TITLES[response.status] ?? [
    "That didn’t save",
    "What you typed is still here. Try again.",
  ];
  return new Problem({
    title: body?.title ?? title,
    detail: body?.detail ?? detail,
    status: response.status,
    rule: body?.rule,
    wayOn: body?.way_on,
    whoCanOverride: body?.who_can_override,
    errors: body?.errors ?? [],
    body,
  });
}

const unanswered = (path) =>
  new Problem({
    title: "No answer from the server",
    detail: "It may not have been sent. Trying again is safe: it counts once.",
    body: { path },
  });

async function once(method, path, body, { timeout = TIMEOUT_MS, signal } = {}) {
  const limit = AbortSignal.timeout(timeout);
  const headers = { Accept: "application/json, application/problem+json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = csrf() ?? "";
  let response;
  try {
    response = await fetch(path.startsWith("/") ? path : `${BASE}/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unanswered(path);
  }
  const answer = await bodyOf(response);
  if (!response.ok) throw problemOf(response, answer);
  return answer;
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const passing = (error) =>
  error instanceof Problem && (error.unanswered || WORTH_RETRYING.has(error.status));

async function withRetries(send) {
  for (const wait of RETRY_AFTER_MS) {
    try {
      return await send();
    } catch (error) {
      if (!passing(error)) throw error;
      await pause(wait);
    }
  }
  return send();
}

/** GET `path` (relative to /api/v1). Throws `Problem`. */
export const get = (path, options) => once("GET", path, undefined, options);

/** POST once, without a retry. For what the server cannot tell from a repeat. */
export const post = (path, body = {}, options) => once("POST", path, body, options);

/**
 * POST with a press id: sent again on no answer, and counted once.
 * Pass `press_id` in `body` to repeat an earlier press.
 */
export function press(path, body = {}, options) {
  const whole = { press_id: uuid(), ...body };
  return withRetries(() => once("POST", path, whole, options));
}

/** POST that is safe to repeat because its body names it (a call's `sender_id`, a receipt). */
export const postSafely = (path, body, options) =>
  withRetries(() => once("POST", path, body, options));
