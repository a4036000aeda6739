import type { Message } from '@ticketz/contract/messages';
import { decodeCursor, encodeCursor, type Place } from '../../core/cursor.ts';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';

interface Cursors {
  before?: string | undefined;
  after?: string | undefined;
  limit: number;
}

interface Page {
  items: Message[];
  older: string | null;
  newer: string | null;
}

/** Which part of a conversation, in the terms of the database. */
export interface MessagePage {
  place: Place | null;
  /** From the place on to newer ones. */
  forward: boolean;
  limit: number;
}

/** A ticket without messages is one row with nothing in it; one that the actor may not see is none. */
type PageRow = MessageRow | Record<keyof MessageRow, null>;

/** A page of a conversation, oldest first; the newest page without a cursor. */
export async function listMessages(
  actor: Actor,
  ticketId: string,
  { before, after, limit }: Cursors,
): Promise<Page> {
  const cursor = after ?? before;
  const page: MessagePage = {
    place: cursor === undefined ? null : decodeCursor(cursor),
    forward: after !== undefined,
    limit,
  };
  const { text, values, name } = messagePageStatement(actor, ticketId, page);
  return presentMessagePage(await query<PageRow>(text, values, name), page);
}

/** One statement that asks both whether the actor sees the ticket and what is in it. */
export function messagePageStatement(
  actor: Actor,
  ticketId: string,
  { place, forward, limit }: MessagePage,
): { name: string; text: string; values: unknown[] } {
  const [comparison, order] = forward ? ['>', 'ASC'] : ['<', 'DESC'];
  return {
    name: `messages-${actor.role}-${place ? 'from' : 'newest'}-${order}-${limit}`,
    text: `SELECT ${messageColumns}
       FROM tickets t
       LEFT JOIN LATERAL (
         SELECT * FROM messages m
          WHERE m.ticket_id = t.id ${place ? `AND (m.sent_at, m.id) ${comparison} ($3::timestamptz, $4::uuid)` : ''}
          ORDER BY m.sent_at ${order}, m.id ${order} LIMIT ${limit + 1}) m ON true
       ${messageJoins}
      WHERE t.id = $1 AND $2::uuid IS NOT NULL AND ${visibleTickets(actor, '$2')}
      ORDER BY m.sent_at ${order}, m.id ${order}`,
    values: [ticketId, actor.userId, ...(place ? [place.at, place.id] : [])],
  };
}

/** The page as the API gives it, from the rows of its statement. */
export function presentMessagePage(rows: PageRow[], { place, forward, limit }: MessagePage): Page {
  if (rows.length === 0) throw notFound();
  const found = rows.filter(isMessage);
  const more = found.length > limit;
  const page = found.slice(0, limit);
  if (!forward) page.reverse();
  return {
    items: page.map(presentMessage),
    older: forward || more ? cursorOf(page[0]) : null,
    newer: forward ? (more ? cursorOf(page.at(-1)) : null) : place ? cursorOf(page.at(-1)) : null,
  };
}

function isMessage(row: PageRow): row is MessageRow {
  return row.id !== null;
}

/** The place of a message, as the API gives it out. */
export function cursorOf(row: MessageRow | undefined): string | null {
  return row ? encodeCursor({ at: row.sent_at.toISOString(), id: row.id }) : null;
}
