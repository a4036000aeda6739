import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Ticket, type TicketTab, ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';
import { sessionStore } from '../../api/session.ts';
import { createRecent } from '../../lib/recent.ts';
import { belongsTo, placeTicket, type TicketPage, type TicketPages } from './ticket-pages.ts';

export const ticketKeys = {
  all: ['tickets'] as const,
  lists: ['tickets', 'list'] as const,
  list: (tab: TicketTab, search: string) => ['tickets', 'list', tab, search] as const,
  detail: (ticketId: string) => ['tickets', 'detail', ticketId] as const,
  counts: ['tickets', 'counts'] as const,
};

/** Tickets as events and commands brought them, for answers that were on their way meanwhile. */
export const recentTickets = createRecent<Ticket>();

export function myId(): string {
  const state = sessionStore.get();
  return state.status === 'authenticated' ? state.session.user.id : '';
}

function newest(queryClient: QueryClient, ticket: Ticket): Ticket {
  const known = queryClient.getQueryData<Ticket>(ticketKeys.detail(ticket.id));
  return known && known.version > ticket.version ? known : ticket;
}

function correctPage(
  queryClient: QueryClient,
  page: TicketPage,
  tab: TicketTab,
  since: number,
  first: boolean,
) {
  const items = page.items
    .map((ticket) => newest(queryClient, ticket))
    .filter((ticket) => belongsTo(tab, ticket, myId()));
  if (!first) return { ...page, items };
  let data: TicketPages = { pages: [{ ...page, items }], pageParams: [null] };
  for (const ticket of recentTickets.since(since)) {
    data = placeTicket(data, ticket, belongsTo(tab, ticket, myId()));
  }
  return data.pages[0] ?? page;
}

/** One tab of the list, or the tickets found in it. Events keep it fresh. */
export function ticketListQuery(tab: TicketTab, search: string) {
  return infiniteQueryOptions({
    queryKey: ticketKeys.list(tab, search),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal, client }): Promise<TicketPage> => {
      const since = Date.now();
      const page = await callApi(
        ticketEndpoints.listTickets,
        { query: { tab, search: search || undefined, cursor: pageParam ?? undefined } },
        { signal },
      );
      return search ? page : correctPage(client, page, tab, since, pageParam === null);
    },
    getNextPageParam: (page: TicketPage) => page.nextCursor,
    staleTime: search ? 0 : Number.POSITIVE_INFINITY,
    gcTime: search ? 60_000 : 60 * 60_000,
  });
}

/** One ticket; events keep it fresh. */
export function ticketQuery(ticketId: string) {
  return queryOptions({
    queryKey: ticketKeys.detail(ticketId),
    queryFn: async ({ signal, client }) => {
      const ticket = await callApi(ticketEndpoints.getTicket, { params: { ticketId } }, { signal });
      return newest(client, ticket);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How many tickets wait and how many are mine, for the tabs and the title. */
export const ticketCountsQuery = queryOptions({
  queryKey: ticketKeys.counts,
  queryFn: ({ signal }) => callApi(ticketEndpoints.countTickets, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
