/** Asking the browser for a passkey, or to make one: a form sends what it answers. */

const NO_SIGNAL = "There is no signal. Nothing was sent and nothing has changed: try again when there is.";
const AGAIN = "This page has been open for long. Reload it and try again.";
const TOLD = {
  NotAllowedError: "It was cancelled, or took too long. Nothing has changed: try again, or use another way.",
  InvalidStateError: "This device has a passkey of yours already.",
  SecurityError: "Passkeys do not work at this address. Use the address that your force gave you.",
  NotSupportedError: "This device cannot make such a passkey. Try another device or a security key.",
};

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

/** The server writes bytes as base64url; the browser takes and gives buffers. */
function readable({ publicKey: asked }) {
  const made = { ...asked, challenge: toBytes(asked.challenge) };
  if (asked.user) made.user = { ...asked.user, id: toBytes(asked.user.id) };
  if (asked.allowCredentials) made.allowCredentials = withBytes(asked.allowCredentials);
  if (asked.excludeCredentials) made.excludeCredentials = withBytes(asked.excludeCredentials);
  return { publicKey: made };
}

function sendable(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const bytes = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { ...Object.fromEntries(bytes), transports: response.getTransports?.() },
  };
}

async function asked(form) {
  let answer;
  try {
    answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  } catch {
    throw new Error(NO_SIGNAL);
  }
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!answer.ok || !json) throw new Error(AGAIN);
  return readable(await answer.json());
}

async function press(form) {
  const options = await asked(form);
  const make = form.dataset.passkey === "create";
  const credential = await (make ? navigator.credentials.create(options) : navigator.credentials.get(options));
  form.elements.credential.value = JSON.stringify(sendable(credential));
  form.submit();
}

function attach(form) {
  const told = form.querySelector("[role=alert]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      await press(form);
    } catch (problem) {
      told.textContent = TOLD[problem.name] ?? problem.message;
      told.hidden = false;
    }
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll("form[data-passkey]").forEach(attach);
  document.querySelectorAll("[data-without]").forEach((note) => note.remove());
}
