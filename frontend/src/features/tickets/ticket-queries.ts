import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Ticket, type TicketFilter, type TicketList, ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';
import { sessionStore } from '../../api/session.ts';
import { createRecent } from '../../lib/recent.ts';
import { fitsFilter, isFiltered, noFilter } from './ticket-filter.ts';
import { belongsTo, placeTicket, type TicketPage, type TicketPages } from './ticket-pages.ts';

export const ticketKeys = {
  all: ['tickets'] as const,
  lists: ['tickets', 'list'] as const,
  list: (tab: TicketList, search: string, filter: TicketFilter) =>
    ['tickets', 'list', tab, search, filter] as const,
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
  { tab, filter }: { tab: TicketList; filter: TicketFilter },
  since: number,
  first: boolean,
) {
  const belongs = (ticket: Ticket) => belongsTo(tab, ticket, myId()) && fitsFilter(filter, ticket);
  const items = page.items.map((ticket) => newest(queryClient, ticket)).filter(belongs);
  if (!first) return { ...page, items };
  let data: TicketPages = { pages: [{ ...page, items }], pageParams: [null] };
  for (const ticket of recentTickets.since(since)) {
    data = placeTicket(data, ticket, belongs(ticket));
  }
  return data.pages[0] ?? page;
}

/** One tab of the list, or the tickets found in it, narrowed to what fits the filter. Events keep it fresh. */
export function ticketListQuery(tab: TicketList, search: string, filter: TicketFilter = noFilter) {
  return infiniteQueryOptions({
    queryKey: ticketKeys.list(tab, search, filter),
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal, client }): Promise<TicketPage> => {
      const since = Date.now();
      const page = await callApi(
        ticketEndpoints.listTickets,
        { query: { ...filter, tab, search: search || undefined, cursor: pageParam ?? undefined } },
        { signal },
      );
      return search ? page : correctPage(client, page, { tab, filter }, since, pageParam === null);
    },
    getNextPageParam: (page: TicketPage) => page.nextCursor,
    staleTime: search ? 0 : Number.POSITIVE_INFINITY,
    gcTime: search || isFiltered(filter) ? 60_000 : 60 * 60_000,
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
