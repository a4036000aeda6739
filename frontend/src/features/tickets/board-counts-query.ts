import { queryOptions } from '@tanstack/react-query';
import { type BoardGrouping, type TicketFilter, ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';
import { ticketKeys } from './ticket-queries.ts';

/** How many tickets each column of the board has; asked anew whenever the other counts are. */
export function boardCountsQuery(by: BoardGrouping, filter: TicketFilter) {
  return queryOptions({
    queryKey: [...ticketKeys.counts, 'board', by, filter],
    queryFn: ({ signal }) => callApi(ticketEndpoints.countBoard, { query: { ...filter, by } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
