import type { Ticket } from '@ticketz/contract/tickets';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getTicketFor, visibleTickets } from './ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** The tickets that a ticket's contact had before it, newest first: those that the actor may see. */
export async function listEarlierTickets(
  actor: Actor,
  ticketId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Ticket[]; nextCursor: string | null }> {
  const ticket = await getTicketFor(actor, ticketId, 'read');
  const place = cursor ? decodeCursor(cursor) : { at: ticket.created_at.toISOString(), id: ticket.id };
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns}
       FROM (SELECT * FROM tickets t
              WHERE t.contact_id = $1 AND t.id <> $6 AND (t.created_at, t.id) < ($2::timestamptz, $3::uuid)
                AND $4::uuid IS NOT NULL AND ${visibleTickets(actor, '$4')}
              ORDER BY t.created_at DESC, t.id DESC LIMIT $5) t
       ${ticketJoins} ORDER BY t.created_at DESC, t.id DESC`,
    [ticket.contact_id, place.at, place.id, actor.userId, limit + 1, ticketId],
    `earlier-tickets-${actor.role}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(presentTicket),
    nextCursor:
      rows.length > limit && last ? encodeCursor({ at: last.created_at.toISOString(), id: last.id }) : null,
  };
}
