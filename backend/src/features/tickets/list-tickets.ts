import type { Ticket, TicketCounts, TicketTab } from '@ticketz/contract/tickets';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { visibleTickets } from './ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

export interface TicketFilter {
  tab: TicketTab;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const tabCondition: Record<TicketTab, string> = {
  mine: `t.status = 'open' AND t.assignee_id = $1`,
  waiting: `t.status = 'pending'`,
  closed: `t.status = 'closed'`,
  all: 'true',
};

/** A page of tickets, newest message first. The page is cut before the joins, so that it always holds `limit` rows. */
export async function listTickets(
  actor: Actor,
  { tab, search, cursor, limit }: TicketFilter,
): Promise<{ items: Ticket[]; nextCursor: string | null }> {
  const place = cursor ? decodeCursor(cursor) : null;
  const text = searchTerms(search);
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns}
       FROM (SELECT * FROM tickets t
              WHERE ${tabCondition[tab]} AND ${visibleTickets(actor)} AND $1::uuid IS NOT NULL
                ${place ? 'AND (t.last_message_at, t.id) < ($3, $4)' : 'AND $3::timestamptz IS NULL AND $4::uuid IS NULL'}
                ${text ? searchCondition : 'AND $5::text IS NULL AND $6::text IS NULL AND $7::int IS NULL'}
              ORDER BY t.last_message_at DESC, t.id DESC LIMIT $2) t
       ${ticketJoins}
      ORDER BY t.last_message_at DESC, t.id DESC`,
    [actor.userId, limit + 1, place?.at, place?.id, text?.name, text?.digits, text?.number],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: page.map(presentTicket),
    nextCursor: more ? encodeCursor({ at: last.last_message_at.toISOString(), id: last.id }) : null,
  };
}

const searchCondition = `AND (t.number = $7
  OR t.contact_id IN (SELECT id FROM contacts WHERE given_name ILIKE $5 OR push_name ILIKE $5)
  OR ($6::text IS NOT NULL AND t.contact_id IN (
        SELECT contact_id FROM contact_identities WHERE kind = 'phone' AND value LIKE $6)))`;

const largestNumber = 2_147_483_647;

function searchTerms(search: string | undefined) {
  if (!search) return null;
  const digits = search.replace(/\D/g, '');
  const looksLikeNumber = digits.length > 0 && /^[\d\s()+#.-]+$/.test(search);
  const number = looksLikeNumber ? Number(digits) : Number.NaN;
  return {
    name: `%${escapeLike(search)}%`,
    digits: looksLikeNumber && digits.length >= 3 ? `%${digits}%` : null,
    number: number <= largestNumber ? number : null,
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** How much waits to be worked off. */
export async function countTickets(actor: Actor): Promise<TicketCounts> {
  const row = await queryOne<Record<'mine' | 'mine_unread' | 'waiting' | 'waiting_unread', number>>(
    `SELECT mine.total AS mine, mine.unread AS mine_unread, waiting.total AS waiting, waiting.unread AS waiting_unread
       FROM (SELECT count(*)::int AS total, count(*) FILTER (WHERE unread_count > 0)::int AS unread
               FROM tickets WHERE status = 'open' AND assignee_id = $1) mine,
            (SELECT count(*)::int AS total, count(*) FILTER (WHERE unread_count > 0)::int AS unread
               FROM tickets WHERE status = 'pending') waiting`,
    [actor.userId],
  );
  return {
    mine: { total: row?.mine ?? 0, unread: row?.mine_unread ?? 0 },
    waiting: { total: row?.waiting ?? 0, unread: row?.waiting_unread ?? 0 },
  };
}
