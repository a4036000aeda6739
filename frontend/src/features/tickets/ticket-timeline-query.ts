import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import type { Ticket } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';

/** Of all that was asked of a ticket's timeline. */
export const ticketTimelineKey = (ticketId: string) => ['tickets', 'timeline', ticketId] as const;

/** What happened to a ticket and how long things took; asked anew once something else happens to it. */
export function ticketTimelineQuery({ id, status, assignee, queueId, connection, closedAt }: Ticket) {
  return queryOptions({
    queryKey: [...ticketTimelineKey(id), status, assignee?.id, queueId, connection.id, closedAt],
    queryFn: ({ signal }) =>
      callApi(ticketTimelineEndpoints.getTicketTimeline, { params: { ticketId: id } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
