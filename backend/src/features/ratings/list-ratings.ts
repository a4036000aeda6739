import type { Rating } from '@ticketz/contract/ratings';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';

interface Row {
  id: string;
  ticket_id: string;
  number: number;
  contact_id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
  agent_id: string | null;
  agent_name: string | null;
  score: number;
  comment: string;
  rated_at: Date;
}

/** What customers said, the newest first, of tickets that the person sees. */
export async function listRatings(
  actor: Actor,
  { score, cursor, limit }: { score?: number | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Rating[]; nextCursor: string | null }> {
  const place = cursor ? decodeCursor(cursor) : null;
  const rows = await query<Row>(
    `SELECT r.id, t.id AS ticket_id, t.number, c.id AS contact_id, c.given_name, c.push_name,
            (SELECT i.value FROM contact_identities i
              WHERE i.contact_id = c.id AND i.kind = 'phone' ORDER BY i.created_at LIMIT 1) AS phone,
            u.id AS agent_id, u.name AS agent_name, r.score, r.comment, r.rated_at
       FROM ratings r JOIN tickets t ON t.id = r.ticket_id JOIN contacts c ON c.id = t.contact_id
       LEFT JOIN users u ON u.id = r.agent_id
      WHERE r.rated_at IS NOT NULL AND ($1::int IS NULL OR r.score = $1) AND ${visibleTickets(actor)}
        AND ($2::timestamptz IS NULL OR (r.rated_at, r.id) < ($2, $3::uuid))
      ORDER BY r.rated_at DESC, r.id DESC LIMIT $4`,
    [score ?? null, place?.at ?? null, place?.id ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: page.map(present),
    nextCursor: more ? encodeCursor({ at: last.rated_at.toISOString(), id: last.id }) : null,
  };
}

function present(row: Row): Rating {
  return {
    id: row.id,
    ticket: { id: row.ticket_id, number: row.number },
    contact: presentContactSummary({ ...row, id: row.contact_id }),
    agent: row.agent_id ? { id: row.agent_id, name: row.agent_name ?? '' } : null,
    score: row.score,
    comment: row.comment,
    ratedAt: row.rated_at.toISOString(),
  };
}
