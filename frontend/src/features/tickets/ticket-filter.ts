import { type Ticket, type TicketFilter, ticketFilter } from '@ticketz/contract/tickets';

export const noFilter: TicketFilter = {};
const names = Object.keys(ticketFilter.shape) as (keyof TicketFilter)[];
const dayMs = 86_400_000;

export function isFiltered(filter: TicketFilter): boolean {
  return names.some((name) => filter[name] !== undefined);
}

/** The filter without what isn't set: two of the same meaning are equal as JSON. */
export function tidyFilter(filter: TicketFilter): TicketFilter {
  return Object.fromEntries(
    names.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
  );
}

/** The same answer the server would give to "does it fit?". */
export function fitsFilter(filter: TicketFilter, ticket: Ticket): boolean {
  const { queueId, assigneeId, connectionId, tagId, unread, bot, lastDays, from, until } = filter;
  const at = Date.parse(ticket.lastMessageAt);
  return (
    (!queueId || ticket.queueId === queueId) &&
    (!assigneeId || ticket.assignee?.id === assigneeId) &&
    (!connectionId || ticket.connection.id === connectionId) &&
    (!tagId || ticket.tagIds.includes(tagId)) &&
    (!unread || ticket.unreadCount > 0) &&
    (!bot || ticket.withBot) &&
    (!lastDays || at >= Date.now() - lastDays * dayMs) &&
    (!from || at >= Date.parse(from)) &&
    (!until || at < Date.parse(until))
  );
}

/** The filter that an address names; none when it names nonsense. */
export function filterFromParams(params: URLSearchParams): TicketFilter {
  const given = Object.fromEntries(
    names.flatMap((name) => (params.has(name) ? [[name, params.get(name)]] : [])),
  );
  const parsed = ticketFilter.safeParse(given);
  return parsed.success ? parsed.data : noFilter;
}

/** Names the filter in an address, in the place of another. */
export function filterToParams(filter: TicketFilter, params: URLSearchParams): void {
  for (const name of names) {
    const value = filter[name];
    if (value === undefined) params.delete(name);
    else params.set(name, String(value));
  }
}
