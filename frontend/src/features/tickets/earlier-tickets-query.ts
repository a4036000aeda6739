import { infiniteQueryOptions } from '@tanstack/react-query';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';

/** The tickets that a ticket's contact had before it. */
export function earlierTicketsQuery(ticketId: string) {
  return infiniteQueryOptions({
    queryKey: ['tickets', 'earlier', ticketId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        ticketEndpoints.listEarlierTickets,
        { params: { ticketId }, query: { cursor: pageParam ?? undefined, limit: 10 } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 5 * 60_000,
  });
}
