import { publish } from '../../core/events.ts';
import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { findOrCreateContact } from '../contacts/find-or-create-contact.ts';
import { type FoundTicket, findOrOpenTicket } from '../tickets/find-or-open-ticket.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { fillUndecryptable } from './fill-undecryptable.ts';
import { mergeContacts } from './merge-contacts.ts';
import { presentMessage } from './message.presenter.ts';
import { storeMessage } from './store-message.ts';

/**
 * Takes a message from a channel: who is it, which ticket, store, tell. One transaction; when it returns the message
 * is committed. The same message again changes nothing, however often and however concurrently it comes.
 */
export async function receiveMessage(received: ChannelMessage): Promise<void> {
  await withCompany(received.companyId, async () => {
    const { contact, created, duplicates } = await findOrCreateContact(received.person);
    await mergeContacts(received.companyId, contact.id, duplicates);
    if (!created && (await isKnown(contact.id, received))) return;

    const found = await findOrOpenTicket({
      contactId: contact.id,
      connectionId: received.connectionId,
      replyAddress: received.address,
      direction: received.direction,
      sentAt: received.sentAt,
    });
    const inbound = received.direction === 'inbound';
    const stored = await storeMessage(found.row, {
      channelMessageId: received.channelMessageId,
      direction: received.direction,
      kind: received.kind,
      text: received.text,
      status: inbound ? null : 'sent',
      author: null,
      fromPhone: !inbound,
      clientId: null,
      sentAt: received.sentAt,
      replyAddress: inbound ? received.address : null,
      unread: inbound,
    });
    if (!stored) throw new Error('The same message is being stored by somebody else');
    publish('message.received', {
      companyId: received.companyId,
      message: presentMessage(stored.message),
      ticket: { status: stored.ticket.status, assigneeId: stored.ticket.assignee_id },
    });
    tellTicket(received.companyId, found, { ...stored.ticket, push_name: contact.push_name });
  });
}

/** True when the message is stored; one that couldn't be decrypted then is filled in now. */
async function isKnown(contactId: string, received: ChannelMessage): Promise<boolean> {
  const known = await queryOne<{ id: string; kind: string }>(
    `SELECT id, kind FROM messages
      WHERE connection_id = $1 AND contact_id = $2 AND direction = $3 AND channel_message_id = $4`,
    [received.connectionId, contactId, received.direction, received.channelMessageId],
    'known-message',
  );
  if (!known) return false;
  if (known.kind === 'undecryptable' && received.kind !== 'undecryptable') {
    await fillUndecryptable(received.companyId, known.id, received);
  }
  return true;
}

function tellTicket(companyId: string, found: FoundTicket, row: TicketRow): void {
  const ticket = presentTicket(row);
  if (found.opened) return publish('ticket.opened', { companyId, ticket });
  publish(found.reopened ? 'ticket.reopened' : 'ticket.touched', { companyId, ticket, before: found.before });
}
