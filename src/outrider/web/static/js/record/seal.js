/** One record, sealed: AES-GCM, a fresh nonce each time, bound to its id and owner. */

const TEXT = new TextEncoder();
const NONCE_BYTES = 12;

const bound = (tag, id) => TEXT.encode(`${tag}:${id}`);

export async function seal({ tag, key }, value) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const data = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bound(tag, value.id) },
    key,
    TEXT.encode(JSON.stringify(value)),
  );
  return { id: value.id, tag, iv, data };
}

/** Throws when the key is not the one it was sealed with, or when it was changed. */
export async function open({ tag, key }, row) {
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: row.iv, additionalData: bound(tag, row.id) },
    key,
    row.data,
  );
  return JSON.parse(new TextDecoder().decode(plain));
}
