/** The server's stream: opened after a cursor, watched for silence, opened again with patience. */

const BACKOFF_MS = [500, 1000, 2000, 4000, 8000];
export const EVENTS = ["change", "fixes", "reset", "beat", "signed-out"];

export function createStream({ address, onEvent, onLost, onRetry }) {
  let source = null;
  let timer = null;
  let failures = 0;
  let wanted = false;

  const close = () => {
    source?.close();
    source = null;
    clearTimeout(timer);
    timer = null;
  };

  const heard = (kind) => (event) => {
    failures = 0;
    onEvent(kind, JSON.parse(event.data || "{}"));
  };

  const open = () => {
    close();
    wanted = true;
    source = new EventSource(address());
    EVENTS.forEach((kind) => source.addEventListener(kind, heard(kind)));
    source.onerror = again;
  };

  // EventSource retries by itself, but not after an answer such as 401 or 503, and never says when
  const again = () => {
    close();
    if (!wanted) return;
    const wait = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] * (0.8 + 0.4 * Math.random());
    failures += 1;
    onRetry(Date.now() + wait);
    timer = setTimeout(() => onLost(open, failures), wait);
  };

  return {
    open,
    retryNow: () => wanted && (close(), onLost(open, failures)),
    again,
    waiting: () => timer !== null,
    stop() {
      wanted = false;
      close();
    },
  };
}
