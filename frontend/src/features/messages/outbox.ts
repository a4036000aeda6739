import { type ApiError, isApiError } from '../../api/api-error.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, useStoreValue } from '../../lib/store.ts';
import { uuidv7 } from '../../lib/uuid.ts';

type Refusal = ApiError['code'] | 'unknown';

/**
 * A message written here that the server hasn't accepted yet. Kept in this browser until it has, so that neither a
 * reload nor a cut network loses it. `error` is why it was refused; null while it waits its turn.
 */
export interface OutboxItem {
  clientId: string;
  ticketId: string;
  text: string;
  createdAt: string;
  error: Refusal | null;
}

export const maxOutboxItems = 200;

const outbox = createStore<readonly OutboxItem[]>([]);
let owner: string | null = null;

export const outboxStore = { get: outbox.get, subscribe: outbox.subscribe };

function prefix(): string {
  return `ticketz.outbox.${owner}.`;
}

function parse(json: string | null): OutboxItem | null {
  try {
    const item = JSON.parse(json ?? 'null') as OutboxItem | null;
    return typeof item?.clientId === 'string' && typeof item.text === 'string' ? item : null;
  } catch {
    return null;
  }
}

function storedItems(): OutboxItem[] {
  const items: OutboxItem[] = [];
  for (let index = 0; index < localStorage.length; index += 1) {
    const key = localStorage.key(index);
    const item = key?.startsWith(prefix()) ? parse(readStored(key)) : null;
    if (item) items.push(item);
  }
  return items.sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** Opens a person's outbox: what an earlier page couldn't send is there again. */
export function openOutbox(userId: string): void {
  owner = userId;
  try {
    outbox.set(storedItems());
  } catch {
    // Storage is forbidden: the outbox lives in memory only.
    outbox.set([]);
  }
}

export function closeOutbox(): void {
  owner = null;
  outbox.set([]);
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
  writeStored(prefix() + item.clientId, JSON.stringify(item));
  outbox.set([...items, item]);
  return item;
}

function change(clientId: string, error: Refusal | null): void {
  outbox.set(
    outbox.get().map((item) => {
      if (item.clientId !== clientId) return item;
      const changed = { ...item, error };
      writeStored(prefix() + clientId, JSON.stringify(changed));
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
  writeStored(prefix() + clientId, null);
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
