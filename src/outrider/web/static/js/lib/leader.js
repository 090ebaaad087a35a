/**
 * One stream a browser: HTTP/1.1 allows six connections a host, and a desk has many tabs. The tab
 * that holds the lock leads; the others follow on a BroadcastChannel. When the leader closes, the
 * browser hands the lock on. A leader that has hung is relieved by taking the lock from it.
 */

const LOCK = "outrider-live";
export const LEADER_SILENT_MS = 12_000;

export function createElection({ onLead, onFollow }) {
  let release = null;
  let stopped = false;

  const hold = () => {
    if (stopped) return undefined;
    onLead();
    return new Promise((resolve) => (release = resolve));
  };

  const ask = (options) =>
    navigator.locks.request(LOCK, options, hold).catch(() => {
      // the lock was taken from this tab: it had been silent for too long
      release = null;
      if (stopped) return;
      onFollow();
      ask({});
    });

  return {
    start() {
      // without locks (plain HTTP on a local network) every tab has a stream of its own
      if (navigator.locks) ask({});
      else onLead();
    },
    relieve() {
      if (navigator.locks && !release) ask({ steal: true });
    },
    stop() {
      stopped = true;
      release?.();
    },
  };
}
