import { AppError } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { contactAudience, getContactFor } from '../contacts/contact.policy.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { ticketRules } from '../tickets/ticket-rules.ts';

interface Extent {
  tickets: number;
  openTickets: number;
  messages: number;
}

/** What goes with a contact when it's deleted. */
export async function readContactExtent(actor: Actor, contactId: string): Promise<Extent> {
  await getContactFor(actor, contactId, 'read', ticketRules);
  const row = await queryOne<Extent>(
    `SELECT count(*)::int AS tickets, (count(*) FILTER (WHERE status <> 'closed'))::int AS "openTickets",
            coalesce(sum((SELECT count(*) FROM messages m WHERE m.ticket_id = t.id)), 0)::int AS messages
       FROM tickets t WHERE contact_id = $1`,
    [contactId],
  );
  return row ?? { tickets: 0, openTickets: 0, messages: 0 };
}

/**
 * Deletes a contact with everything of theirs: tickets, messages, files. Not while a ticket is open or waits: somebody is
 * at it. Whoever writes again is somebody new.
 */
export async function deleteContact(actor: Actor, contactId: string): Promise<void> {
  await getContactFor(actor, contactId, 'change', ticketRules);
  const tickets = await query<{
    id: string;
    status: 'pending' | 'open' | 'closed';
    queue_id: string | null;
    assignee_id: string | null;
    viewer_ids: string[] | null;
  }>('SELECT id, status, queue_id, assignee_id, viewer_ids FROM tickets WHERE contact_id = $1 FOR UPDATE', [
    contactId,
  ]);
  if (tickets.some(({ status }) => status !== 'closed')) throw new AppError('contact_has_open_ticket');
  const { companyId } = actor;
  const rooms = await contactAudience(companyId, contactId, ticketRules);
  await query(
    `UPDATE files SET keep_until = now() WHERE id IN (SELECT file_id FROM messages WHERE contact_id = $1)
        AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.file_id = files.id AND m.contact_id <> $1)`,
    [contactId],
  );
  await query('DELETE FROM messages WHERE contact_id = $1', [contactId]);
  await query('DELETE FROM tickets WHERE contact_id = $1', [contactId]);
  await query(
    `DELETE FROM contact_links WHERE lid IN (SELECT value FROM contact_identities WHERE contact_id = $1 AND kind = 'lid')
         OR phone IN (SELECT value FROM contact_identities WHERE contact_id = $1 AND kind = 'phone')`,
    [contactId],
  );
  await query('DELETE FROM contacts WHERE id = $1', [contactId]);
  for (const row of tickets) {
    publish('ticket.merged', { companyId, ticketId: row.id, before: sightOf(row) });
  }
  publish('contact.deleted', { companyId, contactId, rooms });
}
