const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('ticketz-notices');
const settled = new Set<string>();
const remembered = 500;

function settle(id: string): void {
  settled.add(id);
  if (settled.size > remembered) settled.delete(settled.values().next().value as string);
}

channel?.addEventListener('message', (message: MessageEvent<unknown>) => {
  if (typeof message.data === 'string') settle(message.data);
});

/** No tab needs to tell of this any more: it was told, or somebody is reading it. */
export function claimNotice(id: string): void {
  settle(id);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
  channel?.postMessage(id);
}

/**
 * Runs `tell` in one tab only, however many are open: each waits a moment of its own length, and the first one tells
 * the others that it is done.
 */
export function inOneTab(id: string, tell: () => void): void {
  setTimeout(
    () => {
      if (settled.has(id)) return;
      claimNotice(id);
      tell();
    },
    120 + Math.random() * 200,
  );
}
