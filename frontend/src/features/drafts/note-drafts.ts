import { sessionStore } from '../../api/session.ts';
import { readStored, storedKeys, writeStored } from '../../lib/storage.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';

// What somebody has begun to note about a ticket: apart from the answer, so that neither ever becomes the other. Kept in
// this browser, under its writer.

const prefix = 'ticketz.note.';
const drafts = createStore<ReadonlyMap<string, string>>(new Map());

function keyOf(ticketId: string): string {
  const state = sessionStore.get();
  return `${prefix}${state.status === 'authenticated' ? state.session.user.id : ''}.${ticketId}`;
}

export function noteDraftOf(ticketId: string): string {
  const key = keyOf(ticketId);
  return drafts.get().get(key) ?? readStored(key) ?? '';
}

export function writeNoteDraft(ticketId: string, text: string): void {
  const key = keyOf(ticketId);
  writeStored(key, text === '' ? null : text);
  drafts.set(new Map(drafts.get()).set(key, text));
}

export function useNoteDraft(ticketId: string): string {
  return useStoreValue(drafts, () => noteDraftOf(ticketId));
}

/** Who logs out leaves nothing behind in a browser that others may use. */
export function forgetNoteDrafts(): void {
  for (const key of storedKeys(prefix)) writeStored(key, null);
  drafts.set(new Map());
}
