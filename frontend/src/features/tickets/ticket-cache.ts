import type { QueryClient } from '@tanstack/react-query';
import type { ContactSummary } from '@ticketz/contract/contacts';
import type { Ticket, TicketFilter, TicketList } from '@ticketz/contract/tickets';
import type { UserSummary } from '@ticketz/contract/users';
import { createThrottle } from '../../lib/throttle.ts';
import { removedTickets } from './removed-tickets.ts';
import { fitsFilter } from './ticket-filter.ts';
import { belongsTo, findInPages, placeTicket, removeFromPages, type TicketPages } from './ticket-pages.ts';
import { myId, recentTickets, ticketCountsQuery, ticketKeys } from './ticket-queries.ts';

type ListKey = ReturnType<typeof ticketKeys.list>;

function updateLists(
  queryClient: QueryClient,
  update: (data: TicketPages, list: { tab: TicketList; search: string; filter: TicketFilter }) => TicketPages,
): void {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ticketKeys.lists })) {
    const [, , tab, search, filter] = query.queryKey as ListKey;
    queryClient.setQueryData<TicketPages>(
      query.queryKey,
      (data) => data && update(data, { tab, search, filter }),
    );
  }
}

/** The counts are asked anew, but no more than about once a second however many events come. */
const refreshCounts = createThrottle(800, (queryClient: QueryClient) => {
  void queryClient.invalidateQueries({ queryKey: ticketCountsQuery.queryKey });
});

/** Takes over what the server said about a ticket, everywhere it is shown. Older versions change nothing. */
export function applyTicket(queryClient: QueryClient, ticket: Ticket): void {
  const key = ticketKeys.detail(ticket.id);
  const known = queryClient.getQueryData<Ticket>(key);
  if (known && known.version >= ticket.version) return;
  recentTickets.add(ticket);
  removedTickets.forget(ticket.id);
  queryClient.setQueryData<Ticket>(key, ticket);
  updateLists(queryClient, (data, { tab, search, filter }) => {
    // Only the server knows whether a new ticket fits a search.
    if (search && !findInPages(data, ticket.id)) return data;
    return placeTicket(data, ticket, belongsTo(tab, ticket, myId()) && fitsFilter(filter, ticket));
  });
  refreshCounts(queryClient);
}

/** This person may not see the ticket any more. */
export function removeTicket(queryClient: QueryClient, ticketId: string, takenBy: UserSummary | null): void {
  removedTickets.remember(ticketId, takenBy);
  updateLists(queryClient, (data) => removeFromPages(data, ticketId));
  refreshCounts(queryClient);
}

/** A person has a new name or number: every row that shows it follows. */
export function applyContactToTickets(queryClient: QueryClient, contact: ContactSummary): void {
  const { id, name, phoneNumber } = contact;
  const rename = (ticket: Ticket): Ticket =>
    ticket.contact.id === id && (ticket.contact.name !== name || ticket.contact.phoneNumber !== phoneNumber)
      ? { ...ticket, contact: { id, name, phoneNumber } }
      : ticket;
  updateLists(queryClient, (data) => ({
    ...data,
    pages: data.pages.map((page) => ({ ...page, items: page.items.map(rename) })),
  }));
  for (const query of queryClient.getQueryCache().findAll({ queryKey: [...ticketKeys.all, 'detail'] })) {
    queryClient.setQueryData<Ticket>(query.queryKey, (ticket) => ticket && rename(ticket));
  }
}
