import type { Ticket } from '@ticketz/contract/tickets';
import { now } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { visibleContacts } from '../contacts/contact.policy.ts';
import { findOrCreateContact } from '../contacts/find-or-create-contact.ts';
import { acceptTicket } from './accept-ticket.ts';
import { onlyQueueOf } from './only-queue.ts';
import { replyAddressOn } from './reply-address.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';
import { ticketRules } from './ticket-rules.ts';

export type NewTicket = { connectionId: string; contactId: string } | { numberCheckId: string };

interface Destination {
  contactId: string;
  connectionId: string;
  address: string;
}

/**
 * Opens a ticket for somebody who wants to write first. One that waits is taken, one's own is answered as it is, and that
 * of a colleague is told as `ticket_taken`.
 */
export async function openTicket(actor: Actor, wanted: NewTicket): Promise<Ticket> {
  const to =
    'contactId' in wanted ? await toContact(actor, wanted) : await toNumber(actor, wanted.numberCheckId);
  // The lock that new tickets of this person take, too.
  const contact = await queryOne<{ blocked: boolean }>(
    'SELECT blocked_at IS NOT NULL AS blocked FROM contacts WHERE id = $1 FOR UPDATE',
    [to.contactId],
  );
  if (!contact) throw notFound();
  if (contact.blocked) throw new AppError('contact_blocked');
  const active = await queryOne<{ id: string }>(
    `SELECT id FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND status <> 'closed'`,
    [to.contactId, to.connectionId],
  );
  return active ? acceptTicket(actor, active.id) : insertTicket(actor, to);
}

async function toContact(
  actor: Actor,
  { connectionId, contactId }: { connectionId: string; contactId: string },
): Promise<Destination> {
  const known = await queryOne(
    `SELECT 1 FROM contacts c CROSS JOIN connections n
      WHERE c.id = $1 AND n.id = $2 AND n.deleted_at IS NULL AND NOT c.is_group AND ${visibleContacts(actor, ticketRules)}`,
    [contactId, connectionId],
  );
  if (!known) throw notFound();
  const address = await replyAddressOn(connectionId, contactId);
  if (!address) throw new AppError('number_not_found');
  return { contactId, connectionId, address };
}

/** Somebody new becomes a contact with this. */
async function toNumber(actor: Actor, checkId: string): Promise<Destination> {
  const check = await queryOne<{
    connection_id: string;
    found_phone: string | null;
    address: string | null;
  }>(
    `SELECT k.connection_id, k.found_phone, k.address FROM number_checks k
       JOIN connections n ON n.id = k.connection_id AND n.deleted_at IS NULL
      WHERE k.id = $1 AND k.user_id = $2`,
    [checkId, actor.userId],
  );
  if (!check) throw notFound();
  if (!check.address || !check.found_phone) throw new AppError('number_not_found');
  const { contact } = await findOrCreateContact({ phone: check.found_phone, lid: null, pushName: null });
  return { contactId: contact.id, connectionId: check.connection_id, address: check.address };
}

async function insertTicket(actor: Actor, to: Destination): Promise<Ticket> {
  const at = now();
  const inserted = await queryOne<{ id: string }>(
    `WITH next AS (UPDATE companies SET last_ticket_number = last_ticket_number + 1 RETURNING last_ticket_number)
     INSERT INTO tickets (number, status, contact_id, connection_id, reply_address, assignee_id, accepted_at,
                          last_message_at, queue_id)
     SELECT last_ticket_number, 'open', $1, $2, $3, $4, $5, $5, ${onlyQueueOf('$2')} FROM next RETURNING id`,
    [to.contactId, to.connectionId, to.address, actor.userId, at],
  );
  const row = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`,
    [inserted?.id],
  );
  if (!row) throw new Error('The ticket was not inserted');
  const ticket = presentTicket(row);
  publish('ticket.opened', { companyId: actor.companyId, ticket });
  return ticket;
}
