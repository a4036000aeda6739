import type { MessageDetails } from '@ticketz/contract/message-details';
import type { Message } from '@ticketz/contract/messages';
import type { UserSummary } from '@ticketz/contract/users';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { toStorable } from '../../core/storable-text.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';
import { readMessage } from '../messages/find-message.ts';
import { presentMessage } from '../messages/message.presenter.ts';
import { findByClientId } from '../messages/send-message.ts';
import { getTicketFor, sightOf, watchersOf } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { snippetLength } from './mentions.ts';

interface NewNote {
  clientId: string;
  text: string;
  mentions?: string[] | undefined;
}

/**
 * Writes a note for colleagues into a conversation. The ticket stays where it is in the list: nothing has happened with
 * the customer. Idempotent by `clientId`.
 */
export async function writeNote(actor: Actor, ticketId: string, note: NewNote): Promise<Message> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  const mentions = await findMentioned(ticket, note.mentions ?? []);
  const { clientId, text } = note;
  const details = mentions.length > 0 ? { mentions } : null;
  const stored = await insertNote(actor, ticket, { clientId, text, details, mentions });
  if (!stored) return presentKnown(actor, ticket, note.clientId);
  const message = await readMessage(stored.id);
  const { companyId } = actor;
  publish('message.queued', {
    companyId,
    message,
    ticket: sightOf(ticket),
  });
  for (const { id: userId } of mentions) {
    if (userId !== actor.userId) publish('mention.made', { companyId, userId, mention: of(message, ticket) });
  }
  return message;
}

/** Who can't see the ticket can't be named in it: that would tell who is there. */
async function findMentioned(ticket: TicketRow, userIds: string[]): Promise<UserSummary[]> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return [];
  const rows = await query<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM users u WHERE u.id = ANY ($1) AND ${watchersOf(ticket)}`,
    [wanted],
  );
  if (rows.length < wanted.length) throw notFound();
  return rows;
}

interface WrittenNote {
  clientId: string;
  text: string;
  details: MessageDetails | null;
  mentions: UserSummary[];
}

/** Null when the client id is taken: the note is there already. */
export function insertNote(
  actor: Actor,
  ticket: Pick<TicketRow, 'id' | 'contact_id' | 'connection_id'>,
  { clientId, text, details, mentions }: WrittenNote,
): Promise<{ id: string } | null> {
  return queryOne<{ id: string }>(
    `WITH note AS (
       INSERT INTO messages (ticket_id, contact_id, connection_id, direction, kind, text, author_id, client_id, sent_at, details)
       VALUES ($1, $2, $3, 'internal', 'note', $4, $5, $6, date_trunc('second', clock_timestamp()), $7)
       ON CONFLICT DO NOTHING RETURNING id),
     named AS (
       INSERT INTO note_mentions (message_id, user_id)
       SELECT note.id, user_id FROM note, unnest($8::uuid[]) AS user_id WHERE user_id <> $5)
     SELECT id FROM note`,
    [
      ticket.id,
      ticket.contact_id,
      ticket.connection_id,
      text,
      actor.userId,
      clientId,
      details && JSON.stringify(details),
      mentions.map(({ id }) => id),
    ],
    'write-note',
  );
}

async function presentKnown(actor: Actor, ticket: TicketRow, clientId: string): Promise<Message> {
  const known = await findByClientId(clientId);
  if (known?.ticket_id !== ticket.id || known.author_id !== actor.userId) throw notFound();
  return presentMessage(known);
}

function of(message: Message, ticket: TicketRow) {
  return {
    messageId: message.id,
    ticketId: ticket.id,
    author: message.author,
    contactName: presentContactSummary({ ...ticket, id: ticket.contact_id }).name,
    text: toStorable(message.text, snippetLength),
    createdAt: message.createdAt,
  };
}
