import type { TicketFilter, TicketList } from '@ticketz/contract/tickets';
import { queryOne } from '../../core/unit-of-work.ts';

/** A filter in the terms of the database. `rareTag`: its tickets are few enough to be sorted. */
export interface FoundFilter extends TicketFilter {
  rareTag: boolean;
}

type Bind = (value: unknown) => string;

/** With more tickets than these a tag's newest are found among the newest of all; of those in work there are few. */
const mostToSort = 5_000;
const mostToSortInWork = 1_000;
const withClosed: readonly TicketList[] = ['closed', 'all'];

/** What is to be known of a filter before its statement is written. */
export async function findFilter(filter: TicketFilter, list: TicketList): Promise<FoundFilter> {
  if (!filter.tagId) return { ...filter, rareTag: false };
  const most = withClosed.includes(list) ? mostToSort : mostToSortInWork;
  const tagged = await queryOne<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM ticket_tags WHERE tag_id = $1 LIMIT $2) g`,
    [filter.tagId, most + 1],
    'tagged-tickets',
  );
  return { ...filter, rareTag: (tagged?.count ?? 0) <= most };
}

/** The filter as SQL over `t`, to be put behind another condition. */
export function filterConditions(filter: TicketFilter, bind: Bind): string {
  const { queueId, assigneeId, connectionId, tagId, unread, bot, lastDays, from, until } = filter;
  const conditions = [
    queueId && `t.queue_id = ${bind(queueId)}::uuid`,
    assigneeId && `t.assignee_id = ${bind(assigneeId)}::uuid`,
    connectionId && `t.connection_id = ${bind(connectionId)}::uuid`,
    tagId &&
      `EXISTS (SELECT FROM ticket_tags g WHERE g.ticket_id = t.id AND g.tag_id = ${bind(tagId)}::uuid)`,
    unread && 't.unread_count > 0',
    bot && `t.bot IS NOT NULL AND t.status = 'pending'`,
    lastDays && `t.last_message_at >= now() - make_interval(days => ${bind(lastDays)}::int)`,
    from && `t.last_message_at >= ${bind(new Date(from))}::timestamptz`,
    until && `t.last_message_at < ${bind(new Date(until))}::timestamptz`,
  ];
  return conditions.flatMap((condition) => (condition ? [` AND ${condition}`] : [])).join('');
}

/** Which filters there are: statements with the same name have the same text. */
export function filterName({ rareTag, ...filter }: FoundFilter): string {
  const named = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return [...named.toSorted(), ...(rareTag ? ['rare'] : [])].join('+');
}
