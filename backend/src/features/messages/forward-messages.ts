import { createHash } from 'node:crypto';
import type { Message, MessageKind } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { fileMessageKinds } from '../connections/channel.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { getTicketToWrite, mustMayWrite, visibleTickets } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';
import { type Contents, findByClientId, newMessage, tellQueued } from './send-message.ts';
import { plainText, storeMessages } from './store-message.ts';

const kindsWithFile = new Set<MessageKind>(fileMessageKinds);

interface ForwardBody {
  clientId: string;
  messageIds: string[];
  ticketIds: string[];
  contacts: { contactId: string; connectionId: string }[];
}

/** A ticket to forward to. `key`: what the request named, from which the ids of the copies follow. */
interface Receiver {
  ticketId: string;
  key: string;
}

/** Passes messages on, all or none. Each copy has a client id of its own that follows from the request's. */
export async function forwardMessages(actor: Actor, body: ForwardBody): Promise<Message[]> {
  const originals = await findOriginals(actor, body.messageIds);
  const forwarded: Message[] = [];
  for (const { ticketId, key } of await receiversOf(actor, body)) {
    const ticket = await getTicketToWrite(actor, ticketId);
    mustMayWrite(actor, ticket);
    forwarded.push(...(await forwardTo(actor, ticket, originals, [body.clientId, key])));
  }
  return forwarded;
}

/** Each ticket once, in the order in which everybody locks them. */
async function receiversOf(actor: Actor, body: ForwardBody): Promise<Receiver[]> {
  const receivers = new Map<string, Receiver>();
  const contacts = body.contacts.toSorted((a, b) => (a.contactId < b.contactId ? -1 : 1));
  for (const contact of contacts) {
    const receiver = await ticketFor(actor, body, contact);
    receivers.set(receiver.ticketId, receiver);
  }
  for (const ticketId of body.ticketIds) receivers.set(ticketId, { ticketId, key: ticketId });
  return [...receivers.values()].toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
}

/** The ticket that this request has opened already, or else the contact's, as if one wanted to write to them. */
async function ticketFor(
  actor: Actor,
  { clientId, messageIds }: ForwardBody,
  to: ForwardBody['contacts'][number],
): Promise<Receiver> {
  const key = `${to.contactId} ${to.connectionId}`;
  const known = await findByClientId(derivedId(clientId, key, messageIds[0] ?? ''));
  return { key, ticketId: known?.ticket_id ?? (await openTicket(actor, to)).id };
}

async function findOriginals(actor: Actor, messageIds: string[]): Promise<MessageRow[]> {
  const rows = await query<MessageRow>(
    `SELECT ${messageColumns} FROM messages m JOIN tickets t ON t.id = m.ticket_id ${messageJoins}
      WHERE m.id = ANY ($1) AND ${visibleTickets(actor)}`,
    [messageIds],
  );
  return [...new Set(messageIds)].map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw notFound();
    return row;
  });
}

async function forwardTo(
  actor: Actor,
  ticket: TicketRow,
  originals: MessageRow[],
  request: readonly [clientId: string, key: string],
): Promise<Message[]> {
  const at = now();
  const entries = originals.map((original) => {
    const clientId = derivedId(...request, original.id);
    return { ticket, message: newMessage(actor, clientId, copyOf(original), at) };
  });
  const stored = await storeMessages(entries);
  const messages: Message[] = [];
  for (const [index, { message }] of entries.entries()) {
    const one = stored[index];
    if (one) tellQueued(actor.companyId, ticket, one);
    const row = one?.message ?? (await findByClientId(message.clientId ?? ''));
    if (!row || row.ticket_id !== ticket.id || row.author_id !== actor.userId) throw notFound();
    messages.push(presentMessage(row));
  }
  return messages;
}

/** What is left of a message that goes on: neither what it answered nor who reacted to it. */
function copyOf({ kind, text, details, file, deleted_at }: MessageRow): Contents {
  const copy = { ...plainText, forwarded: true, text };
  if (deleted_at === null) {
    if (kind === 'text') return { ...copy, details: details?.preview ? { preview: details.preview } : null };
    if (kindsWithFile.has(kind) && file?.state === 'ready') return { ...copy, kind, file };
    if (kind === 'contact_card' && details?.contacts) return { ...copy, kind, details };
    if (details?.location) {
      const { movedAt: _moved, ...location } = details.location;
      return { ...copy, kind: 'location', text: '', details: { location } };
    }
  }
  throw new AppError('message_not_forwardable');
}

/** Always the same for the same request, receiver and message; as good as random otherwise. */
function derivedId(...parts: string[]): string {
  const hash = createHash('sha256').update(parts.join(' ')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
