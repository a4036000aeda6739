import type { QuotedMessage } from '@ticketz/contract/messages';
import { isApiError } from '../../api/api-error.ts';
import { sessionStore } from '../../api/session.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { forgetBrought } from '../drafts/brought-drafts.ts';
import { forgetNoteDrafts } from '../drafts/note-drafts.ts';
import { dropFile, keepFile } from './outbox-files.ts';
import {
  dropForgotten,
  forgetItem,
  forgetOutbox,
  type OutboxExtra,
  type OutboxFile,
  type OutboxItem,
  onOutboxChangedElsewhere,
  type Refusal,
  readOutbox,
  rememberOwner,
  storeItem,
} from './outbox-storage.ts';

export const maxOutboxItems = 200;

const outbox = createStore<readonly OutboxItem[]>([]);
/** Those the browser had no room for: they live as long as the page. */
const unstored = new Set<string>();
let owner: string | null = null;
let stopWatching: () => void = () => undefined;

export const outboxStore = { get: outbox.get, subscribe: outbox.subscribe };

/** Opens a person's outbox: what an earlier page or another tab couldn't send is there again. */
export function openOutbox(userId: string): void {
  closeOutbox();
  owner = userId;
  rememberOwner(userId);
  dropForgotten(userId);
  const read = () => {
    const onlyHere = outbox.get().filter(({ clientId }) => unstored.has(clientId));
    outbox.set([...readOutbox(userId), ...onlyHere]);
  };
  read();
  const ignoreTabs = onOutboxChangedElsewhere(userId, read);
  const ignoreSession = sessionStore.subscribe(() => sessionChanged(userId));
  stopWatching = () => {
    ignoreTabs();
    ignoreSession();
  };
}

/** Who logs out leaves nothing behind in a browser that others may use. Who is thrown out finds it after the log-in. */
function sessionChanged(userId: string): void {
  const state = sessionStore.get();
  if (state.status !== 'anonymous' || state.reason !== 'logged_out') return;
  for (const { clientId, file } of readOutbox(userId)) if (file) dropFile(clientId);
  forgetOutbox(userId);
  forgetNoteDrafts();
  forgetBrought();
}

export function closeOutbox(): void {
  stopWatching();
  stopWatching = () => undefined;
  owner = null;
  unstored.clear();
  outbox.set([]);
}

function store(item: OutboxItem): void {
  if (owner !== null && storeItem(owner, item)) unstored.delete(item.clientId);
  else unstored.add(item.clientId);
}

/** What can be written beside a text. */
export interface Extras {
  file?: { blob: Blob; facts: Omit<OutboxFile, 'id' | 'uploadedId'> };
  /** A file that is at the server. */
  stored?: Omit<OutboxFile, 'id'>;
  quoted?: QuotedMessage | null;
  extra?: OutboxExtra;
  /** It can be taken back for so long. */
  waitMs?: number;
}

/** Puts a message into the outbox; null when too many wait already. */
export function addToOutbox(ticketId: string, text: string, extras: Extras = {}): OutboxItem | null {
  const items = outbox.get();
  if (items.length >= maxOutboxItems) return null;
  const clientId = uuidv7();
  const { file, stored, quoted = null, extra = null, waitMs = 0 } = extras;
  if (file) keepFile(clientId, file.blob);
  const item: OutboxItem = {
    clientId,
    ticketId,
    text,
    file: file
      ? { ...file.facts, id: clientId, uploadedId: null }
      : stored
        ? { ...stored, id: clientId }
        : null,
    quoted,
    extra,
    notBefore: waitMs > 0 ? new Date(Date.now() + waitMs).toISOString() : null,
    createdAt: new Date().toISOString(),
    error: null,
  };
  store(item);
  outbox.set([...items, item]);
  return item;
}

function change(clientId: string, next: (item: OutboxItem) => OutboxItem): void {
  outbox.set(
    outbox.get().map((item) => {
      if (item.clientId !== clientId) return item;
      const changed = next(item);
      store(changed);
      return changed;
    }),
  );
}

export function markRefused(clientId: string, error: unknown): void {
  refuse(clientId, isApiError(error) ? error.code : 'unknown');
}

export function refuse(clientId: string, error: Refusal): void {
  change(clientId, (item) => ({ ...item, error }));
}

/** Tried again from the start: an upload from before may be gone by now. */
export function markWaiting(clientId: string): void {
  change(clientId, (item) => ({
    ...item,
    error: null,
    file: item.file && {
      ...item.file,
      uploadedId: item.file.quickMessageId ? item.file.uploadedId : null,
    },
  }));
}

/** Its file is at the server: another attempt needn't bring it again. */
export function markUploaded(clientId: string, uploadedId: string): void {
  change(clientId, (item) => ({ ...item, file: item.file && { ...item.file, uploadedId } }));
}

/** The server has it, or the person has thrown it away. */
export function forgetSent(clientId: string): void {
  const items = outbox.get();
  const known = items.find((item) => item.clientId === clientId);
  if (!known) return;
  if (known.file) dropFile(clientId);
  if (owner !== null) forgetItem(owner, clientId);
  unstored.delete(clientId);
  outbox.set(items.filter((item) => item.clientId !== clientId));
}

const groups = new WeakMap<readonly OutboxItem[], Map<string, readonly OutboxItem[]>>();
/** Always the same array for the same outbox, as following a store needs it. */
function itemsOf(items: readonly OutboxItem[], ticketId: string): readonly OutboxItem[] {
  const group = groups.get(items) ?? new Map<string, readonly OutboxItem[]>();
  groups.set(items, group);
  const known = group.get(ticketId);
  if (known) return known;
  const found = items.filter((item) => item.ticketId === ticketId);
  group.set(ticketId, found);
  return found;
}

/** What waits in one ticket, oldest first. */
export function useOutbox(ticketId: string): readonly OutboxItem[] {
  return useStoreValue(outboxStore, (items) => itemsOf(items, ticketId));
}

/** How many messages would be lost by logging out now. */
export function useUnsentCount(): number {
  return useStoreValue(outboxStore, (items) => items.length);
}
