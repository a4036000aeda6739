import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';

/** What somebody has begun to write in a ticket. `saved` is false until the server has this very text. */
export interface LocalDraft {
  text: string;
  saved: boolean;
}

const store = createStore<ReadonlyMap<string, LocalDraft>>(new Map());
let owner: string | null = null;

export const draftStore = { get: store.get, subscribe: store.subscribe };

function storageKey(): string {
  return `ticketz.drafts.${owner}`;
}

function readAll(): Map<string, LocalDraft> {
  try {
    const entries = JSON.parse(readStored(storageKey()) ?? '[]') as [string, LocalDraft][];
    return new Map(entries.filter(([ticketId, draft]) => ticketId && typeof draft?.text === 'string'));
  } catch {
    return new Map();
  }
}

function replace(drafts: Map<string, LocalDraft>): void {
  store.set(drafts);
  // A saved empty draft is nothing to remember; an unsaved one still has to be removed on the server.
  const worthKeeping = [...drafts].filter(([, draft]) => draft.text !== '' || !draft.saved);
  writeStored(storageKey(), worthKeeping.length > 0 ? JSON.stringify(worthKeeping) : null);
}

export function openDrafts(userId: string): void {
  owner = userId;
  store.set(readAll());
}

export function closeDrafts(): void {
  owner = null;
  store.set(new Map());
}

export function draftOf(ticketId: string): string {
  return store.get().get(ticketId)?.text ?? '';
}

/** At every change of the text: kept in this browser at once, on the server soon. */
export function writeDraft(ticketId: string, text: string): void {
  if (draftOf(ticketId) === text) return;
  replace(new Map(store.get()).set(ticketId, { text, saved: false }));
}

export function markDraftSaved(ticketId: string, text: string): void {
  const draft = store.get().get(ticketId);
  if (draft?.text === text && !draft.saved)
    replace(new Map(store.get()).set(ticketId, { text, saved: true }));
}

/** What the server has, from another device. A text written here that it hasn't got yet is newer. */
export function takeServerDraft(ticketId: string, text: string): void {
  const draft = store.get().get(ticketId);
  if (draft && (!draft.saved || draft.text === text)) return;
  replace(new Map(store.get()).set(ticketId, { text, saved: true }));
}

/** All the drafts the server has: what it no longer has was sent or emptied elsewhere. */
export function takeServerDrafts(items: { ticketId: string; text: string }[]): void {
  const unsaved = [...store.get()].filter(([, draft]) => !draft.saved);
  const fromServer = items.map(({ ticketId, text }) => [ticketId, { text, saved: true }] as const);
  replace(new Map<string, LocalDraft>([...fromServer, ...unsaved]));
}

export function useDraft(ticketId: string): string {
  return useStoreValue(draftStore, (drafts) => drafts.get(ticketId)?.text ?? '');
}
