import type { Message } from '@ticketz/contract/messages';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { getTicketFor } from '../tickets/ticket.policy.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

interface Page {
  before?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** A page of a conversation, oldest first; the newest page without a cursor. */
export async function listMessages(
  actor: Actor,
  ticketId: string,
  { before, after, limit }: Page,
): Promise<{ items: Message[]; older: string | null; newer: string | null }> {
  await getTicketFor(actor, ticketId, 'read');
  const forward = after !== undefined;
  const cursor = after ?? before;
  const place = cursor === undefined ? null : decodeCursor(cursor);
  const comparison = forward ? '>' : '<';
  const order = forward ? 'ASC' : 'DESC';
  const rows = await query<MessageRow>(
    `SELECT ${messageColumns} FROM messages m ${messageJoins}
      WHERE m.ticket_id = $1 ${place ? `AND (m.sent_at, m.id) ${comparison} ($3::timestamptz, $4::uuid)` : ''}
      ORDER BY m.sent_at ${order}, m.id ${order} LIMIT $2`,
    [ticketId, limit + 1, ...(place ? [place.at, place.id] : [])],
  );
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (!forward) page.reverse();
  return {
    items: page.map(presentMessage),
    older: forward ? cursorOf(page[0]) : more ? cursorOf(page[0]) : null,
    newer: forward ? (more ? cursorOf(page.at(-1)) : null) : place ? cursorOf(page.at(-1)) : null,
  };
}

function cursorOf(row: MessageRow | undefined): string | null {
  return row ? encodeCursor({ at: row.sent_at.toISOString(), id: row.id }) : null;
}
