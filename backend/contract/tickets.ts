import { z } from 'zod';
import { connectionSummary } from './connections.ts';
import { contactSummary } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { cursor, id, instant, limit } from './ids.ts';
import { messageKinds, outboundStatuses } from './messages.ts';
import { tagIds } from './tags.ts';
import { userSummary } from './users.ts';

export const ticketStatuses = ['pending', 'open', 'closed'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/**
 * `mine`: open, assigned to me and not put off · `waiting`: pending, nobody has taken them · `groups`: where they have a tab
 * of their own · `snoozed`: mine that are put off · `closed` · `all`: every ticket this person may see, whatever its status.
 */
export const ticketTabs = ['mine', 'waiting', 'groups', 'snoozed', 'closed', 'all'] as const;
export type TicketTab = (typeof ticketTabs)[number];

/**
 * Every list there is: the tabs, and what the board's columns show. `open`: all that somebody works on, put off or not ·
 * `active`: waiting or open · `untagged`: those of them without a tag.
 */
export const ticketLists = [...ticketTabs, 'open', 'active', 'untagged'] as const;
export type TicketList = (typeof ticketLists)[number];

/** The newest message, as a row of the list shows it. */
export const messageSnippet = z.object({
  text: z.string(),
  kind: z.enum(messageKinds),
  direction: z.enum(['inbound', 'outbound']),
  status: z.enum(outboundStatuses).nullable(),
  sentAt: instant,
  /** Its author has deleted it for everyone. */
  deleted: z.boolean(),
});

/**
 * A ticket, the same in lists, in the conversation's header and in events. `number` counts up within the company.
 * Lists sort by `lastMessageAt`, newest first. `version` rises with every change.
 */
export const ticket = z.object({
  id,
  number: z.int(),
  status: z.enum(ticketStatuses),
  contact: contactSummary,
  connection: connectionSummary.omit({ state: true }),
  /** The department that it is for; null: nobody has chosen one. */
  queueId: id.nullable(),
  assignee: userSummary.nullable(),
  /**
   * Of a group. `inTab`: it stands in the tab of groups, and whoever sees it may write. `viewerIds`: who sees it beside
   * admins; null: who sees any ticket.
   */
  group: z.object({ inTab: z.boolean(), viewerIds: z.array(id).nullable() }).nullable(),
  /** Of the ticket; its contact has others. */
  tagIds: z.array(id),
  unreadCount: z.int(),
  lastMessage: messageSnippet.nullable(),
  lastMessageAt: instant,
  createdAt: instant,
  acceptedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** The bot talks with the customer; anybody who sees the ticket may take it all the same. */
  withBot: z.boolean(),
  /** Put off until then; without a time until the customer writes, which ends the others too. */
  snoozed: z.object({ until: instant.nullable() }).nullable(),
  /** When it came back by itself, until somebody goes on with it. */
  wokenAt: instant.nullable(),
  version: z.int(),
});
export type Ticket = z.infer<typeof ticket>;

/**
 * `closed` and `all` are not counted: nobody works them off. `unread` is the number of unread tickets of the tab. `groups`:
 * null where no connection has its groups in a tab.
 */
export const ticketCounts = z.object({
  mine: z.object({ total: z.int(), unread: z.int() }),
  waiting: z.object({ total: z.int(), unread: z.int() }),
  snoozed: z.object({ total: z.int() }),
  groups: z.object({ total: z.int(), unread: z.int() }).nullable(),
});
export type TicketCounts = z.infer<typeof ticketCounts>;

/** What a board's columns stand for. */
export const boardGroupings = ['status', 'tag'] as const;
export type BoardGrouping = (typeof boardGroupings)[number];

/** More than these aren't counted in a column. */
export const mostCounted = 1_000;

/** `key`: by status `waiting`, `open` or `closed`; by tag its id, or `untagged`. What isn't named has none. */
export const boardCounts = z.object({
  columns: z.array(z.object({ key: z.string(), total: z.int().max(mostCounted) })),
});
export type BoardCounts = z.infer<typeof boardCounts>;

/**
 * What a list is narrowed to; what is named must all fit. `lastDays` counts back from now, `from` and `until` say when
 * the last message came.
 */
export const ticketFilter = z.object({
  queueId: id.optional(),
  assigneeId: id.optional(),
  connectionId: id.optional(),
  tagId: id.optional(),
  /** Nobody looks for what is read. */
  unread: z.literal('only').optional(),
  bot: z.literal('only').optional(),
  lastDays: z.coerce.number<number>().int().min(1).max(366).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

/**
 * Somebody looks at a ticket or writes in it. `tab`: which of their browser tabs. `asks`: they have just come and want to
 * know who else is there.
 */
export const ticketPresence = z.object({
  ticketId: id,
  user: userSummary,
  tab: id,
  state: z.enum(['here', 'replying', 'noting', 'gone']),
  asks: z.boolean(),
});
export type TicketPresence = z.infer<typeof ticketPresence>;

const ticketParams = z.object({ ticketId: id });

export const ticketEndpoints = {
  /** `search` finds by name, number of the person, and number of the ticket. */
  listTickets: endpoint({
    method: 'GET',
    path: '/tickets',
    access: 'agent',
    query: ticketFilter.extend({
      tab: z.enum(ticketLists),
      search: z.string().trim().max(100).optional(),
      cursor: cursor.optional(),
      limit: limit.default(40),
    }),
    response: z.object({ items: z.array(ticket), nextCursor: cursor.nullable() }),
  }),
  countTickets: endpoint({ method: 'GET', path: '/ticket-counts', access: 'agent', response: ticketCounts }),
  /** How many tickets each column of the board has. */
  countBoard: endpoint({
    method: 'GET',
    path: '/board-counts',
    access: 'agent',
    query: ticketFilter.extend({ by: z.enum(boardGroupings).default('status') }),
    response: boardCounts,
  }),
  getTicket: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  /** What the same contact had before this ticket, newest first; only what the caller may see. */
  listEarlierTickets: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId/earlier',
    access: 'agent',
    params: ticketParams,
    query: z.object({ cursor: cursor.optional(), limit: limit.default(20) }),
    response: z.object({ items: z.array(ticket), nextCursor: cursor.nullable() }),
  }),
  /** Takes a waiting ticket. Of two at once one wins; the other gets `ticket_taken` with `details.assignee`. */
  acceptTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/accept',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  /** Puts an open ticket back among the waiting ones. */
  returnTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/return',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  closeTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/close',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  /** Opens a closed ticket again, assigned to the caller. */
  reopenTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/reopen',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  /** Puts an open ticket off: out of `mine` until then, or until its customer writes. Again: another time. `time_passed` */
  snoozeTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/snooze',
    access: 'agent',
    params: ticketParams,
    body: z.strictObject({ until: instant.nullable() }),
    response: ticket,
  }),
  /** Takes a ticket back before its time. */
  unsnoozeTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/unsnooze',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  setTicketTags: endpoint({
    method: 'PUT',
    path: '/tickets/:ticketId/tags',
    access: 'agent',
    params: ticketParams,
    body: z.strictObject({ tagIds }),
    response: ticket,
  }),
  /** The agent has seen the conversation up to its end: unread goes to zero, WhatsApp gets read receipts. */
  markTicketRead: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/read',
    access: 'agent',
    params: ticketParams,
    response: ticket,
  }),
  /** The customer sees "typing…" for some seconds. */
  sendTyping: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/typing',
    access: 'agent',
    params: ticketParams,
    body: z.strictObject({ state: z.enum(['composing', 'paused']) }),
    response: z.void(),
  }),
  /** Colleagues who see the ticket hear that this person is there; said again every some seconds while it lasts. */
  sendPresence: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/presence',
    access: 'agent',
    params: ticketParams,
    body: z.strictObject(ticketPresence.pick({ tab: true, state: true, asks: true }).shape),
    response: z.void(),
  }),
};
