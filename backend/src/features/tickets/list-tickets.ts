import { roleIncludes } from '@ticketz/contract/endpoint';
import type { Ticket, TicketCounts, TicketFilter, TicketList } from '@ticketz/contract/tickets';
import { decodeCursor } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { findContacts, searchTerms } from '../contacts/find-contacts.ts';
import { findFilter } from './filter-tickets.ts';
import { isForQueues, isOwn } from './ticket.policy.ts';
import { type TicketRow } from './ticket.presenter.ts';
import { presentTicketPage, type Statement, type TicketSearch, ticketPageStatement } from './ticket-page.ts';

export interface TicketQuery extends TicketFilter {
  tab: TicketList;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** More contacts than these aren't named one by one: their tickets are among the newest. */
const mostContacts = 1_000;

/** A page of tickets, newest message first. */
export async function listTickets(
  actor: Actor,
  { tab, search, cursor, limit, ...filter }: TicketQuery,
): Promise<{ items: Ticket[]; nextCursor: string | null }> {
  const people = search ? await findPeople(search) : null;
  if (people && fitsNobody(people)) return { items: [], nextCursor: null };
  const { text, values, name } = ticketPageStatement(actor, {
    tab,
    limit,
    after: cursor ? decodeCursor(cursor) : null,
    search: people,
    filter: isEmpty(filter) ? undefined : await findFilter(filter, tab),
  });
  return presentTicketPage(await query<TicketRow>(text, values, name), limit);
}

/** True for a filter that lets everything through. */
export function isEmpty(filter: TicketFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

async function findPeople(search: string): Promise<TicketSearch> {
  const terms = searchTerms(search);
  return { terms, contactIds: await findContacts(terms, mostContacts) };
}

function fitsNobody({ terms, contactIds }: TicketSearch): boolean {
  return contactIds?.length === 0 && terms.number === null;
}

type CountRow = Record<
  'mine' | 'mine_unread' | 'snoozed' | 'waiting' | 'waiting_unread' | 'groups' | 'groups_unread',
  number
> & { has_tab: boolean };

/** How much waits to be worked off. Closed tickets aren't counted: of a big company that would take long. */
export async function countTickets(actor: Actor): Promise<TicketCounts> {
  const { text, values, name } = ticketCountStatement(actor);
  return presentTicketCounts(await query<CountRow>(text, values, name));
}

export function ticketCountStatement(actor: Pick<Actor, 'userId' | 'role'>): Statement {
  const isAdmin = roleIncludes(actor.role, 'admin');
  const own = isAdmin ? 't.assignee_id = $1' : isOwn('$1');
  const seen = isAdmin ? '' : ` AND ${isForQueues('$1')}`;
  return {
    name: isAdmin ? 'ticket-counts-all' : 'ticket-counts',
    text: `SELECT mine.total AS mine, mine.unread AS mine_unread, mine.snoozed,
            waiting.total AS waiting, waiting.unread AS waiting_unread,
            tab.total AS groups, tab.unread AS groups_unread,
            EXISTS (SELECT FROM connections WHERE groups = 'tab' AND deleted_at IS NULL) AS has_tab
       FROM (SELECT count(*) FILTER (WHERE snoozed_at IS NULL)::int AS total,
                    count(*) FILTER (WHERE snoozed_at IS NULL AND unread_count > 0)::int AS unread,
                    count(snoozed_at)::int AS snoozed
               FROM tickets t WHERE status = 'open' AND ${own}) mine,
            (SELECT count(*)::int AS total, count(*) FILTER (WHERE unread_count > 0)::int AS unread
               FROM tickets t WHERE status = 'pending' AND NOT in_tab${seen}) waiting,
            (SELECT count(*)::int AS total, count(*) FILTER (WHERE unread_count > 0)::int AS unread
               FROM tickets t WHERE in_tab${seen}) tab`,
    values: [actor.userId],
  };
}

export function presentTicketCounts([row]: CountRow[]): TicketCounts {
  return {
    mine: { total: row?.mine ?? 0, unread: row?.mine_unread ?? 0 },
    waiting: { total: row?.waiting ?? 0, unread: row?.waiting_unread ?? 0 },
    snoozed: { total: row?.snoozed ?? 0 },
    groups: row?.has_tab ? { total: row.groups, unread: row.groups_unread } : null,
  };
}
