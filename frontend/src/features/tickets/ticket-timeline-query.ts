import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import type { Ticket } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';

/** What happened to a ticket and how long things took; asked anew once something else happens to it. */
export function ticketTimelineQuery({ id, status, assignee, queueId, connection, closedAt }: Ticket) {
  return queryOptions({
    queryKey: ['tickets', 'timeline', id, status, assignee?.id, queueId, connection.id, closedAt],
    queryFn: ({ signal }) =>
      callApi(ticketTimelineEndpoints.getTicketTimeline, { params: { ticketId: id } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
