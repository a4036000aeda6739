import type { MessageKind } from '@ticketz/contract/messages';
import type { MessageFilter, MessageHit, MessageHits } from '@ticketz/contract/search';
import type { TicketStatus } from '@ticketz/contract/tickets';
import { decodeCursor, encodeCursor, type Place } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { presentContactSummary } from '../contacts/contact.presenter.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';
import type { Statement } from '../tickets/ticket-page.ts';
import { excerptOf } from './excerpt.ts';
import { termsOf } from './terms.ts';

export interface MessageSearch extends MessageFilter {
  text: string;
  cursor?: string | undefined;
  limit: number;
}

/** A hit with what stands beside it; or, as the last row, how far has been looked. */
export interface HitRow {
  hit: boolean;
  at: Date;
  id: string;
  ticket_id: string;
  direction: 'inbound' | 'outbound';
  kind: MessageKind;
  text: string;
  author_id: string | null;
  author_name: string | null;
  number: number;
  status: TicketStatus;
  contact_id: string;
  given_name: string | null;
  push_name: string | null;
  phone: string | null;
}

/** Of what one may see only a part is found: so many hits of the whole company are looked through at once, in turn. */
const hitsOfRounds = [200, 1_000, 2_000];
/** Of a very long text this much is looked through for what to show. */
const longestText = 20_000;
const noId = '00000000-0000-0000-0000-000000000000';

/**
 * Messages by their text, newest first. A request looks through a bounded part of what there is, so a page may be
 * short though `nextCursor` leads on.
 */
export async function searchMessages(actor: Actor, search: MessageSearch): Promise<MessageHits> {
  const terms = termsOf(search.text);
  if (terms.length === 0) return { items: [], nextCursor: null };
  const found: HitRow[] = [];
  let place: Place | null = search.cursor ? decodeCursor(search.cursor) : startOf(search);
  for (const most of roundsFor(actor, search)) {
    const wanted = search.limit - found.length;
    const { text, values, name } = messageSearchStatement(actor, search, { terms, place, wanted, most });
    const rows = await query<HitRow>(text, values, name);
    const hits = rows.filter(({ hit }) => hit);
    found.push(...hits.slice(0, wanted));
    place = hits.length > wanted ? placeOf(found.at(-1)) : placeOf(rows.find(({ hit }) => !hit));
    if (found.length === search.limit || place === null) break;
  }
  return {
    items: found.map((row) => presentHit(row, terms)),
    nextCursor: place && encodeCursor(place),
  };
}

/** Who sees all tickets sees all hits: no more are asked for than are shown. */
function roundsFor(actor: Actor, { assigneeId, limit }: MessageSearch): number[] {
  return visibleTickets(actor) === 'true' && !assigneeId ? [limit + 1] : hitsOfRounds;
}

function startOf({ until }: MessageFilter): Place | null {
  return until ? { at: until, id: noId } : null;
}

function placeOf(row: HitRow | undefined): Place | null {
  return row ? { at: row.at.toISOString(), id: row.id } : null;
}

/** One look: what the company's messages say, under the rule of who sees which ticket. */
export function messageSearchStatement(
  actor: Pick<Actor, 'role' | 'userId'> & Actor,
  filter: MessageFilter,
  { terms, place, wanted, most }: { terms: string[]; place: Place | null; wanted: number; most: number },
): Statement {
  return {
    name: `search-messages-${actor.role}`,
    text: `SELECT f.hit, f.sent_at AS at, f.message_id AS id, f.ticket_id, m.direction, m.kind,
            left(concat_ws(' ', nullif(m.text, ''), mf.name), ${longestText}) AS text,
            m.author_id, a.name AS author_name, f.number, f.status, f.contact_id, c.given_name, c.push_name, p.value AS phone
       FROM (SELECT found.*, t.number, t.status, t.contact_id
               FROM search_messages($2, $3, $4, $5, $6, $7, $8, $9) found
               LEFT JOIN tickets t ON t.id = found.ticket_id
                AND $1::uuid IS NOT NULL AND ($10::uuid IS NULL OR t.assignee_id = $10) AND ${visibleTickets(actor, '$1')}
              WHERE NOT found.hit OR t.id IS NOT NULL
              ORDER BY found.sent_at DESC, found.message_id DESC, found.hit DESC LIMIT $11) f
       LEFT JOIN messages m ON f.hit AND m.id = f.message_id
       LEFT JOIN files mf ON mf.id = m.file_id
       LEFT JOIN users a ON a.id = m.author_id
       LEFT JOIN contacts c ON c.id = f.contact_id
       LEFT JOIN LATERAL (SELECT i.value FROM contact_identities i
         WHERE i.contact_id = f.contact_id AND i.kind = 'phone' ORDER BY i.created_at LIMIT 1) p ON true
      ORDER BY f.sent_at DESC, f.message_id DESC, f.hit DESC`,
    values: [
      actor.userId,
      terms,
      filter.connectionId ?? null,
      filter.direction ?? null,
      filter.kind ?? null,
      filter.since ?? null,
      place?.at ?? null,
      place?.id ?? null,
      most,
      filter.assigneeId ?? null,
      wanted + 1,
    ],
  };
}

function presentHit(row: HitRow, terms: string[]): MessageHit {
  return {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    author: row.author_id ? { id: row.author_id, name: row.author_name ?? '' } : null,
    sentAt: row.at.toISOString(),
    ...excerptOf(row.text, terms),
    ticket: {
      id: row.ticket_id,
      number: row.number,
      status: row.status,
      contact: presentContactSummary({ ...row, id: row.contact_id }),
    },
  };
}
