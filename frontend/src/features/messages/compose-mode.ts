import type { Message, QuotedMessage } from '@ticketz/contract/messages';
import { createStore, useStoreValue } from '../../lib/store.ts';

/** What the composer is for besides a plain message: an answer to one, or another text for one. */
export type ComposeMode =
  | { type: 'reply'; quoted: QuotedMessage }
  | { type: 'edit'; message: Message }
  | { type: 'note' };

const modes = createStore<ReadonlyMap<string, ComposeMode>>(new Map());
export const composeModeStore = { get: modes.get, subscribe: modes.subscribe };

function setMode(ticketId: string, mode: ComposeMode | null): void {
  const next = new Map(modes.get());
  if (mode) next.set(ticketId, mode);
  else next.delete(ticketId);
  modes.set(next);
}

const longestQuote = 300;

/** The composer's next message answers this one. */
export function startReply({ id, ticketId, direction, kind, text, author }: Message): void {
  if (direction === 'internal') return;
  const quoted = {
    messageId: id,
    direction,
    kind,
    text: text.slice(0, longestQuote),
    authorName: author?.name ?? null,
  };
  setMode(ticketId, { type: 'reply', quoted });
}

export function startEdit(message: Message): void {
  setMode(message.ticketId, { type: 'edit', message });
}

/** What is written next is for colleagues only. */
export function startNote(ticketId: string): void {
  setMode(ticketId, { type: 'note' });
}

/** Back to a plain message. */
export function endMode(ticketId: string): void {
  if (modes.get().has(ticketId)) setMode(ticketId, null);
}

export function useComposeMode(ticketId: string): ComposeMode | null {
  return useStoreValue(modes, (all) => all.get(ticketId) ?? null);
}
