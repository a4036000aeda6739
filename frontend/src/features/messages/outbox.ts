import { isApiError } from '../../api/api-error.ts';
import { sessionStore } from '../../api/session.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import {
  dropForgotten,
  forgetItem,
  forgetOutbox,
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
  if (state.status === 'anonymous' && state.reason === 'logged_out') forgetOutbox(userId);
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

/** Puts a text into the outbox; null when too many wait already. */
export function addToOutbox(ticketId: string, text: string): OutboxItem | null {
  const items = outbox.get();
  if (items.length >= maxOutboxItems) return null;
  const item: OutboxItem = {
    clientId: uuidv7(),
    ticketId,
    text,
    createdAt: new Date().toISOString(),
    error: null,
  };
  store(item);
  outbox.set([...items, item]);
  return item;
}

function change(clientId: string, error: Refusal | null): void {
  outbox.set(
    outbox.get().map((item) => {
      if (item.clientId !== clientId) return item;
      const changed = { ...item, error };
      store(changed);
      return changed;
    }),
  );
}

export function markRefused(clientId: string, error: unknown): void {
  change(clientId, isApiError(error) ? error.code : 'unknown');
}

export function markWaiting(clientId: string): void {
  change(clientId, null);
}

/** The server has it, or the person has thrown it away. */
export function forgetSent(clientId: string): void {
  const items = outbox.get();
  if (!items.some((item) => item.clientId === clientId)) return;
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
