import type { UserSummary } from '@ticketz/contract/users';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getTicketFor, watchersOf } from '../tickets/ticket.policy.ts';

/** The people who see a ticket, by name. */
export async function listWatchers(actor: Actor, ticketId: string): Promise<UserSummary[]> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  return query<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM users u WHERE ${watchersOf(ticket)} ORDER BY lower(u.name), u.id LIMIT 500`,
  );
}
