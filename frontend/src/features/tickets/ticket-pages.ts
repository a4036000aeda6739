import type { InfiniteData } from '@tanstack/react-query';
import type { Ticket, TicketList } from '@ticketz/contract/tickets';

export interface TicketPage {
  items: Ticket[];
  nextCursor: string | null;
}
export type TicketPages = InfiniteData<TicketPage, string | null>;

/** The same answer the server would give to "is it in this list?". */
export function belongsTo(list: TicketList, ticket: Ticket, meId: string): boolean {
  const { status, snoozed, tagIds } = ticket;
  const mine = status === 'open' && ticket.assignee?.id === meId;
  const inTab = ticket.group?.inTab === true;
  const lists: Record<TicketList, boolean> = {
    mine: mine && !snoozed,
    waiting: status === 'pending' && !inTab,
    groups: inTab,
    snoozed: mine && snoozed !== null,
    closed: status === 'closed',
    all: true,
    open: status === 'open',
    active: status !== 'closed' && !inTab,
    untagged: status !== 'closed' && !inTab && tagIds.length === 0,
  };
  return lists[list];
}

/** Newest message first; the id decides between two of the same instant. */
export function compareTickets(a: Ticket, b: Ticket): number {
  if (a.lastMessageAt !== b.lastMessageAt) return a.lastMessageAt > b.lastMessageAt ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id > b.id ? -1 : 1;
}

/** All loaded rows in order. A ticket that moved while paging may stand on two pages: the first one counts. */
export function flattenPages(data: { pages: TicketPage[] } | undefined): Ticket[] {
  const seen = new Set<string>();
  const rows: Ticket[] = [];
  for (const ticket of data?.pages.flatMap((page) => page.items) ?? []) {
    if (seen.has(ticket.id)) continue;
    seen.add(ticket.id);
    rows.push(ticket);
  }
  return rows;
}

export function findInPages(data: TicketPages, ticketId: string): Ticket | undefined {
  for (const page of data.pages) {
    const found = page.items.find((item) => item.id === ticketId);
    if (found) return found;
  }
  return undefined;
}

export function removeFromPages(data: TicketPages, ticketId: string): TicketPages {
  if (!findInPages(data, ticketId)) return data;
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.items.some((item) => item.id === ticketId)
        ? { ...page, items: page.items.filter((item) => item.id !== ticketId) }
        : page,
    ),
  };
}

function insertAt(data: TicketPages, pageIndex: number, itemIndex: number, ticket: Ticket): TicketPages {
  const pages = data.pages.map((page, index) =>
    index === pageIndex ? { ...page, items: page.items.toSpliced(itemIndex, 0, ticket) } : page,
  );
  return { ...data, pages };
}

/** Puts a ticket where it sorts; nowhere if that is on a page that isn't loaded yet. */
function insert(data: TicketPages, ticket: Ticket): TicketPages {
  for (const [pageIndex, page] of data.pages.entries()) {
    const itemIndex = page.items.findIndex((item) => compareTickets(ticket, item) < 0);
    if (itemIndex >= 0) return insertAt(data, pageIndex, itemIndex, ticket);
  }
  const lastIndex = data.pages.length - 1;
  const last = data.pages[lastIndex];
  if (!last || last.nextCursor !== null) return data;
  return insertAt(data, lastIndex, last.items.length, ticket);
}

/** The list after a ticket has changed: in its new place, or gone. An older version changes nothing. */
export function placeTicket(data: TicketPages, ticket: Ticket, belongs: boolean): TicketPages {
  const known = findInPages(data, ticket.id);
  if (known && known.version >= ticket.version) return data;
  if (!known) return belongs ? insert(data, ticket) : data;
  if (!belongs) return removeFromPages(data, ticket.id);
  if (known.lastMessageAt !== ticket.lastMessageAt) return insert(removeFromPages(data, ticket.id), ticket);
  return {
    ...data,
    pages: data.pages.map((page) =>
      page.items.includes(known)
        ? { ...page, items: page.items.map((item) => (item === known ? ticket : item)) }
        : page,
    ),
  };
}
