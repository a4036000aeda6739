import {
  type BoardCounts,
  type BoardGrouping,
  mostCounted,
  type TicketFilter,
} from '@ticketz/contract/tickets';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { type FoundFilter, filterName, findFilter } from './filter-tickets.ts';
import { isEmpty } from './list-tickets.ts';
import { visibleTickets } from './ticket.policy.ts';
import { type Bind, preparedName, type Statement, ticketsInList } from './ticket-page.ts';

interface Found {
  /** Null: without a tag. */
  key: string | null;
  total: number;
}

const statusColumns = ['waiting', 'open', 'closed'] as const;
/** Of so many active tickets of a stream the tags are counted. */
const mostActive = 10_000;

/** How many tickets each column has. Nobody reads far: a column isn't counted beyond `mostCounted`. */
export async function countBoard(
  actor: Actor,
  { by, ...filter }: TicketFilter & { by: BoardGrouping },
): Promise<BoardCounts> {
  const { text, values, name } = boardStatement(
    actor,
    by,
    isEmpty(filter) ? undefined : await findFilter(filter, by === 'tag' ? 'active' : 'all'),
  );
  const found = await query<Found & { key: string | null }>(text, values, name);
  return {
    columns: found.map(({ key, total }) => ({
      key: key ?? 'untagged',
      total: Math.min(total, mostCounted),
    })),
  };
}

function boardStatement(actor: Actor, by: BoardGrouping, filter: FoundFilter | undefined): Statement {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const me = bind(actor.userId);
  const text = by === 'status' ? byStatus(actor, me, filter, bind) : byTag(actor, me, filter, bind);
  const name = preparedName(['board', by, actor.role, filter ? filterName(filter) : '']);
  return { name, text: `${text} AND ${me}::uuid IS NOT NULL GROUP BY 1`, values };
}

function byStatus(actor: Actor, me: string, filter: FoundFilter | undefined, bind: Bind): string {
  const lists = statusColumns.map((list) => {
    const columns = `'${list}' AS key, t.status, t.queue_id, t.assignee_id, t.viewer_ids`;
    return ticketsInList(actor, { list, me, filter, columns, most: mostCounted }, bind);
  });
  return `SELECT t.key, count(*)::int AS total FROM (${lists.join(' UNION ALL ')}) t
     WHERE ${visibleTickets(actor, me)}`;
}

function byTag(actor: Actor, me: string, filter: FoundFilter | undefined, bind: Bind): string {
  const columns = 't.id, t.status, t.queue_id, t.assignee_id, t.viewer_ids';
  const active = ticketsInList(actor, { list: 'active', me, filter, columns, most: mostActive }, bind);
  return `SELECT g.tag_id::text AS key, count(*)::int AS total
      FROM (${active}) t
      -- One by one: joined as a whole, the tags of all closed tickets would be read.
      LEFT JOIN LATERAL (SELECT g.tag_id FROM ticket_tags g WHERE g.ticket_id = t.id OFFSET 0) g ON true WHERE ${visibleTickets(actor, me)}`;
}
