import type { StarredMessage } from '@ticketz/contract/stars';
import { decodeCursor, encodeCursor } from '../../../core/cursor.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query } from '../../../core/unit-of-work.ts';
import { getTicketFor, visibleTickets } from '../../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from '../message.presenter.ts';

/** Which messages of a ticket the actor has put a star on. */
export async function listStars(actor: Actor, ticketId: string): Promise<string[]> {
  await getTicketFor(actor, ticketId, 'read');
  const rows = await query<{ id: string }>(
    `SELECT m.id FROM message_stars s JOIN messages m ON m.id = s.message_id
      WHERE s.user_id = $1 AND m.ticket_id = $2 AND m.deleted_at IS NULL`,
    [actor.userId, ticketId],
  );
  return rows.map(({ id }) => id);
}

type StarredRow = MessageRow & { starred_at: Date };

/** The actor's starred messages, those in tickets that they see now; the one starred last first. */
export async function listStarredMessages(
  actor: Actor,
  { ticketId, cursor, limit }: { ticketId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: StarredMessage[]; nextCursor: string | null }> {
  if (ticketId) await getTicketFor(actor, ticketId, 'read');
  const place = cursor === undefined ? null : decodeCursor(cursor);
  const rows = await query<StarredRow>(
    `SELECT ${messageColumns}, m.starred_at
       FROM (SELECT m.*, s.starred_at
               FROM message_stars s JOIN messages m ON m.id = s.message_id
               JOIN tickets t ON t.id = m.ticket_id
              WHERE s.user_id = $1 AND m.deleted_at IS NULL AND ${visibleTickets(actor)}
                AND ($2::uuid IS NULL OR t.id = $2)
                AND ($3::timestamptz IS NULL OR (s.starred_at, s.message_id) < ($3, $4::uuid))
              ORDER BY s.starred_at DESC, s.message_id DESC LIMIT $5) m
       ${messageJoins} ORDER BY m.starred_at DESC, m.id DESC`,
    [actor.userId, ticketId ?? null, place?.at ?? null, place?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const tickets = await ticketsOf(page);
  const last = page.at(-1);
  return {
    items: page.flatMap((row) => {
      const ticket = tickets.get(row.ticket_id);
      return ticket
        ? [{ message: presentMessage(row), ticket, starredAt: row.starred_at.toISOString() }]
        : [];
    }),
    nextCursor:
      rows.length > limit && last ? encodeCursor({ at: last.starred_at.toISOString(), id: last.id }) : null,
  };
}

async function ticketsOf(messages: MessageRow[]): Promise<Map<string, StarredMessage['ticket']>> {
  const ids = [...new Set(messages.map(({ ticket_id }) => ticket_id))];
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, presentTicket(row)]));
}
