import type { Contact } from '@ticketz/contract/contacts';
import { now } from '../../core/clock.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getContactFor } from '../contacts/contact.policy.ts';
import { tellContact } from '../contacts/update-contact.ts';
import { changeTicket } from './change-ticket.ts';
import { getTicketFor } from './ticket.policy.ts';
import { ticketRules } from './ticket-rules.ts';

/**
 * Blocks a contact, or lets them in again. Blocked, their tickets are closed; what they write is still kept, in the last
 * of these, but opens none: see `findOrOpenTicket`.
 */
export async function blockContact(actor: Actor, contactId: string, blocked: boolean): Promise<Contact> {
  await getContactFor(actor, contactId, 'change', ticketRules);
  await query(
    'UPDATE contacts SET blocked_at = CASE WHEN $2 THEN coalesce(blocked_at, now()) END WHERE id = $1',
    [contactId, blocked],
  );
  if (blocked) await closeTickets(actor, contactId);
  return tellContact(actor, contactId, ticketRules);
}

async function closeTickets(actor: Actor, contactId: string): Promise<void> {
  const active = await query<{ id: string }>(
    `SELECT id FROM tickets WHERE contact_id = $1 AND status <> 'closed' ORDER BY id`,
    [contactId],
  );
  for (const { id } of active) {
    const row = await getTicketFor(actor, id, 'change');
    if (row.status === 'closed') continue;
    await changeTicket(actor, row, 'ticket.closed', {
      status: 'closed',
      assignee: row.assignee_id
        ? { id: row.assignee_id, name: row.assignee_name ?? '' }
        : { id: actor.userId, name: actor.name },
      acceptedAt: row.accepted_at,
      closedAt: now(),
    });
  }
}
