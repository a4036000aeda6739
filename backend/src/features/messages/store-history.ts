import { query, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage, PastMessage } from '../connections/channel.ts';
import { findOrCreateContact } from '../contacts/find-or-create-contact.ts';
import { type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { mergeContacts } from './merge-contacts.ts';
import { type NewMessage, storeMessages } from './store-message.ts';

/**
 * Stores messages of past conversations, each person's into one closed ticket of theirs; what is here already stays as it
 * is. Nobody is told: it is nothing new. Part of the current unit of work. Returns how many were new.
 */
export async function storeHistory(companyId: string, past: PastMessage[]): Promise<number> {
  let stored = 0;
  for (const conversation of byAddress(past)) stored += await storeConversation(companyId, conversation);
  return stored;
}

function byAddress(past: PastMessage[]): PastMessage[][] {
  const conversations = new Map<string, PastMessage[]>();
  for (const one of past) {
    const { address } = one.message;
    conversations.set(address, [...(conversations.get(address) ?? []), one]);
  }
  return [...conversations.values()];
}

async function storeConversation(companyId: string, past: PastMessage[]): Promise<number> {
  const first = past[0]?.message;
  const last = past.at(-1)?.message;
  if (!first || !last) return 0;
  const named = past.find(({ message }) => message.person.pushName)?.message.person;
  const { contact, duplicates } = await findOrCreateContact(named ?? first.person);
  await mergeContacts(companyId, contact.id, duplicates);
  const ticket = await findOrMakeTicket(contact.id, first, last);
  const results = await storeMessages(past.map((one) => ({ ticket, message: toNewMessage(one) })));
  const ids = results.flatMap((result) => (result ? [result.message.id] : []));
  if (ids.length === 0) return 0;
  await query(
    `WITH marked AS (UPDATE messages SET history = true WHERE id = ANY ($1)),
          -- After the files of today, and the phone isn't asked to upload old ones again.
          later AS (UPDATE files SET try_at = now(), reupload_asked = true
                     WHERE id IN (SELECT file_id FROM messages WHERE id = ANY ($1)))
     UPDATE tickets SET created_at = least(created_at, $3), closed_at = greatest(closed_at, $4) WHERE id = $2`,
    [ids, ticket.id, first.sentAt, last.sentAt],
  );
  return ids.length;
}

/** The person's ticket for what was before, on this connection. */
async function findOrMakeTicket(
  contactId: string,
  first: ChannelMessage,
  last: ChannelMessage,
): Promise<TicketRow> {
  const find = () =>
    queryOne<TicketRow>(
      `SELECT ${ticketColumns} FROM (SELECT * FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND history
         FOR NO KEY UPDATE) t ${ticketJoins}`,
      [contactId, first.connectionId],
      'history-ticket',
    );
  await query('SELECT 1 FROM contacts WHERE id = $1 FOR UPDATE', [contactId]);
  const found = await find();
  if (found) return found;
  await query(
    `WITH next AS (UPDATE companies SET last_ticket_number = last_ticket_number + 1 RETURNING last_ticket_number)
     INSERT INTO tickets (number, status, history, contact_id, connection_id, reply_address, last_message_at, created_at, closed_at)
     SELECT last_ticket_number, 'closed', true, $1, $2, $3, $4, $4, $5 FROM next`,
    [contactId, first.connectionId, first.address, first.sentAt, last.sentAt],
  );
  const made = await find();
  if (!made) throw new Error('The ticket was not inserted');
  return made;
}

function toNewMessage({ message, status }: PastMessage): NewMessage {
  return {
    channelMessageId: message.channelMessageId,
    direction: message.direction,
    kind: message.kind,
    text: message.text,
    status,
    author: null,
    fromPhone: message.direction === 'outbound',
    clientId: null,
    sentAt: message.sentAt,
    replyAddress: message.direction === 'inbound' ? message.address : null,
    unread: false,
    details: message.details,
    file: null,
    media: message.media,
    quoted: message.quoted,
    forwarded: message.forwarded,
    secret: message.secret,
  };
}
