import type { File } from '@ticketz/contract/files';
import { sessionStore } from '../../api/session.ts';
import { readStored, storedKeys, writeStored } from '../../lib/storage.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';

// Files that quick messages have brought into an answer. They are at the server already: like the text they are kept in
// this browser, under its writer, until they are sent.

/** A file, with the quick message it comes from. */
export interface Brought {
  file: File;
  quickMessageId: string;
}

const prefix = 'ticketz.brought.';
const none: readonly Brought[] = [];
const changes = createStore(0);
/** What has been read or written, so that it is the same array each time. */
const known = new Map<string, readonly Brought[]>();

function keyOf(ticketId: string): string {
  const state = sessionStore.get();
  return `${prefix}${state.status === 'authenticated' ? state.session.user.id : ''}.${ticketId}`;
}

function parse(json: string | null): readonly Brought[] {
  try {
    const all = JSON.parse(json ?? '[]') as Brought[];
    return all.filter(({ file, quickMessageId }) => typeof file?.id === 'string' && quickMessageId);
  } catch {
    return none;
  }
}

export function broughtTo(ticketId: string): readonly Brought[] {
  const key = keyOf(ticketId);
  const files = known.get(key) ?? parse(readStored(key));
  known.set(key, files);
  return files;
}

/** Each file once, the newest last. */
export function bringTo(ticketId: string, files: readonly Brought[]): void {
  const others = broughtTo(ticketId).filter(({ file }) => !files.some((one) => one.file.id === file.id));
  write(ticketId, [...others, ...files]);
}

export function takeFrom(ticketId: string, fileId: string): void {
  write(
    ticketId,
    broughtTo(ticketId).filter(({ file }) => file.id !== fileId),
  );
}

export function clearBrought(ticketId: string): void {
  write(ticketId, none);
}

function write(ticketId: string, files: readonly Brought[]): void {
  const key = keyOf(ticketId);
  known.set(key, files);
  writeStored(key, files.length === 0 ? null : JSON.stringify(files));
  changes.set(changes.get() + 1);
}

export function useBrought(ticketId: string): readonly Brought[] {
  return useStoreValue(changes, () => broughtTo(ticketId));
}

/** Who logs out leaves nothing behind in a browser that others may use. */
export function forgetBrought(): void {
  for (const key of storedKeys(prefix)) writeStored(key, null);
  known.clear();
  changes.set(changes.get() + 1);
}
