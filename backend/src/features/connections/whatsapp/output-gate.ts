import type { WASocket } from '@whiskeysockets/baileys';
import { rawSocket } from './raw-socket.ts';

/** So many frames may be held. Each belongs to a message or a request, and those are bounded before. */
const mostHeld = 2_000;

/**
 * Holds back what Baileys writes until the database has what it was made from: a receipt until the message is in the
 * journal, a message of ours until the moved-on keys are stored. For Baileys a frame is written at once, so it goes on to
 * the next message while the last one is being committed. Frames keep their order; those held when the socket ends are
 * dropped, as if the cut had come before them.
 *
 * `committed` resolves when all that was changed before is in the database; null when it is already.
 */
export function holdOutput(socket: WASocket, committed: () => Promise<void> | null, over: AbortSignal): void {
  const raw = rawSocket(socket);
  if (!raw) throw new Error('Baileys has opened no socket that could be held back');
  const send = raw.send.bind(raw);
  let held = 0;
  let last: Promise<void> = Promise.resolve();
  raw.send = (frame, written) => {
    const waitsFor = committed();
    if (!waitsFor && held === 0) return send(frame, written);
    if (held >= mostHeld) throw new Error('Too much waits for the database');
    held += 1;
    // A commit that fails leaves the chain rejected: nothing goes out any more.
    last = last
      .then(() => waitsFor)
      .then(() => {
        held -= 1;
        if (!over.aborted) send(frame);
      });
    last.catch(() => undefined);
    written?.();
  };
}
