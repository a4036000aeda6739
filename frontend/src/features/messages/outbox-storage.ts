import type { ContactCard, Location, OutgoingPoll } from '@ticketz/contract/message-details';
import type { QuotedMessage } from '@ticketz/contract/messages';
import type { UserSummary } from '@ticketz/contract/users';
import type { ApiError } from '../../api/api-error.ts';
import { readStored, storedKeys, writeStored } from '../../lib/storage.ts';
import type { WaitingFile } from '../files/shown-file.ts';

/** `file_lost`: this browser hasn't kept the file over a reload. `upload_cancelled`: the person has stopped it. */
export type Refusal = ApiError['code'] | 'unknown' | 'file_lost' | 'upload_cancelled';

/** The file of a message that waits. Its bytes are kept apart, see `outbox-files.ts`. */
export interface OutboxFile extends WaitingFile {
  asDocument: boolean;
  voiceNote: boolean;
  /** Its id at the server, once it is uploaded. */
  uploadedId: string | null;
  /** It comes with this quick message, and is at the server from the start. */
  quickMessageId?: string | undefined;
}

/** What waits besides text and file. A note goes to colleagues only, by a way of its own. */
export type OutboxExtra =
  | { type: 'note'; mentions: UserSummary[] }
  | { type: 'location'; location: Omit<Location, 'movedAt'> }
  | { type: 'contacts'; contacts: ContactCard[] }
  | { type: 'poll'; poll: OutgoingPoll }
  /** A text in a group that names these members. */
  | { type: 'members'; members: UserSummary[] };

/**
 * A message written here that the server hasn't accepted yet. Kept in this browser until it has, so that neither a
 * reload nor a cut network loses it. `error` is why it was refused; null while it waits its turn.
 */
export interface OutboxItem {
  clientId: string;
  ticketId: string;
  text: string;
  file: OutboxFile | null;
  quoted: QuotedMessage | null;
  extra: OutboxExtra | null;
  /** Until then it can be taken back; null: it goes at once. */
  notBefore: string | null;
  createdAt: string;
  error: Refusal | null;
}

const allPrefix = 'ticketz.outbox.';
const ownerKey = 'ticketz.outbox-owner';
/** What somebody left in a browser that others use now isn't kept for ever. */
const keepForeignMs = 30 * 86_400_000;

/** Each message is an entry of its own under its writer, who belongs to one company: tabs never overwrite each other. */
function prefixOf(userId: string): string {
  return `${allPrefix}${userId}.`;
}

const absent = { file: null, quoted: null, extra: null, notBefore: null };

function parse(json: string | null): OutboxItem | null {
  try {
    const item = JSON.parse(json ?? 'null') as OutboxItem | null;
    if (typeof item?.clientId !== 'string' || typeof item.text !== 'string') return null;
    // An older version of the page knew none of these.
    return { ...absent, ...item };
  } catch {
    return null;
  }
}

/** What this person couldn't send, in the order it was written. */
export function readOutbox(userId: string): OutboxItem[] {
  return storedKeys(prefixOf(userId))
    .map((key) => parse(readStored(key)))
    .filter((item) => item !== null)
    .sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** False when it will be gone with the page. */
export function storeItem(userId: string, item: OutboxItem): boolean {
  return writeStored(prefixOf(userId) + item.clientId, JSON.stringify(item));
}

export function forgetItem(userId: string, clientId: string): void {
  writeStored(prefixOf(userId) + clientId, null);
}

export function forgetOutbox(userId: string): void {
  for (const key of storedKeys(prefixOf(userId))) writeStored(key, null);
}

/** Drops what others left here long ago. */
export function dropForgotten(userId: string, now = Date.now()): void {
  for (const key of storedKeys(allPrefix)) {
    if (key.startsWith(prefixOf(userId))) continue;
    const writtenAt = Date.parse(parse(readStored(key))?.createdAt ?? '');
    if (!(now - writtenAt < keepForeignMs)) writeStored(key, null);
  }
}

/** Whose outbox it is while nobody can ask the server who is logged in; null when the session has ended. */
export function rememberOwner(userId: string | null): void {
  writeStored(ownerKey, userId);
}

/** What waits here, before it is known who is logged in. */
export function readWaiting(): OutboxItem[] {
  const userId = readStored(ownerKey);
  return userId ? readOutbox(userId) : [];
}

/** Calls back when another tab has changed this person's outbox. */
export function onOutboxChangedElsewhere(userId: string, changed: () => void): () => void {
  const look = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(prefixOf(userId))) changed();
  };
  window.addEventListener('storage', look);
  return () => window.removeEventListener('storage', look);
}
