import type { QueryClient } from '@tanstack/react-query';
import type { ContactCard, OutgoingPoll } from '@ticketz/contract/message-details';
import { type Message, messageEndpoints, type OutgoingMessage } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { isApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { realtimeState } from '../../realtime/connection-state.ts';
import { applyMessage } from './message-queries.ts';
import { forgetSent, markRefused, markUploaded, outboxStore, refuse } from './outbox.ts';
import type { OutboxExtra, OutboxItem } from './outbox-storage.ts';
import { uploadFor } from './uploads.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/** Lost network, a busy server, a session that has to be renewed: the message itself may be fine. */
function passes(error: unknown): boolean {
  return isApiError(error) && (error.isTemporary || error.status === 401);
}

function nextOf(ticketId: string): OutboxItem | undefined {
  return outboxStore.get().find((item) => item.ticketId === ticketId && item.error === null);
}

/** Each by its way: a note must never take the one that leads to the customer. */
function bring(item: OutboxItem, fileId: string | undefined): Promise<Message> {
  const { clientId, ticketId, text, file, quoted, extra } = item;
  const params = { ticketId };
  if (extra?.type === 'note') {
    const mentions = extra.mentions.length > 0 ? extra.mentions.map(({ id }) => id) : undefined;
    return callApi(noteEndpoints.writeNote, { params, body: { clientId, text, mentions } });
  }
  const known = { clientId, quotedMessageId: quoted?.messageId ?? undefined };
  if (extra?.type === 'members') {
    const body = { ...known, text, memberIds: extra.members.map(({ id }) => id) };
    return callApi(messageEndpoints.sendMessage, { params, body });
  }
  const body = extra
    ? { ...known, ...payloadOf(extra) }
    : {
        ...known,
        text,
        fileId,
        asDocument: file?.asDocument || undefined,
        quickMessageId: file?.quickMessageId,
      };
  return callApi(messageEndpoints.sendMessage, { params, body });
}

function payloadOf(
  extra: Exclude<OutboxExtra, { type: 'note' | 'members' }>,
):
  | Pick<Extract<OutgoingMessage, { location: unknown }>, 'location'>
  | { contacts: ContactCard[] }
  | { poll: OutgoingPoll } {
  if (extra.type === 'location') return { location: extra.location };
  return extra.type === 'contacts' ? { contacts: extra.contacts } : { poll: extra.poll };
}

/**
 * Sends what is in the outbox: the messages of one ticket one after the other in the order they were written, different
 * tickets at once. Sending again after a lost answer is safe, because the server knows each by its `clientId`.
 */
export function startOutboxSender(queryClient: QueryClient): () => void {
  const busyTickets = new Set<string>();
  const wakers = new Set<() => void>();
  const stop = new AbortController();

  /** Waits for the time to pass or the network to come back, whichever is first. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      wakers.add(wake);
    });
  }

  /** The file's id at the server; undefined when the message can't be sent, which has been said. */
  async function bringFile(item: OutboxItem): Promise<string | undefined> {
    if (item.file?.uploadedId) return item.file.uploadedId;
    const fileId = await uploadFor(item);
    if (fileId === null) refuse(item.clientId, 'file_lost');
    else markUploaded(item.clientId, fileId);
    return fileId ?? undefined;
  }

  async function deliver(item: OutboxItem): Promise<'done' | 'later'> {
    const { clientId, file } = item;
    try {
      const fileId = file ? await bringFile(item) : undefined;
      if (file && fileId === undefined) return 'done';
      const message = await bring(item, fileId);
      if (!stop.signal.aborted) applyMessage(queryClient, message);
      forgetSent(clientId);
      return 'done';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        refuse(clientId, 'upload_cancelled');
        return 'done';
      }
      if (passes(error)) return 'later';
      markRefused(clientId, error);
      return 'done';
    }
  }

  async function work(ticketId: string): Promise<void> {
    let retryMs = firstRetryMs;
    for (let item = nextOf(ticketId); item && !stop.signal.aborted; item = nextOf(ticketId)) {
      const waitMs = item.notBefore ? Date.parse(item.notBefore) - Date.now() : 0;
      if (waitMs > 0) {
        await pause(Math.min(waitMs, longestRetryMs));
        continue;
      }
      if ((await deliver(item)) === 'done') {
        retryMs = firstRetryMs;
        continue;
      }
      await pause(retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
    busyTickets.delete(ticketId);
  }

  function look(): void {
    for (const { ticketId, error } of outboxStore.get()) {
      if (error !== null || busyTickets.has(ticketId)) continue;
      busyTickets.add(ticketId);
      void work(ticketId);
    }
  }
  function wakeAll(): void {
    for (const wake of wakers) wake();
  }

  const ignoreOutbox = outboxStore.subscribe(look);
  const ignoreState = realtimeState.subscribe(() => {
    if (realtimeState.get() === 'online') wakeAll();
  });
  window.addEventListener('online', wakeAll);
  look();

  return () => {
    stop.abort();
    ignoreOutbox();
    ignoreState();
    window.removeEventListener('online', wakeAll);
    wakeAll();
  };
}
