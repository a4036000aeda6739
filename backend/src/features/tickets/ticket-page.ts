import { createHash } from 'node:crypto';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { Ticket, TicketList, TicketStatus } from '@ticketz/contract/tickets';
import { encodeCursor, type Place } from '../../core/cursor.ts';
import type { Actor } from '../../core/http/route.ts';
import { contactHasNumber, contactIsCalled, type SearchTerms } from '../contacts/find-contacts.ts';
import { type FoundFilter, filterConditions, filterName } from './filter-tickets.ts';
import { isForQueues, isLed, isOwn, visibleTickets } from './ticket.policy.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** A page of the list, asked for in the terms of the database. */
export interface TicketPage {
  tab: TicketList;
  limit: number;
  /** The last row of the page before. */
  after: Place | null;
  search: TicketSearch | null;
  filter?: FoundFilter | undefined;
}

/** `contactIds`: all contacts that fit the terms; null when they are too many to name. */
export interface TicketSearch {
  terms: SearchTerms;
  contactIds: string[] | null;
}

/** SQL with its values, and the name that it is prepared under. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** Tickets that one index holds in the order of the list. */
interface Stream {
  status: TicketStatus;
  /** Whose: the caller's own; what waits for them; what they see because they lead its queue; everybody's. */
  whose: 'own' | 'waiting' | 'led' | 'all';
  /** A further condition, over `t`. */
  also?: string;
}

/**
 * Where a tab's tickets of a person are: a page is the newest of these. Who may see a ticket `visibleTickets` says
 * again of each row of the page; said here, it would make Postgres read all closed tickets to find those of one.
 */
function streamsOf(tab: TicketList, actor: Pick<Actor, 'role'>): Stream[] {
  const isAdmin = roleIncludes(actor.role, 'admin');
  const pending = { status: 'pending', whose: isAdmin ? 'all' : 'waiting' } as const;
  const waiting: Stream = { ...pending, also: 'NOT t.in_tab' };
  const mine = { status: 'open', whose: 'own' } as const;
  const open = seenStreams('open', actor);
  const closed = seenStreams('closed', actor);
  const streams: Record<TicketList, Stream[]> = {
    mine: [{ ...mine, also: 't.snoozed_at IS NULL' }],
    waiting: [waiting],
    groups: [{ ...pending, also: 't.in_tab' }],
    snoozed: [{ ...mine, also: 't.snoozed_at IS NOT NULL' }],
    closed,
    open,
    active: [waiting, ...open],
    // Few are active: so many at most are read to find those without a tag.
    untagged: [waiting, ...open].map((stream) => ({
      ...stream,
      also: stream.also ? `${stream.also} AND ${hasNoTag}` : hasNoTag,
    })),
    all: [pending, ...open, ...closed],
  };
  return streams[tab];
}

/** Those of one's own and those of one's queues lie in two indexes. */
function seenStreams(status: TicketStatus, { role }: Pick<Actor, 'role'>): Stream[] {
  if (roleIncludes(role, 'admin')) return [{ status, whose: 'all' }];
  const own: Stream = { status, whose: 'own' };
  return roleIncludes(role, 'supervisor') ? [own, { status, whose: 'led' }] : [own];
}

const hasNoTag = 'NOT EXISTS (SELECT FROM ticket_tags g WHERE g.ticket_id = t.id)';
const order = 'ORDER BY t.last_message_at DESC, t.id DESC';

/**
 * The statement of a page, newest message first. The page is cut before the joins, so that it always holds `limit`
 * rows, and one more that says whether there's another page.
 */
export function ticketPageStatement(
  actor: Actor,
  { tab, limit, after, search, filter }: TicketPage,
): Statement {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const me = bind(actor.userId);
  // In words: Postgres plans a number it doesn't know for a tenth of all tickets, and then plans anew each time.
  const most = limit + 1;
  const streams = streamConditions(tab, actor, me);
  const further = after
    ? `AND (t.last_message_at, t.id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`
    : '';
  const parts = partsOf(streams, search, filter, bind);
  const fits = filter ? filterConditions(filter, bind) : '';
  const page = parts.map((part) => `(SELECT t.* FROM ${part}${fits} ${further} ${order} LIMIT ${most})`);
  const kinds = [
    tab,
    String(limit),
    actor.role,
    after ? 'after' : '',
    searchName(search),
    filter ? filterName(filter) : '',
  ];
  return {
    name: preparedName(kinds),
    // `me` is named outside too: not every tab asks for it, and Postgres wants to know its type.
    text: `SELECT ${ticketColumns}
       FROM (SELECT * FROM (${page.join(' UNION ALL ')}) t ${order} LIMIT ${most}) t ${ticketJoins}
      WHERE ${me}::uuid IS NOT NULL AND ${visibleTickets(actor, me)} ${order}`,
    values,
  };
}

function streamConditions(tab: TicketList, actor: Pick<Actor, 'role'>, me: string): string[] {
  const isAdmin = roleIncludes(actor.role, 'admin');
  const conditions: Record<Stream['whose'], string> = {
    own: isAdmin ? `t.assignee_id = ${me}` : isOwn(me),
    waiting: isForQueues(me),
    led: `${isLed(me)} AND t.assignee_id IS DISTINCT FROM ${me}`,
    all: '',
  };
  return streamsOf(tab, actor).map(({ status, whose, also }) =>
    [`t.status = '${status}'`, conditions[whose], also ?? ''].filter(Boolean).join(' AND '),
  );
}

/** Where the page's tickets are looked for: each part ends in a condition. */
function partsOf(
  streams: string[],
  search: TicketSearch | null,
  filter: FoundFilter | undefined,
  bind: Bind,
): string[] {
  if (search?.contactIds) return fewFound(streams, search.terms, search.contactIds, bind);
  const found = search ? manyFound(search.terms, bind) : '';
  if (!filter?.rareTag) return streams.map((stream) => `tickets t WHERE ${stream}${found}`);
  const tagged = `(SELECT ticket_id FROM ticket_tags WHERE tag_id = ${bind(filter.tagId)}::uuid OFFSET 0) tagged`;
  return [`${tagged} JOIN tickets t ON t.id = tagged.ticket_id WHERE (${streams.join(' OR ')})${found}`];
}

/**
 * Tickets of a list that fit the filter, at most `most` of each of its streams: a SELECT of `columns` over `t`. As a page,
 * it says nothing of who may see them: `visibleTickets` does, around it.
 */
export function ticketsInList(
  actor: Pick<Actor, 'role'>,
  wanted: { list: TicketList; me: string; filter: FoundFilter | undefined; columns: string; most: number },
  bind: Bind,
): string {
  const { list, me, filter, columns, most } = wanted;
  const parts = partsOf(streamConditions(list, actor, me), null, filter, bind);
  const fits = filter ? filterConditions(filter, bind) : '';
  return parts.map((part) => `(SELECT ${columns} FROM ${part}${fits} LIMIT ${most})`).join(' UNION ALL ');
}

/** Postgres cuts names at 63 bytes, of which others put some in front; and two statements must never have one name. */
export function preparedName(kinds: string[]): string {
  const name = ['tickets', ...kinds].join('-');
  return name.length <= 48 ? name : createHash('sha1').update(name).digest('hex');
}

export type Bind = (value: unknown) => string;

function searchName(search: TicketSearch | null): string {
  if (!search) return '';
  if (search.contactIds) return 'few';
  const { digits, number } = search.terms;
  return `many${digits === null ? '' : '-digits'}${number === null ? '' : '-number'}`;
}

/** A few people fit: their tickets, and the one with the number. */
function fewFound(streams: string[], terms: SearchTerms, contactIds: string[], bind: Bind): string[] {
  const [ids, number] = [bind(contactIds), bind(terms.number)];
  const inTab = `(${streams.join(' OR ')})`;
  return [
    `unnest(${ids}::uuid[]) AS found (id) JOIN tickets t ON t.contact_id = found.id WHERE ${inTab}`,
    `tickets t WHERE t.number = ${number}::int AND t.contact_id <> ALL (${ids}::uuid[]) AND ${inTab}`,
  ];
}

/** So many people fit that the newest tickets are theirs: from the newest on, each is asked. */
function manyFound({ name, digits, number }: SearchTerms, bind: Bind): string {
  const any = [
    contactIsCalled('t.contact_id', bind(name)),
    ...(digits === null ? [] : [contactHasNumber('t.contact_id', bind(digits))]),
    ...(number === null ? [] : [`t.number = ${bind(number)}::int`]),
  ];
  return ` AND (${any.join(' OR ')})`;
}

/** The page as the API gives it, from the rows of its statement. */
export function presentTicketPage(
  rows: TicketRow[],
  limit: number,
): { items: Ticket[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last;
  return {
    items: page.map(presentTicket),
    nextCursor: more ? encodeCursor({ at: last.last_message_at.toISOString(), id: last.id }) : null,
  };
}
